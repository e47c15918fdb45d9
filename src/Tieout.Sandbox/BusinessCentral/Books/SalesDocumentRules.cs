namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Sales invoices or credit memos: drafts until they are posted, and fixed from then on.</summary>
internal sealed class SalesDocumentRules(SalesKind kind) : Rules
{
    private static readonly string[] Addressed =
    [
        "AddressLine1",
        "AddressLine2",
        "City",
        "Country",
        "State",
        "PostCode",
    ];

    public override void Inserting(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        if (!record.Has("customerId") && !record.Has("customerNumber"))
        {
            throw Refusals.Dialog("A \"customerNumber\" or a \"customerId\" must be provided.");
        }

        base.Inserting(book, record, given);
        _ = record.Set("status", "Draft");
        SetParties(book, record, given);
        SetDates(book, record, given);
        Applies(book, record, given);
    }

    public override void Inserted(CompanyBook book, NavRecord record)
    {
        Dimensions.CopyDefaults(book, record, kind.ParentType, record.Text("customerId"));
        book.Unsettle(record.Id);
    }

    public override void Modifying(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        RequireDraft(record, "modified");
        base.Modifying(book, record, given);
        SetParties(book, record, given);
        if (given.Contains(kind.DateField) && !given.Contains("dueDate"))
        {
            _ = record.Set("dueDate", DueDate(book, record));
        }

        Applies(book, record, given);
    }

    public override void Modified(CompanyBook book, NavRecord record) => book.Unsettle(record.Id);

    public override void Deleting(CompanyBook book, NavRecord record) =>
        RequireDraft(record, "deleted");

    public override void Act(CompanyBook book, NavRecord record, string action)
    {
        var posting = new SalesPosting(book, kind);
        switch (action)
        {
            case "post" or "postAndSend":
                posting.Post(record);
                break;
            case "send":
                // Nothing is sent anywhere from here.
                break;
            case "cancel" or "cancelAndSend" when kind.IsInvoice:
                SalesCorrection.Cancel(book, record);
                break;
            case "makeCorrectiveCreditMemo":
                _ = SalesCorrection.Draft(book, record);
                break;
            default:
                throw Refusals.Dialog("The credit memo cannot be canceled.");
        }
    }

    // The label for a deletion is not documented [U].
    private void RequireDraft(NavRecord record, string what)
    {
        if (!SalesKind.IsDraft(record))
        {
            throw Refusals.Dialog($"The {kind.Noun} has been posted and can no longer be {what}.");
        }
    }

    private static void SetParties(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        var isNew = !record.Has("customerName");
        var customer = Pairs.Complete(
            book,
            record,
            given,
            ("customerId", "customerNumber"),
            ("customers", "number"),
            "The sell-to customer cannot be found.",
            "The sell-to customer values do not match to a specific Customer."
        )!;
        if (isNew || given.Contains("customerId") || given.Contains("customerNumber"))
        {
            Copy(customer, record, given);
        }

        var billTo = Pairs.Complete(
            book,
            record,
            given,
            ("billToCustomerId", "billToCustomerNumber"),
            ("customers", "number"),
            "The bill-to customer cannot be found.",
            "The bill-to customer values do not match to a specific Customer."
        );
        if (billTo is null || isNew)
        {
            Bill(billTo ?? customer, record);
        }

        Currencies.Complete(book, record, given);
    }

    private static void Copy(NavRecord customer, NavRecord record, IReadOnlySet<string> given)
    {
        _ = record.Set("customerName", customer.Text("displayName"));
        Address(customer, record, "sellTo", given);
        if (record.Resource.Find("shipToName") is not null)
        {
            _ = record.Set("shipToName", customer.Text("displayName"));
            Address(customer, record, "shipTo", given);
        }

        foreach (var field in new[] { "currencyId", "currencyCode", "paymentTermsId", "email" })
        {
            if (!given.Contains(field) && !given.Contains("currencyCode"))
            {
                _ = record.Set(field, customer.Text(field));
            }
        }
    }

    private static void Bill(NavRecord billTo, NavRecord record)
    {
        _ = record
            .Set("billToCustomerId", billTo.Id)
            .Set("billToCustomerNumber", billTo.Text("number"))
            .Set("billToName", billTo.Text("displayName"));
        Address(billTo, record, "billTo", new HashSet<string>(StringComparer.Ordinal));
    }

    private static void Address(
        NavRecord customer,
        NavRecord record,
        string party,
        IReadOnlySet<string> given
    )
    {
        foreach (var part in Addressed.Where(x => !given.Contains(party + x)))
        {
            var source = part switch
            {
                "PostCode" => "postalCode",
                _ => char.ToLowerInvariant(part[0]) + part[1..],
            };
            _ = record.Set(party + part, customer.Text(source));
        }
    }

    private void SetDates(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        if (!given.Contains("postingDate"))
        {
            _ = record.Set("postingDate", book.Today);
        }

        if (!given.Contains(kind.DateField))
        {
            _ = record.Set(kind.DateField, record.Date("postingDate"));
        }

        if (!given.Contains("dueDate"))
        {
            _ = record.Set("dueDate", DueDate(book, record));
        }
    }

    private DateOnly DueDate(CompanyBook book, NavRecord record) =>
        record
            .Date(kind.DateField)
            .AddDays(
                book.Find("paymentTerms", record.Text("paymentTermsId")) is { } terms
                    ? PaymentTerms.DaysOf(terms)
                    : 0
            );

    private static void Applies(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        if (record.Resource.Find("invoiceId") is null)
        {
            return;
        }

        var invoice = Pairs.Complete(
            book,
            record,
            given,
            ("invoiceId", "invoiceNumber"),
            ("salesInvoices", "number"),
            "The invoice cannot be found."
        );
        if (invoice is not null && SalesKind.IsDraft(invoice))
        {
            throw Refusals.Dialog("The action can be applied to a posted invoice only.");
        }
    }
}
