using System.Globalization;
using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>What happens to invoices once they are written: finalized, sent, paid, voided.</summary>
internal sealed class StripeInvoices(StripeBook book, StripeDrafts drafts, StripePayments payments)
{
    private const string Kind = StripeDrafts.Kind;

    private long _advancedTo;

    public StripeAnswer Retrieve(StripeCall call) => book.Get(Kind, call.Id).Copy();

    public StripeAnswer List(StripeCall call)
    {
        var sent = call.Params;
        _ = sent.OneOf("status", "draft", "open", "paid", "uncollectible", "void");
        var all = book.All(Kind)
            .Equal(sent, "status")
            .Equal(sent, "customer")
            .Equal(sent, "collection_method")
            .Within(sent, "created", "created")
            .Within(sent, "due_date", "due_date");
        return StripePaging.Page(all, sent, Kind, "/v1/invoices");
    }

    public StripeAnswer Search(StripeCall call) =>
        StripeSearch.Run(book.All(Kind), call.Params, book.Now, "/v1/invoices/search");

    public StripeAnswer Finalize(StripeCall call)
    {
        var invoice = book.Get(Kind, call.Id);
        if (call.Params.Flag("auto_advance") is { } isAutomatic)
        {
            invoice["auto_advance"] = isAutomatic;
        }

        Finalize(invoice);
        return invoice.Copy();
    }

    public StripeAnswer Send(StripeCall call)
    {
        var invoice = book.Get(Kind, call.Id);
        if (!invoice.Is("collection_method", "send_invoice"))
        {
            throw StripeRefusal.Invalid(
                "You can only manually send an invoice if its collection method is 'send_invoice'."
            );
        }

        if (invoice.Is("status", "draft"))
        {
            Finalize(invoice);
        }

        if (invoice.Text("status") is "void" or "uncollectible")
        {
            throw NotOpen();
        }

        book.Tell("invoice.sent", invoice);
        return invoice.Copy();
    }

    public StripeAnswer Pay(StripeCall call)
    {
        var invoice = book.Get(Kind, call.Id);
        if (invoice.Is("status", "draft"))
        {
            Finalize(invoice);
        }

        if (invoice.Is("status", "paid"))
        {
            throw StripeRefusal.Invalid("Invoice is already paid");
        }

        if (invoice.Is("status", "void"))
        {
            throw NotOpen();
        }

        var isOutOfBand = call.Params.Flag("paid_out_of_band") ?? false;
        var isForgiven = call.Params.Flag("forgive") ?? false;
        _ = call.Params.Flag("off_session");
        var method = call.Params.Text("payment_method") ?? call.Params.Text("source");
        return isOutOfBand || isForgiven
            ? payments.SettleOutOfBand(invoice)
            : payments.Charge(invoice, method);
    }

    public StripeAnswer AttachPayment(StripeCall call)
    {
        var invoice = book.Get(Kind, call.Id);
        return invoice.Is("status", "open")
            ? payments.Attach(invoice, call.Params.Required("payment_record"))
            : throw NotOpen();
    }

    public StripeAnswer Void(StripeCall call)
    {
        var invoice = book.Get(Kind, call.Id);
        if (invoice.Text("status") is not ("open" or "uncollectible"))
        {
            throw NotOpen();
        }

        var before = invoice.Copy();
        invoice["status"] = "void";
        invoice.Part("status_transitions")["voided_at"] = book.Now;
        payments.Cancel(invoice);
        GiveBalanceBack(invoice);
        book.Save(Kind, invoice);
        book.Tell("invoice.voided", invoice);
        book.Tell("invoice.updated", invoice, before);
        return invoice.Copy();
    }

    public StripeAnswer MarkUncollectible(StripeCall call)
    {
        var invoice = book.Get(Kind, call.Id);
        if (!invoice.Is("status", "open"))
        {
            throw NotOpen();
        }

        var before = invoice.Copy();
        invoice["status"] = "uncollectible";
        invoice.Part("status_transitions")["marked_uncollectible_at"] = book.Now;
        book.Save(Kind, invoice);
        book.Tell("invoice.marked_uncollectible", invoice);
        book.Tell("invoice.updated", invoice, before);
        return invoice.Copy();
    }

