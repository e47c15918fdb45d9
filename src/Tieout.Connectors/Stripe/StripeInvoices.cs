using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Stripe;

/// <summary>Writes invoices: a draft, its lines, then final.</summary>
/// <remarks>
/// The draft is made with nothing that could change under its reference, so that its key always comes
/// with the same form; everything else is said after, and a draft that is found is carried on.
/// </remarks>
internal sealed class StripeInvoices(StripeClient client, StripeDays days, StripeTargets targets)
{
    /// <summary>Lines that are sent in one call.</summary>
    private const int LinesAtOnce = 100;

    public async Task<TargetRecord> WriteAsync(
        Delivery.Document document,
        StripeInvoice? draft,
        string customer
    )
    {
        var lines = StripeDocumentLines.Of(document);
        var reference = document.NaturalKey;
        draft ??= await client.CreateAsync<StripeInvoice>(
            "invoices",
            new StripeForm()
                .Add("customer", customer)
                .Add("currency", document.Invoice.Currency.Code)
                .Add("auto_advance", value: false)
                .Add(StripeMarks.Member(StripeMarks.Reference), reference),
            new StripeKey(reference, "draft")
        );
        // What the key of an earlier try brings back may have come further.
        if (draft.Status is not "draft")
        {
            return targets.Of(draft);
        }

        await FillAsync(draft.Id, reference, lines);
        var head = new StripeCall(HttpMethod.Post, $"invoices/{draft.Id}", Head(document));
        Check((await client.WriteAsync<StripeInvoice>(head)).Value, document.Invoice);
        return await FinalizeAsync(draft.Id, reference);
    }

