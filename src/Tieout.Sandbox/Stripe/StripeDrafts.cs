using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>Invoices before they are finalized, their lines and invoice items.</summary>
internal sealed class StripeDrafts(StripeBook book, StripeLines lines, StripeTaxes taxes)
{
    public const string Kind = "invoice";

    private const long SecondsPerDay = 86_400;

    public StripeAnswer Create(StripeCall call)
    {
        var sent = call.Params;
        var customer = book.Refer(StripeCustomers.Kind, sent.Required("customer"), "customer");
        var invoice = StripeShapes.Invoice();
        invoice["created"] = book.Now;
        invoice["customer"] = customer.Id();
        invoice["currency"] = (
            sent.Text("currency") ?? customer.Text("currency") ?? "usd"
        ).ToLowerInvariant();
        invoice["period_end"] = book.Now;
        invoice["period_start"] = book.Now;
        invoice["webhooks_delivered_at"] = book.Now;
        Change(invoice, sent);
        if (invoice.Is("collection_method", "send_invoice") && DueIsMissing(invoice))
        {
            throw StripeRefusal.Invalid(
                "If invoicing by `send_invoice`, you must specify one of `days_until_due` or `due_date`.",
                "days_until_due"
            );
        }

        invoice = book.Add(Kind, "in_", invoice);
        if (sent.OneOf("pending_invoice_items_behavior", "include", "exclude") is "include")
        {
            Include(invoice, customer.Id());
        }

        Settle(invoice);
        book.Tell("invoice.created", invoice);
        return invoice.Copy();
    }

    public StripeAnswer Update(StripeCall call)
    {
        var invoice = book.Get(Kind, call.Id);
        var before = invoice.Copy();
        if (invoice.Is("status", "draft"))
        {
            Change(invoice, call.Params);
        }
        else
        {
            invoice["auto_advance"] =
                call.Params.Flag("auto_advance") ?? (bool)invoice["auto_advance"]!;
            invoice.Merge(call.Params.Metadata());
            if (call.Params.Unknown.FirstOrDefault(x => x is not "expand") is { } other)
            {
                throw NotEditable(other);
            }
        }

        Settle(invoice);
        book.Tell("invoice.updated", invoice, before);
        return invoice.Copy();
    }

    public StripeAnswer Delete(StripeCall call)
    {
        var invoice = book.Get(Kind, call.Id);
        if (!invoice.Is("status", "draft"))
        {
            throw StripeRefusal.Invalid("You can only delete draft invoices.");
        }

        foreach (var item in Items(invoice))
        {
            _ = book.Delete(StripeLines.ItemKind, item);
        }

        book.Tell("invoice.deleted", invoice);
        return book.Delete(Kind, invoice);
    }

    public StripeAnswer CreateItem(StripeCall call)
    {
        var sent = call.Params;
        var invoice = sent.Text("invoice") is { } id ? Draft(id, "invoice") : null;
        var customer = sent.Text("customer") ?? invoice?.Text("customer");
        if (customer is null)
        {
            throw StripeRefusal.MissingParameter("customer");
        }

        var buyer = book.Refer(StripeCustomers.Kind, customer, "customer");
        if (invoice is not null && !invoice.Is("customer", customer))
        {
            throw StripeRefusal.Invalid("The invoice belongs to another customer.", "invoice");
        }

        var currency = sent.Text("currency") ?? invoice?.Text("currency") ?? buyer.Text("currency");
        var item = lines.NewItem(sent, customer, (currency ?? "usd").ToLowerInvariant());
        item = book.Add(StripeLines.ItemKind, "ii_", item);
        if (invoice is not null)
        {
            _ = lines.Attach(invoice, item);
            book.Save(StripeLines.ItemKind, item);
            Settle(invoice);
        }

        book.Tell("invoiceitem.created", item);
        return item.Copy();
    }

    public StripeAnswer UpdateItem(StripeCall call)
    {
        var item = book.Get(StripeLines.ItemKind, call.Id);
        var invoice = item.Text("invoice") is { } id ? Draft(id, "invoice") : null;
        lines.Read(item, call.Params);
        book.Save(StripeLines.ItemKind, item);
        if (invoice is not null)
        {
            StripeLines.Copy(item, StripeLines.LineOf(invoice, item.Id())!);
            Settle(invoice);
        }

        return item.Copy();
    }

