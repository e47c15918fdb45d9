using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Invoicing;

/// <summary>The price of an invoice line, and how it is shared among what it charges for.</summary>
/// <param name="Quantity">Billable hours; 1 for what is not time.</param>
/// <param name="Price">Per hour; none where the line mixes rates.</param>
/// <param name="Shares">One for each slice, in their order; together exactly the amount.</param>
internal sealed record PricedTime(
    decimal Quantity,
    decimal? Price,
    Money Amount,
    IReadOnlyList<Money> Shares
)
{
    /// <summary>round(Σ hours x rate), shared by largest remainder on hours x rate.</summary>
    /// <remarks>
    /// Rounded once for the line and not per entry; what is left of an entry that was billed in part
    /// is worth what the parts before it left. Source: domain rules §5 (price of a line), §8.1.
    /// </remarks>
    public static PricedTime Of(IReadOnlyList<ReadySlice> slices)
    {
        var currency = slices[0].Terms.Currency;
        var prices = slices.Select(HourlyPrice).Distinct().ToList();
        List<decimal> weights =
        [
            .. slices.Select(x => IsRest(x) ? 0m : x.Slice.Charged.Seconds * HourlyPrice(x)),
        ];
        var whole = new Money(weights.Sum() / 3600m, currency).Round();
        var shares = whole.IsZero ? [.. slices.Select(_ => whole)] : whole.Allocate(weights);
        shares = [.. slices.Zip(shares, (x, share) => IsRest(x) ? ValueOf(x) : share)];
        return new PricedTime(
            Effort.Sum(slices.Select(slice => slice.Slice.Charged)).Hours,
            prices.Count == 1 ? prices[0] : null,
            Money.Sum(currency, shares),
            shares
        );
    }

    /// <summary>Under a cap each entry is priced by itself; the line is their sum.</summary>
    public static PricedTime Of(IReadOnlyList<ReadySlice> slices, IReadOnlyList<WorkShare> taken)
    {
        var prices = slices.Select(HourlyPrice).Distinct().ToList();
        return new PricedTime(
            Effort.Sum(taken.Select(share => share.Charged)).Hours,
            prices.Count == 1 ? prices[0] : null,
            Money.Sum(slices[0].Terms.Currency, taken.Select(share => share.Amount)),
            [.. taken.Select(share => share.Amount)]
        );
    }

    /// <summary>As it was assessed: less than hours x rate, or more, where a part was billed.</summary>
    public static Money ValueOf(ReadySlice slice)
    {
        var currency = slice.Terms.Currency;
        return slice.Slice.Amount is { } amount && amount.Currency == currency
            ? amount
            : slice.Slice.Charged.At(new Money(HourlyPrice(slice), currency)).Round();
    }

    private static bool IsRest(ReadySlice slice) => slice.Slice.Effort != slice.Work.Effort;

    /// <summary>Of an hour; none of what is not time.</summary>
    public static decimal? PriceOf(ReadySlice slice) =>
        slice.Work is TimeEntry ? HourlyPrice(slice) : null;

    /// <summary>The resolved rate times the entry's own multiplier.</summary>
    public static decimal HourlyPrice(ReadySlice slice) =>
        slice.Slice.Rate!.Rate * ((TimeEntry)slice.Work).Multiplier;
}
