namespace Tieout.Domain.BillableEvents.Pricing;

/// <summary>How much of a time sheet is billed.</summary>
/// <param name="Percent">
/// Unrounded; over 100 when more is billed than the value; none for a sheet without value and hours.
/// </param>
/// <remarks>
/// By amount, and by hours when every amount is zero, so that a sheet is not billed because one
/// project on it was. Source: domain rules §1 (S1).
/// </remarks>
public sealed record BilledShare(decimal? Percent)
{
    public BilledStatus Status =>
        Percent switch
        {
            null or 0m => BilledStatus.Unbilled,
            >= 100m => BilledStatus.Billed,
            _ => BilledStatus.PartiallyBilled,
        };

    /// <summary>From amounts, and hours for the case that no entry has an amount.</summary>
    public static BilledShare Of(IReadOnlyList<BilledPart> entries) =>
        entries.All(entry => entry.Amount == 0m)
            ? Of(entries.Sum(entry => entry.BilledHours), entries.Sum(entry => entry.Hours))
            : Of(entries.Sum(entry => entry.BilledAmount), entries.Sum(entry => entry.Amount));

    private static BilledShare Of(decimal billed, decimal all) =>
        new(all == 0m ? null : billed * 100m / all);
}
