using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Revenue;

/// <summary>What documents charge for each contract line, before and after their discounts.</summary>
internal sealed class BilledNet
{
    private readonly List<Part> _parts;

    private BilledNet(EngagementState state) =>
        _parts = [
            .. state
                .Invoices.Values.Where(x =>
                    x.Status is not (InvoiceStatus.Draft or InvoiceStatus.Cancelled)
                )
                .SelectMany(PartsOf),
        ];

    public static BilledNet Of(EngagementState state) => new(state);

    public IEnumerable<RevenueKey> Keys => _parts.Select(part => part.Key).Distinct();

    /// <summary>Net that counts in the ledger on a day: posted by then, and not void by then.</summary>
    public Money InLedger(RevenueKey key, LocalDate day) =>
        Money.Sum(
            key.Currency,
            _parts
                .Where(part => part.Key == key && part.Posted <= day && !(part.Voided <= day))
                .Select(part => part.Gross - part.Discount)
        );

    /// <summary>What stands of documents up to a date, delivered or not, and their discounts.</summary>
    public (decimal Gross, decimal Discount) Standing(RevenueKey key, LocalDate dated)
    {
        var standing = _parts.FindAll(part =>
            part.Key == key && part.Voided is null && part.Dated <= dated
        );
        return (standing.Sum(x => x.Gross.Amount), standing.Sum(x => x.Discount.Amount));
    }

    /// <summary>A discount is shared over what its document charges, by largest remainder.</summary>
    private static IEnumerable<Part> PartsOf(InvoiceState document)
    {
        var invoice = document.Invoice;
        var lines = invoice
            .Lines.GroupBy(line => line.Line)
            .Select(group =>
                (group.Key, Amount: Money.Sum(invoice.Currency, group.Select(x => x.Amount)))
            )
            .ToList();
        var discounts = Shares(invoice, [.. lines.Select(line => line.Amount.Amount)]);
        return lines.Select(
            (line, i) =>
                new Part(
                    RevenueKey.Of(invoice, line.Key),
                    line.Amount,
                    discounts[i],
                    invoice.InvoiceDate,
                    document.Posted?.AccountingDate,
                    document.VoidedOn
                )
        );
    }

    private static IReadOnlyList<Money> Shares(Invoice invoice, List<decimal> amounts)
    {
        if (invoice.Discount is not { IsZero: false } discount)
        {
            return amounts.ConvertAll(_ => Money.Zero(invoice.Currency));
        }

        var sign = Math.Sign(discount.Amount);
        var weights = amounts.ConvertAll(amount => Math.Max(0m, amount * sign));
        return discount.Allocate(
            weights.TrueForAll(weight => weight == 0m) ? weights.ConvertAll(_ => 1m) : weights
        );
    }

    private sealed record Part(
        RevenueKey Key,
        Money Gross,
        Money Discount,
        LocalDate Dated,
        LocalDate? Posted,
        LocalDate? Voided
    );
}
