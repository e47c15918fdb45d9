namespace Tieout.Sandbox.Stripe;

/// <summary>Which call is answered by whom.</summary>
internal sealed class StripeRoutes
{
    private readonly List<(
        string Method,
        string[] Path,
        Func<StripeCall, StripeAnswer> Answer
    )> _all = [];

    public StripeRoutes(StripeBook book)
    {
        var catalogue = new StripeCatalogue(book);
        var taxes = new StripeTaxes(book, catalogue);
        var payments = new StripePayments(book);
        var drafts = new StripeDrafts(book, new StripeLines(book, catalogue, taxes), taxes);
        Invoices = new StripeInvoices(book, drafts, payments);
        AddCustomers(new StripeCustomers(book));
        AddCatalogue(book, catalogue);
        AddDrafts(book, drafts);
        AddInvoices(Invoices);
        AddCreditNotes(book, new StripeCreditNotes(book, taxes, payments));
        AddPayments(book, payments);
        AddWebhooks(book, new StripeWebhooks(book));
    }

    public StripeInvoices Invoices { get; }

    /// <summary>Finds who answers; none when nobody does.</summary>
    /// <param name="ids">What stands in the place of the route's placeholders.</param>
    public Func<StripeCall, StripeAnswer>? Find(
        string method,
        string path,
        out IReadOnlyList<string> ids
    )
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (routeMethod, route, answer) in _all)
        {
            if (
                string.Equals(routeMethod, method, StringComparison.Ordinal)
                && route.Length == segments.Length
                && route.Zip(segments).All(x => x.First is "*" || IsSame(x.First, x.Second))
            )
            {
                ids = [.. route.Zip(segments).Where(x => x.First is "*").Select(x => x.Second)];
                return answer;
            }
        }

        ids = [];
        return null;
    }

    private static bool IsSame(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal);

    private void Get(string path, Func<StripeCall, StripeAnswer> answer) =>
        Add("GET", path, answer);

    private void Post(string path, Func<StripeCall, StripeAnswer> answer) =>
        Add("POST", path, answer);

    private void Delete(string path, Func<StripeCall, StripeAnswer> answer) =>
        Add("DELETE", path, answer);

    private void Add(string method, string path, Func<StripeCall, StripeAnswer> answer) =>
        _all.Add((method, $"v1/{path}".Split('/'), answer));

    private void AddCustomers(StripeCustomers customers)
    {
        Get("customers/search", customers.Search);
        Get("customers", customers.List);
        Post("customers", customers.Create);
        Get("customers/*", customers.Retrieve);
        Post("customers/*", customers.Update);
        Delete("customers/*", customers.Delete);
    }

    private void AddCatalogue(StripeBook book, StripeCatalogue catalogue)
    {
        Get("products", x => catalogue.List(x, "product", "/v1/products"));
        Post("products", catalogue.CreateProduct);
        Get("products/*", x => book.Get("product", x.Id).Copy());
        Post("products/*", catalogue.UpdateProduct);
        Delete("products/*", catalogue.DeleteProduct);
        Get("prices", x => catalogue.List(x, "price", "/v1/prices", "product", "currency", "type"));
        Post("prices", catalogue.CreatePrice);
        Get("prices/*", x => book.Get("price", x.Id).Copy());
        Post("prices/*", catalogue.UpdatePrice);
        Get("tax_rates", x => catalogue.List(x, "tax_rate", "/v1/tax_rates"));
        Post("tax_rates", catalogue.CreateTaxRate);
        Get("tax_rates/*", x => book.Get("tax_rate", x.Id).Copy());
        Post("tax_rates/*", catalogue.UpdateTaxRate);
    }

    private void AddDrafts(StripeBook book, StripeDrafts drafts)
    {
        Post("invoices", drafts.Create);
        Post("invoices/*", drafts.Update);
        Delete("invoices/*", drafts.Delete);
        Post("invoices/*/add_lines", drafts.AddLines);
        Post("invoices/*/update_lines", drafts.UpdateLines);
        Post("invoices/*/remove_lines", drafts.RemoveLines);
        Get("invoices/*/lines", drafts.ListLines);
        Post("invoices/*/lines/*", drafts.UpdateLine);
        Get("invoiceitems", drafts.ListItems);
        Post("invoiceitems", drafts.CreateItem);
        Get("invoiceitems/*", x => book.Get(StripeLines.ItemKind, x.Id).Copy());
        Post("invoiceitems/*", drafts.UpdateItem);
        Delete("invoiceitems/*", drafts.DeleteItem);
    }

    private void AddInvoices(StripeInvoices invoices)
    {
        Get("invoices/search", invoices.Search);
        Get("invoices", invoices.List);
        Get("invoices/*", invoices.Retrieve);
        Post("invoices/*/finalize", invoices.Finalize);
        Post("invoices/*/send", invoices.Send);
        Post("invoices/*/pay", invoices.Pay);
        Post("invoices/*/attach_payment", invoices.AttachPayment);
        Post("invoices/*/void", invoices.Void);
        Post("invoices/*/mark_uncollectible", invoices.MarkUncollectible);
    }

    private void AddCreditNotes(StripeBook book, StripeCreditNotes notes)
    {
        Get("credit_notes/preview", notes.Preview);
        Get("credit_notes/preview/lines", notes.PreviewLines);
        Get("credit_notes", notes.List);
        Post("credit_notes", notes.Create);
        Get("credit_notes/*", x => book.Get("credit_note", x.Id).Copy());
        Post("credit_notes/*", notes.Update);
        Post("credit_notes/*/void", notes.Void);
        Get("credit_notes/*/lines", notes.ListLines);
    }

    private void AddPayments(StripeBook book, StripePayments payments)
    {
        Get("invoice_payments", payments.List);
        Get("invoice_payments/*", x => payments.Retrieve(x, "invoice_payment"));
        Post("payment_records/report_payment", payments.Report);
        Get("payment_records/*", x => payments.Retrieve(x, "payment_record"));
        Get("payment_intents/*", x => payments.Retrieve(x, "payment_intent"));
        Get(
            "customers/*/balance_transactions",
            x =>
                StripePaging.Page(
                    book.All("customer_balance_transaction").Where(y => y.Is("customer", x.Id)),
                    x.Params,
                    "customer_balance_transaction",
                    $"/v1/customers/{x.Id}/balance_transactions"
                )
        );
    }

    private void AddWebhooks(StripeBook book, StripeWebhooks webhooks)
    {
        Get("events", webhooks.ListEvents);
        Get("events/*", webhooks.RetrieveEvent);
        Get("webhook_endpoints", webhooks.List);
        Post("webhook_endpoints", webhooks.Create);
        Get("webhook_endpoints/*", x => book.Get(StripeWebhooks.Kind, x.Id).Copy());
        Post("webhook_endpoints/*", webhooks.Update);
        Delete("webhook_endpoints/*", webhooks.Delete);
        Get("account", _ => StripeShapes.Account());
    }
}