    public StripeAnswer DeleteItem(StripeCall call)
    {
        var item = book.Get(StripeLines.ItemKind, call.Id);
        if (item.Text("invoice") is { } id)
        {
            var invoice = Draft(id, "invoice");
            Remove(invoice, StripeLines.LineOf(invoice, item.Id())!);
            Settle(invoice);
        }

        book.Tell("invoiceitem.deleted", item);
        return book.Delete(StripeLines.ItemKind, item);
    }

    public StripeAnswer ListItems(StripeCall call)
    {
        var all = book.All(StripeLines.ItemKind)
            .Equal(call.Params, "customer")
            .Equal(call.Params, "invoice")
            .Within(call.Params, "created", "date");
        if (call.Params.Flag("pending") is { } isPending)
        {
            all = all.Where(x => x["invoice"] is null == isPending);
        }

        return StripePaging.Page(all, call.Params, StripeLines.ItemKind, "/v1/invoiceitems");
    }

    public StripeAnswer AddLines(StripeCall call) =>
        ChangeLines(
            call,
            (invoice, sent) =>
            {
                var customer = invoice.Text("customer")!;
                if (sent.Text("invoice_item") is { } id)
                {
                    var pending = book.Refer(StripeLines.ItemKind, id, "lines");
                    lines.Read(pending, sent);
                    _ = lines.Attach(invoice, pending);
                    book.Save(StripeLines.ItemKind, pending);
                    return;
                }

                var item = lines.NewItem(sent, customer, invoice.Text("currency")!);
                item = book.Add(StripeLines.ItemKind, "ii_", item);
                _ = lines.Attach(invoice, item);
                book.Save(StripeLines.ItemKind, item);
            }
        );

    public StripeAnswer UpdateLines(StripeCall call) =>
        ChangeLines(
            call,
            (invoice, sent) => Change(invoice, Line(invoice, sent.Required("id")), sent)
        );

    public StripeAnswer UpdateLine(StripeCall call)
    {
        var invoice = Draft(call.Id, "invoice");
        var line = Line(invoice, call.Ids[1]);
        Change(invoice, line, call.Params);
        Settle(invoice);
        return line.Copy();
    }

    public StripeAnswer RemoveLines(StripeCall call) =>
        ChangeLines(
            call,
            (invoice, sent) =>
            {
                var line = Line(invoice, sent.Required("id"));
                var isDeleted = sent.OneOf("behavior", "delete", "unassign") is "delete";
                var item = ItemOf(line);
                Remove(invoice, line);
                item["invoice"] = null;
                book.Save(StripeLines.ItemKind, item);
                if (isDeleted)
                {
                    _ = book.Delete(StripeLines.ItemKind, item);
                }
            }
        );

    public StripeAnswer ListLines(StripeCall call)
    {
        var invoice = book.Get(Kind, call.Id);
        return StripePaging.Page(
            invoice.Parts("lines"),
            call.Params,
            "line_item",
            $"/v1/invoices/{call.Id}/lines"
        );
    }

    /// <summary>Computes a draft's amounts, and stores it.</summary>
    public void Settle(JsonObject invoice)
    {
        if (invoice.Is("status", "draft"))
        {
            var customer = book.Find(StripeCustomers.Kind, invoice.Text("customer")!);
            StripeInvoices.Snapshot(invoice, customer);
            var defaults = invoice["default_tax_rates"]!.AsArray().Select(x => (string)x!).ToList();
            taxes.Apply([.. invoice.Parts("lines")], defaults);
            StripeTaxes.Total(invoice);
            var balance = customer?.Whole("balance") ?? 0L;
            invoice["starting_balance"] = balance;
            invoice["amount_due"] = Math.Max(0L, invoice.Whole("total") + Math.Min(0L, balance));
            invoice["amount_remaining"] = invoice["amount_due"]!.DeepClone();
        }

        book.Save(Kind, invoice);
    }

