using System.Globalization;
using Tieout.Connect;

namespace Tieout.Connectors.Stripe;

/// <summary>Writes credit notes, which are issued in one call.</summary>
/// <remarks>
/// What is left to be paid on the invoice is credited before payment. The rest is told to Stripe as
/// paid back elsewhere: a credit in the customer's balance would be taken off the next invoice, which
/// the hub did not decide.
/// </remarks>
internal sealed class StripeCreditNotes(StripeClient client, StripeDays days, StripeTargets targets)
{
    public async Task<TargetRecord> WriteAsync(
        Delivery.Document document,
        CancellationToken cancellationToken
    )
    {
        var lines = StripeDocumentLines.Of(document);
        var id =
            document.RefersToExternalId
            ?? throw new ConnectorException(
                ConnectorFault.Refused,
                $"Stripe credits invoices only, and {document.NaturalKey} names none that is there."
            );
        var answer = await client.GetAsync<StripeInvoice>($"invoices/{id}", cancellationToken);
        var invoice = answer.Value;
        var rates = await RatesAsync(id, cancellationToken);
        var form = Form(document, lines, rates, id);
        var total = lines.Sum(x => x.Amount + x.TaxAmount);
        if (total > invoice.AmountRemaining)
        {
            _ = form.Add("out_of_band_amount", total - invoice.AmountRemaining);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var reference = document.NaturalKey;
        var note = await client.CreateAsync<StripeCreditNote>(
            "credit_notes",
            form,
            new StripeKey(reference, "credit note")
        );
        var written = targets.Of(note);
        return written.Net == document.Invoice.Net && written.Tax == document.Invoice.Tax
            ? written
            : throw new ConnectorException(
                ConnectorFault.Contract,
                $"Stripe issued credit note {note.Id} of {written.Net} and {written.Tax} tax, the hub's "
                    + $"is of {document.Invoice.Net} and {document.Invoice.Tax}."
            );
    }

    private StripeForm Form(
        Delivery.Document document,
        IReadOnlyList<StripeDocumentLine> lines,
        Dictionary<string, string> rates,
        string invoice
    )
    {
        var form = new StripeForm()
            .Add("invoice", invoice)
            .Add("effective_at", days.SecondsOf(document.AccountingDate))
            .Add("email_type", "none")
            .Add(StripeMarks.Member(StripeMarks.Reference), document.NaturalKey);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var place = string.Create(CultureInfo.InvariantCulture, $"lines[{i}]");
            var metadata = $"{place}[metadata]";
            _ = form.Add($"{place}[type]", "custom_line_item")
                .Add($"{place}[description]", line.Description)
                .Add($"{place}[quantity]", 1)
                .Add($"{place}[unit_amount]", line.Amount)
                .Add(StripeMarks.Member(StripeMarks.Line, metadata), line.Number)
                .Add(StripeMarks.Member(StripeMarks.Dimensions, metadata), line.Dimensions);
            if (line.TaxAmount == 0L)
            {
                continue;
            }

            _ = form.Add($"{place}[tax_amounts][0][amount]", line.TaxAmount)
                .Add($"{place}[tax_amounts][0][taxable_amount]", line.Amount)
                .Add($"{place}[tax_amounts][0][tax_rate]", RateOf(line, rates));
        }

        return form;
    }

    private static string RateOf(StripeDocumentLine line, Dictionary<string, string> rates) =>
        rates.TryGetValue(line.TaxCode, out var rate)
            ? rate
            : throw new ConnectorException(
                ConnectorFault.Refused,
                $"The credited invoice has no line of tax code {line.TaxCode} in Stripe.",
                reason: "TAX_CODE_MISSING"
            );

    /// <summary>Stripe's tax rate by the hub's tax code, as the invoice was written with.</summary>
    private async Task<Dictionary<string, string>> RatesAsync(
        string invoice,
        CancellationToken cancellationToken
    )
    {
        var rates = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (
            var page in client.PagesAsync<StripeLine>(
                $"invoices/{invoice}/lines",
                x => x.Id,
                after: null,
                cancellationToken
            )
        )
        {
            foreach (var line in page)
            {
                var rate = line.Taxes is [var tax, ..] ? tax.TaxRateDetails?.TaxRate : null;
                if (rate is not null && line.Metadata.TryGetValue(StripeMarks.Tax, out var code))
                {
                    rates[code] = rate;
                }
            }
        }

        return rates;
    }
}
