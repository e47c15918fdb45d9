using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;

namespace Tieout.Sandbox.Stripe;

/// <summary>Credit notes: what an invoice comes to less, before or after it was paid.</summary>
internal sealed class StripeCreditNotes(StripeBook book, StripeTaxes taxes, StripePayments payments)
{
    private const string Kind = "credit_note";

    public StripeAnswer Create(StripeCall call)
    {
        var invoice = book.Refer(StripeDrafts.Kind, call.Params.Required("invoice"), "invoice");
        var note = Draw(call.Params, invoice);
        note = book.Add(Kind, "cn_", note);
        var before = invoice.Copy();
        var isPaidNow = Apply(note, invoice);
        book.Save(Kind, note);
        book.Save(StripeDrafts.Kind, invoice);
        book.Tell("credit_note.created", note);
        book.Tell("invoice.updated", invoice, before);
        if (isPaidNow)
        {
            payments.Cancel(invoice);
            payments.MarkPaid(invoice);
        }

        return note.Copy();
    }

    /// <summary>What a credit note would be, without writing it.</summary>
    public StripeAnswer Preview(StripeCall call)
    {
        var invoice = book.Refer(StripeDrafts.Kind, call.Params.Required("invoice"), "invoice");
        var note = Draw(call.Params, invoice);
        note["id"] = book.Ids.New("cn_tmp_");
        return note;
    }

    public StripeAnswer PreviewLines(StripeCall call)
    {
        var invoice = book.Refer(StripeDrafts.Kind, call.Params.Required("invoice"), "invoice");
        return StripePaging.Page(
            Draw(call.Params, invoice).Parts("lines"),
            call.Params,
            "line_item",
            "/v1/credit_notes/preview/lines"
        );
    }

    public StripeAnswer Update(StripeCall call)
    {
        var note = book.Get(Kind, call.Id);
        var before = note.Copy();
        call.Params.CopyTo(note, "memo");
        note.Merge(call.Params.Metadata());
        book.Save(Kind, note);
        book.Tell("credit_note.updated", note, before);
        return note.Copy();
    }

    public StripeAnswer Void(StripeCall call)
    {
        var note = book.Get(Kind, call.Id);
        var invoice = book.Get(StripeDrafts.Kind, note.Text("invoice")!);
        if (!note.Is("status", "issued"))
        {
            throw StripeRefusal.Invalid(
                "You cannot void a credit note that has already been voided."
            );
        }

        if (!invoice.Is("status", "open"))
        {
            throw StripeRefusal.Invalid("You can only void credit notes for open invoices.");
        }

        var before = invoice.Copy();
        var amount = note.Whole("pre_payment_amount");
        note["status"] = "void";
        note["voided_at"] = book.Now;
        Reduce(invoice, -amount);
        book.Save(Kind, note);
        book.Save(StripeDrafts.Kind, invoice);
        book.Tell("credit_note.voided", note);
        book.Tell("invoice.updated", invoice, before);
        return note.Copy();
    }

    public StripeAnswer List(StripeCall call) =>
        StripePaging.Page(
            book.All(Kind)
                .Equal(call.Params, "invoice")
                .Equal(call.Params, "customer")
                .Within(call.Params, "created", "created"),
            call.Params,
            Kind,
            "/v1/credit_notes"
        );

    public StripeAnswer ListLines(StripeCall call) =>
        StripePaging.Page(
            book.Get(Kind, call.Id).Parts("lines"),
            call.Params,
            "credit_note_line_item",
            $"/v1/credit_notes/{call.Id}/lines"
        );