    /// <summary>Does what the passing of time does: finalizes by itself, and notices what is overdue.</summary>
    public void Advance()
    {
        var now = book.Now;
        if (now == _advancedTo)
        {
            return;
        }

        _advancedTo = now;
        foreach (var invoice in book.All(Kind).ToList())
        {
            if (
                invoice.Is("status", "draft")
                && invoice["automatically_finalizes_at"] is not null
                && invoice.Whole("automatically_finalizes_at") <= now
            )
            {
                Finalize(invoice);
            }

            var isLate = invoice["due_date"] is not null && invoice.Whole("due_date") < now;
            if (invoice.Is("status", "open") && isLate && invoice["_overdue_told"] is null)
            {
                invoice["_overdue_told"] = true;
                book.Save(Kind, invoice);
                book.Tell("invoice.overdue", invoice);
            }
        }
    }

    /// <summary>Takes over from the customer what an invoice shows of it.</summary>
    public static void Snapshot(JsonObject invoice, JsonObject? customer)
    {
        if (customer is null)
        {
            return;
        }

        foreach (
            var name in (ReadOnlySpan<string>)
                ["address", "email", "name", "phone", "shipping", "tax_exempt"]
        )
        {
            invoice[$"customer_{name}"] = customer[name]?.DeepClone();
        }
    }

    private static StripeRefusal NotOpen() =>
        StripeRefusal.Invalid("You can only pass in open invoices. This invoice isn't open.");

    private void Finalize(JsonObject invoice)
    {
        if (!invoice.Is("status", "draft"))
        {
            throw StripeRefusal.Invalid(
                "This invoice is already finalized, you can't re-finalize a non-draft invoice.",
                code: "invoice_not_editable"
            );
        }

        var before = invoice.Copy();
        drafts.Settle(invoice);
        Number(invoice);
        invoice["status"] = "open";
        invoice.Part("status_transitions")["finalized_at"] = book.Now;
        invoice["effective_at"] ??= book.Now;
        invoice["automatically_finalizes_at"] = null;
        invoice.Part("rendering").Part("pdf")["page_size"] = "letter";
        var hosted = $"https://invoice.stripe.com/i/acct_1Rehearsal0000000000/{invoice.Id()}";
        invoice["hosted_invoice_url"] = hosted;
        invoice["invoice_pdf"] = $"{hosted}/pdf";
        if (invoice["_days_until_due"] is not null)
        {
            invoice["due_date"] = book.Now + (invoice.Whole("_days_until_due") * 86_400L);
        }

        TakeBalance(invoice);
        if (invoice.Whole("amount_due") > 0L)
        {
            payments.Request(invoice);
        }

        book.Save(Kind, invoice);
        book.Tell("invoice.finalized", invoice);
        book.Tell("invoice.updated", invoice, before);
        if (invoice.Whole("amount_due") == 0L)
        {
            invoice["attempted"] = true;
            payments.MarkPaid(invoice);
        }
    }

    private void Number(JsonObject invoice)
    {
        var customer = book.Get(StripeCustomers.Kind, invoice.Text("customer")!);
        if (invoice["number"] is null)
        {
            var next = customer.Whole("next_invoice_sequence");
            invoice["number"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{customer.Text("invoice_prefix")}-{next:D4}"
            );
            customer["next_invoice_sequence"] = next + 1L;
        }

        customer["currency"] ??= invoice.Text("currency");
        book.Save(StripeCustomers.Kind, customer);
    }

    /// <summary>Sets a customer's credit off against what is due; less than nothing becomes credit.</summary>
    private void TakeBalance(JsonObject invoice)
    {
        var customer = book.Get(StripeCustomers.Kind, invoice.Text("customer")!);
        var balance = customer.Whole("balance");
        var sum = invoice.Whole("total") + balance;
        invoice["starting_balance"] = balance;
        invoice["ending_balance"] = Math.Min(0L, sum);
        invoice["amount_due"] = Math.Max(0L, sum);
        invoice["amount_remaining"] = Math.Max(0L, sum);
        payments.ChangeBalance(
            customer,
            Math.Min(0L, sum) - balance,
            "applied_to_invoice",
            invoice.Id()
        );
    }

    private void GiveBalanceBack(JsonObject invoice)
    {
        var applied = invoice.Whole("starting_balance") - invoice.Whole("ending_balance");
        if (
            applied != 0L
            && book.Find(StripeCustomers.Kind, invoice.Text("customer")!) is { } customer
        )
        {
            payments.ChangeBalance(customer, applied, "unapplied_from_invoice", invoice.Id());
        }
    }
}
