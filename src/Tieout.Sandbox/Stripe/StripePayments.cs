using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>Money for invoices: by card, reported from elsewhere, or only said to be paid.</summary>
internal sealed class StripePayments(StripeBook book)
{
    private const string Kind = "invoice_payment";
    private const string RecordKind = "payment_record";
    private const string IntentKind = "payment_intent";

    public StripeAnswer List(StripeCall call)
    {
        var sent = call.Params;
        _ = sent.OneOf("status", "open", "paid", "canceled");
        var all = book.All(Kind)
            .Equal(sent, "invoice")
            .Equal(sent, "status")
            .Within(sent, "created", "created");
        if (sent.Section("payment") is { } payment)
        {
            var type = payment.Required("type");
            var id = payment.Text(type);
            all = all.Where(x => x.Part("payment").Is("type", type))
                .Where(x => id is null || x.Part("payment").Is(type, id));
        }

        return StripePaging.Page(all, sent, Kind, "/v1/invoice_payments");
    }

    public StripeAnswer Retrieve(StripeCall call, string kind) => book.Get(kind, call.Id).Copy();

    /// <summary>Reports money that came on another way, such as a bank transfer.</summary>
    public StripeAnswer Report(StripeCall call)
    {
        var sent = call.Params;
        var asked = sent.Section("amount_requested");
        var currency =
            asked?.Required("currency") ?? throw StripeRefusal.MissingParameter("amount_requested");
        var amount =
            asked.Whole("value") ?? throw StripeRefusal.MissingParameter("amount_requested[value]");
        var record = StripeShapes.PaymentRecord(currency.ToLowerInvariant());
        var initiated =
            sent.Whole("initiated_at") ?? throw StripeRefusal.MissingParameter("initiated_at");
        var outcome = sent.OneOf("outcome", "guaranteed", "failed");
        record["created"] = book.Now;
        record["_paid_at"] = sent.Section("guaranteed")?.Whole("guaranteed_at") ?? initiated;
        record["_outcome"] = outcome;
        foreach (var name in (ReadOnlySpan<string>)["amount", "amount_requested"])
        {
            record.Part(name)["value"] = amount;
        }

        record.Part(outcome is "guaranteed" ? "amount_guaranteed" : "amount_failed")["value"] =
            amount;
        sent.CopyTo(record, "description", "customer_presence");
        if (sent.Section("payment_method_details") is { } method)
        {
            var custom = method.Section("custom");
            record["payment_method_details"] = new JsonObject
            {
                ["custom"] = new JsonObject
                {
                    ["display_name"] = custom?.Text("display_name"),
                    ["type"] = custom?.Text("type"),
                },
                ["type"] = method.Text("type") ?? "custom",
            };
        }

        if (sent.Section("processor_details") is { } processor)
        {
            var custom = processor.Section("custom");
            record["processor_details"] = new JsonObject
            {
                ["custom"] = new JsonObject
                {
                    ["payment_reference"] = custom?.Text("payment_reference"),
                },
                ["type"] = processor.Text("type") ?? "custom",
            };
        }

        record.Merge(sent.Metadata());
        return book.Add(RecordKind, "pr_", record).Copy();
    }

    /// <summary>Puts reported money on an invoice. What is too much becomes the customer's credit.</summary>
    public JsonObject Attach(JsonObject invoice, string id)
    {
        var record = book.Refer(RecordKind, id, "payment_record");
        var amount = record.Part("amount_guaranteed").Whole("value");
        var isUsed = book.All(Kind).Any(x => x.Part("payment").Is("payment_record", id));
        if (
            amount == 0L
            || isUsed
            || !record.Part("amount").Is("currency", invoice.Text("currency")!)
        )
        {
            throw StripeRefusal.Invalid(
                "This payment record cannot be attached to the invoice: it must be guaranteed, in the "
                    + "invoice's currency and not attached yet.",
                "payment_record"
            );
        }

        var payment = StripeShapes.InvoicePayment();
        payment["created"] = book.Now;
        payment["currency"] = invoice.Text("currency");
        payment["invoice"] = invoice.Id();
        payment["amount_requested"] = amount;
        payment["payment"] = new JsonObject
        {
            ["payment_record"] = id,
            ["type"] = "payment_record",
        };
        Receive(invoice, book.Add(Kind, "inpay_", payment), amount, record.Whole("_paid_at"));
        return invoice.Copy();
    }

    /// <summary>Says that an invoice was paid elsewhere; there is no payment object for it. [U]</summary>
    public JsonObject SettleOutOfBand(JsonObject invoice)
    {
        invoice["amount_paid"] = invoice.Whole("amount_paid") + invoice.Whole("amount_remaining");
        invoice["amount_remaining"] = 0L;
        Cancel(invoice);
        MarkPaid(invoice);
        return invoice.Copy();
    }