    private JsonObject Draw(StripeParams sent, JsonObject invoice)
    {
        if (invoice.Text("status") is not ("open" or "paid" or "uncollectible"))
        {
            throw StripeRefusal.Invalid(
                "You can only create credit notes for open or paid invoices.",
                "invoice"
            );
        }

        var earlier = book.All(Kind).Where(x => x.Is("invoice", invoice.Id())).ToList();
        var note = StripeShapes.CreditNote();
        foreach (var name in (ReadOnlySpan<string>)["currency", "customer"])
        {
            note[name] = invoice[name]!.DeepClone();
        }

        note["created"] = book.Now;
        note["effective_at"] = sent.Whole("effective_at") ?? book.Now;
        note["invoice"] = invoice.Id();
        note["number"] = string.Create(
            CultureInfo.InvariantCulture,
            $"{invoice.Text("number")}-CN-{earlier.Count + 1:D2}"
        );
        note["pdf"] =
            $"https://pay.stripe.com/credit_notes/acct_1Rehearsal0000000000/{invoice.Id()}/pdf";
        sent.CopyTo(note, "memo");
        _ = sent.OneOf("email_type", "credit_note", "none");
        note["reason"] = sent.OneOf(
            "reason",
            "duplicate",
            "fraudulent",
            "order_change",
            "product_unsatisfactory"
        );
        note.Merge(sent.Metadata());
        Amounts(note, sent, invoice);
        var credited = earlier.Where(x => x.Is("status", "issued")).Sum(x => x.Whole("total"));
        Split(note, sent, invoice, invoice.Whole("total") - credited);
        return note;
    }

    private void Amounts(JsonObject note, StripeParams sent, JsonObject invoice)
    {
        var lines = sent.Sections("lines");
        if (lines.Count > 0)
        {
            var made = lines.Select(x => Line(x, invoice)).ToList();
            note["lines"] = new JsonObject { ["object"] = "list", ["data"] = made.ToJson() };
            taxes.Apply(made, []);
            StripeTaxes.Total(note);
        }
        else
        {
            var amount =
                sent.Whole("amount")
                ?? throw StripeRefusal.Invalid(
                    "You must specify either `amount` or `lines`.",
                    "amount"
                );
            foreach (
                var name in (ReadOnlySpan<string>)
                    ["subtotal", "subtotal_excluding_tax", "total", "total_excluding_tax"]
            )
            {
                note[name] = amount;
            }
        }

        note["amount"] = note["total"]!.DeepClone();
        if (sent.Whole("amount") is { } told && told != note.Whole("total"))
        {
            throw StripeRefusal.Invalid(
                $"The amount ({told}) must equal the sum of the lines ({note.Whole("total")}).",
                "amount"
            );
        }
    }

    private JsonObject Line(StripeParams sent, JsonObject invoice)
    {
        var line = StripeShapes.CreditNoteLine();
        line["id"] = book.Ids.New("cnli_");
        line["type"] = sent.OneOf("type", "custom_line_item", "invoice_line_item");
        sent.CopyTo(line, "description");
        line.Merge(sent.Metadata());
        if (line.Is("type", "invoice_line_item"))
        {
            Credit(line, sent, invoice);
        }
        else
        {
            var unit =
                sent.Whole("unit_amount")
                ?? sent.Number("unit_amount_decimal")
                ?? throw StripeRefusal.MissingParameter("lines[unit_amount]");
            var quantity = sent.Whole("quantity") ?? 1L;
            line["quantity"] = quantity;
            line["unit_amount"] = decimal.IsInteger(unit) ? (long)unit : null;
            line["unit_amount_decimal"] = unit.ToString(CultureInfo.InvariantCulture);
            line["amount"] = (long)(unit * quantity).RoundTo(0);
        }

        if (line.Whole("amount") < 0L)
        {
            throw StripeRefusal.Invalid("This value must be greater than or equal to 0.", "lines");
        }

        taxes.Read(line, sent);
        line["tax_rates"] = (line["_tax_rates"] as JsonArray ?? [])
            .Select(x => book.Get("tax_rate", (string)x!).Copy())
            .ToJson();
        return line;
    }