    private static bool DueIsMissing(JsonObject invoice) =>
        invoice["due_date"] is null && invoice["_days_until_due"] is null;

    private static StripeRefusal NotEditable(string? param = null) =>
        StripeRefusal.Invalid(
            "Finalized invoices can't be updated in this way",
            param,
            "invoice_not_editable"
        );

    private StripeAnswer ChangeLines(StripeCall call, Action<JsonObject, StripeParams> change)
    {
        var invoice = Draft(call.Id, "invoice");
        var before = invoice.Copy();
        var sent = call.Params.Sections("lines");
        if (sent.Count == 0)
        {
            throw StripeRefusal.MissingParameter("lines");
        }

        foreach (var line in sent)
        {
            change(invoice, line);
        }

        invoice.Merge(call.Params.Metadata("invoice_metadata"));
        Settle(invoice);
        book.Tell("invoice.updated", invoice, before);
        return invoice.Copy();
    }

    private void Change(JsonObject invoice, JsonObject line, StripeParams sent)
    {
        var item = ItemOf(line);
        lines.Read(item, sent);
        book.Save(StripeLines.ItemKind, item);
        StripeLines.Copy(item, line);
    }

    private void Change(JsonObject invoice, StripeParams sent)
    {
        sent.CopyTo(invoice, "description", "footer", "number", "statement_descriptor");
        sent.CopyTo(invoice, "default_payment_method");
        invoice["auto_advance"] = sent.Flag("auto_advance") ?? (bool)invoice["auto_advance"]!;
        invoice["collection_method"] =
            sent.OneOf("collection_method", "charge_automatically", "send_invoice")
            ?? invoice.Text("collection_method");
        invoice["due_date"] = sent.Whole("due_date") ?? (long?)invoice["due_date"];
        invoice["effective_at"] = sent.Whole("effective_at") ?? (long?)invoice["effective_at"];
        if (sent.Whole("days_until_due") is { } days)
        {
            invoice["_days_until_due"] = days;
            invoice["due_date"] = invoice.Whole("created") + (days * SecondsPerDay);
        }

        if (sent.Texts("default_tax_rates") is { } rates)
        {
            invoice["default_tax_rates"] = rates
                .Select(x => (JsonNode)book.Refer("tax_rate", x, "default_tax_rates").Id())
                .ToJson();
        }

        if (sent.Has("custom_fields"))
        {
            invoice["custom_fields"] = sent.Sections("custom_fields")
                .Select(x =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["name"] = x.Required("name"),
                            ["value"] = x.Required("value"),
                        }
                )
                .ToJson();
        }

        invoice["automatically_finalizes_at"] = (bool)invoice["auto_advance"]!
            ? sent.Whole("automatically_finalizes_at") ?? invoice.Whole("created") + 3600L
            : null;
        invoice.Merge(sent.Metadata());
    }

    private JsonObject Draft(string id, string param)
    {
        var invoice = book.Refer(Kind, id, param);
        return invoice.Is("status", "draft") ? invoice : throw NotEditable();
    }

    private static JsonObject Line(JsonObject invoice, string id) =>
        invoice.Parts("lines").FirstOrDefault(x => x.Is("id", id))
        ?? throw StripeRefusal.Missing("line item", id, "id");

    private JsonObject ItemOf(JsonObject line) =>
        book.Refer(
            StripeLines.ItemKind,
            line.Part("parent").Part("invoice_item_details").Text("invoice_item")!,
            "id"
        );

    private IEnumerable<JsonObject> Items(JsonObject invoice) =>
        book.All(StripeLines.ItemKind).Where(x => x.Is("invoice", invoice.Id()));

    private static void Remove(JsonObject invoice, JsonObject line) =>
        invoice.Part("lines")["data"]!.AsArray().Remove(line);

    private void Include(JsonObject invoice, string customer)
    {
        foreach (
            var item in book.All(StripeLines.ItemKind)
                .Where(x => x["invoice"] is null && x.Is("customer", customer))
                .Where(x => x.Is("currency", invoice.Text("currency")!))
                .ToList()
        )
        {
            _ = lines.Attach(invoice, item);
            book.Save(StripeLines.ItemKind, item);
        }
    }
}