    /// <summary>Charges a card. One whose id speaks of a decline is declined.</summary>
    public StripeAnswer Charge(JsonObject invoice, string? method)
    {
        var customer = book.Get(StripeCustomers.Kind, invoice.Text("customer")!);
        method ??=
            invoice.Text("default_payment_method")
            ?? customer.Part("invoice_settings").Text("default_payment_method")
            ?? throw StripeRefusal.Invalid(
                "There is no `default_payment_method` set on this Customer or Invoice. Please set a "
                    + "`default_payment_method`.",
                "payment_method"
            );
        var payment = book.All(Kind)
            .First(x => x.Is("invoice", invoice.Id()) && x.Is("status", "open"));
        var intent = book.Get(IntentKind, payment.Part("payment").Text(IntentKind)!);
        intent["payment_method"] = method;
        invoice["attempted"] = true;
        invoice["attempt_count"] = invoice.Whole("attempt_count") + 1L;
        if (method.Contains("declined", StringComparison.OrdinalIgnoreCase))
        {
            book.Save(StripeDrafts.Kind, invoice);
            book.Save(IntentKind, intent);
            book.Tell("invoice.payment_failed", invoice);
            return new StripeAnswer(402, Declined());
        }

        var amount = invoice.Whole("amount_remaining");
        intent["amount"] = amount;
        intent["amount_received"] = amount;
        intent["status"] = "succeeded";
        book.Save(IntentKind, intent);
        Receive(invoice, payment, amount, book.Now);
        return invoice.Copy();
    }

    /// <summary>Makes the payment that an open invoice waits for.</summary>
    public void Request(JsonObject invoice)
    {
        var intent = StripeShapes.PaymentIntent();
        intent["amount"] = invoice["amount_due"]!.DeepClone();
        intent["created"] = book.Now;
        intent["currency"] = invoice.Text("currency");
        intent["customer"] = invoice.Text("customer");
        intent = book.Add(IntentKind, "pi_", intent);
        var payment = StripeShapes.InvoicePayment();
        payment["amount_requested"] = invoice["amount_due"]!.DeepClone();
        payment["created"] = book.Now;
        payment["currency"] = invoice.Text("currency");
        payment["invoice"] = invoice.Id();
        payment["is_default"] = true;
        payment["payment"] = new JsonObject { [IntentKind] = intent.Id(), ["type"] = IntentKind };
        _ = book.Add(Kind, "inpay_", payment);
    }

    /// <summary>The payment that an invoice waited for will not come.</summary>
    public void Cancel(JsonObject invoice)
    {
        foreach (var payment in book.All(Kind).Where(x => x.Is("invoice", invoice.Id())).ToList())
        {
            if (payment.Is("status", "open"))
            {
                payment["status"] = "canceled";
                payment.Part("status_transitions")["canceled_at"] = book.Now;
                book.Save(Kind, payment);
            }
        }
    }

    public void MarkPaid(JsonObject invoice, bool wasCollected = false)
    {
        invoice["status"] = "paid";
        invoice.Part("status_transitions")["paid_at"] = book.Now;
        book.Save(StripeDrafts.Kind, invoice);
        book.Tell("invoice.paid", invoice);
        if (wasCollected)
        {
            book.Tell("invoice.payment_succeeded", invoice);
        }
    }

    /// <summary>Changes what a customer owes beside its invoices; below zero is its credit.</summary>
    public JsonObject? ChangeBalance(
        JsonObject customer,
        long amount,
        string type,
        string? invoice,
        string? creditNote = null
    )
    {
        if (amount == 0L)
        {
            return null;
        }

        var before = customer.Copy();
        var after = customer.Whole("balance") + amount;
        customer["balance"] = after;
        book.Save(StripeCustomers.Kind, customer);
        book.Tell("customer.updated", customer, before);
        return book.Add(
            "customer_balance_transaction",
            "cbtxn_",
            new JsonObject
            {
                ["object"] = "customer_balance_transaction",
                ["amount"] = amount,
                ["checkout_session"] = null,
                ["created"] = book.Now,
                ["credit_note"] = creditNote,
                ["currency"] = customer.Text("currency") ?? "usd",
                ["customer"] = customer.Id(),
                ["customer_account"] = null,
                ["description"] = null,
                ["ending_balance"] = after,
                ["invoice"] = invoice,
                ["livemode"] = false,
                ["metadata"] = new JsonObject(),
                ["type"] = type,
            }
        );
    }

    private static JsonObject Declined() =>
        new()
        {
            ["error"] = new JsonObject
            {
                ["code"] = "card_declined",
                ["decline_code"] = "generic_decline",
                ["doc_url"] = "https://stripe.com/docs/error-codes/card-declined",
                ["message"] = "Your card was declined.",
                ["type"] = "card_error",
            },
        };

    private void Receive(JsonObject invoice, JsonObject payment, long amount, long paidAt)
    {
        payment["status"] = "paid";
        payment["amount_paid"] = amount;
        payment.Part("status_transitions")["paid_at"] = paidAt;
        book.Save(Kind, payment);
        var before = invoice.Copy();
        var remaining = invoice.Whole("amount_remaining");
        var taken = Math.Min(amount, remaining);
        invoice["amount_paid"] = invoice.Whole("amount_paid") + amount;
        invoice["amount_overpaid"] = invoice.Whole("amount_overpaid") + (amount - taken);
        invoice["amount_remaining"] = remaining - taken;
        book.Save(StripeDrafts.Kind, invoice);
        book.Tell("invoice_payment.paid", payment);
        if (amount > taken)
        {
            var customer = book.Get(StripeCustomers.Kind, invoice.Text("customer")!);
            _ = ChangeBalance(customer, taken - amount, "invoice_overpaid", invoice.Id());
            book.Tell("invoice.overpaid", invoice);
        }

        if (remaining == taken)
        {
            Cancel(invoice);
            MarkPaid(invoice, wasCollected: true);
        }

        book.Tell("invoice.updated", invoice, before);
    }
}