    /// <summary>Credits a line of the invoice, or a part of it with the same part of its taxes.</summary>
    private static void Credit(JsonObject line, StripeParams sent, JsonObject invoice)
    {
        var id = sent.Required("invoice_line_item");
        var credited =
            invoice.Parts("lines").FirstOrDefault(x => x.Is("id", id))
            ?? throw StripeRefusal.Missing("invoice line item", id, "lines");
        var whole = credited.Whole("amount");
        var quantity = sent.Whole("quantity");
        var amount =
            sent.Whole("amount")
            ?? (
                whole
                * (quantity ?? credited.Whole("quantity"))
                / Math.Max(1L, credited.Whole("quantity"))
            );
        line["invoice_line_item"] = id;
        line["description"] ??= credited["description"]?.DeepClone();
        line["quantity"] = quantity ?? (sent.Has("amount") ? null : credited.Whole("quantity"));
        line["amount"] = amount;
        line["_taxes_given"] = true;
        line["taxes"] = credited
            .Parts("taxes")
            .Select(x =>
            {
                var tax = x.Copy();
                var part = whole == 0L ? 0m : x.Whole("amount") * amount / (decimal)whole;
                tax["amount"] = (long)part.RoundTo(0);
                tax["taxable_amount"] = amount;
                return (JsonNode)tax;
            })
            .ToJson();
    }

    /// <summary>What is credited before payment, and how the rest reaches the customer.</summary>
    private static void Split(
        JsonObject note,
        StripeParams sent,
        JsonObject invoice,
        long creditable
    )
    {
        var total = note.Whole("total");
        if (total > creditable)
        {
            throw StripeRefusal.Invalid(
                $"The credit note amount ({total}) exceeds what can be credited of the invoice ({creditable}).",
                "amount"
            );
        }

        var before = Math.Min(total, invoice.Whole("amount_remaining"));
        var after = total - before;
        var outOfBand = sent.Whole("out_of_band_amount");
        var credit = sent.Whole("credit_amount");
        if (sent.Whole("refund_amount") is > 0L || sent.Sections("refunds").Count > 0)
        {
            throw StripeRefusal.Invalid(
                "There is no charge on the invoice to refund.",
                "refund_amount"
            );
        }

        if ((outOfBand ?? 0L) + (credit ?? 0L) != after)
        {
            throw StripeRefusal.Invalid(
                "The sum of the refund amount, credit amount and out of band amount must equal the post "
                    + $"payment amount of the credit note ({after}).",
                "amount"
            );
        }

        note["pre_payment_amount"] = before;
        note["post_payment_amount"] = after;
        note["out_of_band_amount"] = outOfBand;
        note["_credit_amount"] = credit;
        note["type"] =
            after == 0L ? "pre_payment"
            : before == 0L ? "post_payment"
            : "mixed";
    }

    /// <summary>Tells whether it leaves nothing to be paid.</summary>
    private bool Apply(JsonObject note, JsonObject invoice)
    {
        var wasOpen = invoice.Whole("amount_remaining") > 0L;
        Reduce(invoice, note.Whole("pre_payment_amount"));
        invoice["post_payment_credit_notes_amount"] =
            invoice.Whole("post_payment_credit_notes_amount") + note.Whole("post_payment_amount");
        var customer = book.Find(StripeCustomers.Kind, note.Text("customer")!);
        if (customer is not null && note.Whole("_credit_amount") is > 0L and var credit)
        {
            note["customer_balance_transaction"] = payments
                .ChangeBalance(customer, -credit, "credit_note", invoice.Id(), note.Id())
                ?.Id();
        }

        return wasOpen && invoice.Is("status", "open") && invoice.Whole("amount_remaining") == 0L;
    }

    private static void Reduce(JsonObject invoice, long amount)
    {
        invoice["pre_payment_credit_notes_amount"] =
            invoice.Whole("pre_payment_credit_notes_amount") + amount;
        invoice["amount_due"] = invoice.Whole("amount_due") - amount;
        invoice["amount_remaining"] = invoice.Whole("amount_remaining") - amount;
    }
}