    private static void Check(StripeInvoice draft, Invoice invoice)
    {
        var net = StripeMoney.Of(draft.TotalExcludingTax, draft.Currency);
        var tax = StripeMoney.Of(draft.TotalTaxes?.Sum(x => x.Amount) ?? 0L, draft.Currency);
        if (net != invoice.Net || tax != invoice.Tax)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"Stripe computes {net} net and {tax} tax for invoice {draft.Id}, the hub "
                    + $"{invoice.Net} and {invoice.Tax}. It stays a draft.",
                reason: "TAX_DIFFERENCE"
            );
        }
    }

    private async Task<TargetRecord> FinalizeAsync(string id, string reference)
    {
        var answer = await client.WriteAsync<StripeInvoice>(
            new StripeCall(
                HttpMethod.Post,
                $"invoices/{id}/finalize",
                new StripeForm().Add("auto_advance", value: false),
                new StripeKey(reference, $"finalize {id}")
            )
        );
        if (!answer.IsError("invoice_not_editable"))
        {
            return Final(answer.Value, reference);
        }

        var held = await client.GetAsync<StripeInvoice>($"invoices/{id}", CancellationToken.None);
        return Final(held.Value, reference);
    }

    private TargetRecord Final(StripeInvoice invoice, string reference)
    {
        try
        {
            return targets.Of(invoice);
        }
        catch (ConnectorException e)
        {
            throw ConnectorException.AfterPosting(reference, e);
        }
    }

    private StripeForm Head(Delivery.Document document)
    {
        var invoice = document.Invoice;
        var form = new StripeForm()
            .Add("collection_method", "send_invoice")
            .Add("due_date", days.SecondsOf(invoice.DueDate))
            .Add("effective_at", days.SecondsOf(document.AccountingDate));
        return invoice.PurchaseOrder is { } order
            ? form.Add("custom_fields[0][name]", "Purchase order")
                .Add("custom_fields[0][value]", order)
            : form;
    }

    /// <summary>Brings a draft to have exactly these lines.</summary>
    private async Task FillAsync(
        string id,
        string reference,
        IReadOnlyList<StripeDocumentLine> lines
    )
    {
        var held = new List<StripeLine>();
        await foreach (
            var page in client.PagesAsync<StripeLine>(
                $"invoices/{id}/lines",
                x => x.Id,
                after: null,
                CancellationToken.None
            )
        )
        {
            held.AddRange(page);
        }

        var isKept =
            held.Count <= lines.Count && held.Zip(lines).All(x => IsSame(x.First, x.Second));
        // What they take the place of is part of the key: lines that were added and taken away since
        // are not the same as those that are added now.
        var replaced = string.Empty;
        if (!isKept)
        {
            await RemoveAsync(id, held);
            replaced = StripeKey.Hash(string.Join(' ', held.Select(x => x.Id)));
            held.Clear();
        }

        foreach (var chunk in lines.Skip(held.Count).Chunk(LinesAtOnce))
        {
            var form = new StripeForm();
            for (var i = 0; i < chunk.Length; i++)
            {
                Add(form, $"lines[{i}]", chunk[i]);
            }

            var step = $"lines {id} {replaced} {StripeKey.Hash(form.Text)}";
            var answer = await client.WriteAsync<StripeInvoice>(
                new StripeCall(
                    HttpMethod.Post,
                    $"invoices/{id}/add_lines",
                    form,
                    new StripeKey(reference, step)
                )
            );
            _ = answer.Value;
        }
    }

    private async Task RemoveAsync(string id, List<StripeLine> lines)
    {
        foreach (var chunk in lines.Chunk(LinesAtOnce))
        {
            var form = new StripeForm();
            for (var i = 0; i < chunk.Length; i++)
            {
                form.Add($"lines[{i}][id]", chunk[i].Id).Add($"lines[{i}][behavior]", "delete");
            }

            var call = new StripeCall(HttpMethod.Post, $"invoices/{id}/remove_lines", form);
            _ = (await client.WriteAsync<StripeInvoice>(call)).Value;
        }
    }

    private bool IsSame(StripeLine held, StripeDocumentLine line) =>
        held.Amount == line.Amount
        && string.Equals(held.Description, line.Description, StringComparison.Ordinal)
        && StripeMarks.Has(held.Metadata, StripeMarks.Line, line.Number)
        && StripeMarks.Has(held.Metadata, StripeMarks.Tax, line.TaxCode)
        && held.Period.Start == days.SecondsOf(line.Period.Start)
        && held.Period.End == days.SecondsOf(line.Period.End)
        && (held.Taxes?.Sum(x => x.Amount) ?? 0L) == line.TaxAmount;

    private void Add(StripeForm form, string place, StripeDocumentLine line)
    {
        var metadata = $"{place}[metadata]";
        var tax = $"{place}[tax_amounts][0]";
        var rate = $"{tax}[tax_rate_data]";
        var percentage = line.Rate.ToString(CultureInfo.InvariantCulture);
        _ = form.Add($"{place}[amount]", line.Amount)
            .Add($"{place}[description]", line.Description)
            .Add($"{place}[period][start]", days.SecondsOf(line.Period.Start))
            .Add($"{place}[period][end]", days.SecondsOf(line.Period.End))
            .Add(StripeMarks.Member(StripeMarks.Line, metadata), line.Number)
            .Add(StripeMarks.Member(StripeMarks.Tax, metadata), line.TaxCode)
            .Add(StripeMarks.Member(StripeMarks.Dimensions, metadata), line.Dimensions)
            .Add($"{tax}[amount]", line.TaxAmount)
            .Add($"{tax}[taxable_amount]", line.Amount)
            .Add($"{tax}[taxability_reason]", ReasonOf(line.Category))
            .Add($"{rate}[display_name]", line.TaxCode)
            .Add($"{rate}[inclusive]", value: false)
            .Add($"{rate}[percentage]", percentage);
    }

    private static string ReasonOf(TaxCategory category) =>
        category switch
        {
            TaxCategory.S => "standard_rated",
            TaxCategory.Z => "zero_rated",
            TaxCategory.E => "product_exempt",
            TaxCategory.AE => "reverse_charge",
            _ => "not_subject_to_tax",
        };
}
