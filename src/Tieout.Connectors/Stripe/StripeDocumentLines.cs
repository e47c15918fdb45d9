using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Stripe;

/// <summary>Turns a document's lines into Stripe's, each with its part of the document's tax.</summary>
/// <remarks>
/// Stripe takes amounts of tax as they are told and checks neither them nor the rate that they are
/// shown with; so it is checked here that rate and taxable amount come to the tax.
/// </remarks>
internal static class StripeDocumentLines
{
    /// <summary>Lines that Stripe takes on one document. [U]</summary>
    private const int LinesMax = 250;

    /// <summary>Minor units by which a credit's tax may differ: what is left of its invoice's.</summary>
    private const decimal CreditUnitsMax = 5m;

    private const int DimensionsLengthMax = 500;

    /// <summary>The lines as they are sent.</summary>
    /// <exception cref="ConnectorException">The tax is not what its rate comes to.</exception>
    public static IReadOnlyList<StripeDocumentLine> Of(Delivery.Document document)
    {
        var invoice = document.Invoice;
        foreach (var tax in invoice.Taxes)
        {
            Check(tax, invoice);
        }

        var sign = invoice.Type is InvoiceType.CreditNote ? -1m : 1m;
        var lines = document.Lines.Select(x => Line(x, sign)).ToList();
        var merged = Merged(lines, isCredit: sign < 0m);
        return Taxed(merged, invoice, sign);
    }

    private static void Check(TaxSubtotal tax, Invoice invoice)
    {
        var computed = (tax.Taxable * (tax.Rate / 100m)).Round();
        var difference = Math.Abs(tax.Tax.Amount - computed.Amount);
        var allowed = invoice.IsCredit ? CreditUnitsMax * invoice.Currency.MinorUnit : 0m;
        if (difference > allowed)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"{tax.Rate} % of {tax.Taxable} is {computed}, the hub's tax is {tax.Tax}. Nothing "
                    + "was sent to Stripe.",
                reason: "TAX_DIFFERENCE"
            );
        }
    }

    private static StripeDocumentLine Line(InvoiceLine line, decimal sign)
    {
        var dimensions = string.Join("; ", line.Dimensions?.Select(x => x.Value) ?? []);
        return new StripeDocumentLine(
            line.Number.ToString(CultureInfo.InvariantCulture),
            line.Description,
            StripeMoney.UnitsOf(line.Amount * sign),
            line.TaxCode.Value,
            line.TaxCategory,
            line.TaxRate,
            TaxAmount: 0,
            line.ServicePeriod,
            dimensions.Length is 0 or > DimensionsLengthMax ? null : dimensions
        );
    }

    /// <summary>
    /// Lines that are too many become one for each tax, and so do all lines of a credit note where
    /// one is below zero: Stripe credits nothing negative.
    /// </summary>
    private static List<StripeDocumentLine> Merged(List<StripeDocumentLine> lines, bool isCredit)
    {
        var isNegative = isCredit && lines.Exists(x => x.Amount < 0L);
        if (!isNegative && lines.Count <= LinesMax)
        {
            return lines;
        }

        var taxes = lines.Select(TaxOf).Distinct().Count();
        var kept = isNegative ? 0 : LinesMax - taxes;
        var rest = lines
            .Skip(kept)
            .GroupBy(TaxOf)
            .Select(group => group.Count() == 1 ? group.First() : One([.. group]));
        return [.. lines.Take(kept), .. rest];
    }

    private static StripeDocumentLine One(List<StripeDocumentLine> lines) =>
        lines[0] with
        {
            Number = $"{lines[0].Number}-{lines[^1].Number}",
            Description = string.Create(
                CultureInfo.InvariantCulture,
                $"{lines.Count} lines: {lines[0].Description}, …"
            ),
            Amount = lines.Sum(x => x.Amount),
            Period = new DateInterval(lines.Min(x => x.Period.Start), lines.Max(x => x.Period.End)),
            Dimensions = null,
        };

    /// <summary>Shares each tax out over its lines so that the parts add up to it.</summary>
    private static List<StripeDocumentLine> Taxed(
        List<StripeDocumentLine> lines,
        Invoice invoice,
        decimal sign
    )
    {
        var taxes = invoice.Taxes.ToDictionary(
            x => (x.Code.Value, x.Category, x.Rate),
            x => StripeMoney.UnitsOf(x.Tax * sign)
        );
        var sums = lines.GroupBy(TaxOf).ToDictionary(x => x.Key, x => x.Sum(y => y.Amount));
        var done = new Dictionary<(string, TaxCategory, decimal), (long Amount, long Tax)>();
        var taxed = new List<StripeDocumentLine>();
        foreach (var line in lines)
        {
            var key = TaxOf(line);
            var (amount, told) = done.GetValueOrDefault(key);
            amount += line.Amount;
            var whole = sums[key];
            var upTo =
                whole == 0L
                    ? 0L
                    : (long)((decimal)taxes.GetValueOrDefault(key) * amount / whole).RoundTo(0);
            done[key] = (amount, upTo);
            taxed.Add(line with { TaxAmount = upTo - told });
        }

        return taxed;
    }

    private static (string Code, TaxCategory Category, decimal Rate) TaxOf(StripeDocumentLine x) =>
        (x.TaxCode, x.Category, x.Rate);
}
