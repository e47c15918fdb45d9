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

    private static IEnumerable<Part> PartsOf(InvoiceState document)
    {
        var invoice = document.Invoice;
        return invoice
            .Lines.Zip(LineDiscounts.Of(invoice))
            .GroupBy(x => x.First.Line)
            .Select(group => new Part(
                RevenueKey.Of(invoice, group.Key),
                Money.Sum(invoice.Currency, group.Select(x => x.First.Amount)),
                Money.Sum(invoice.Currency, group.Select(x => x.Second)),
                invoice.InvoiceDate,
                document.Posted?.AccountingDate,
                document.VoidedOn
            ));
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
