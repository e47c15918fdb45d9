namespace Tieout.Domain.Invoicing.Periods;

/// <summary>Billing periods of a month that start on the day of an anchor.</summary>
/// <remarks>
/// An anchor on the 31st starts on the last day of a short month and comes back to the 31st after it.
/// Source: domain rules §8.6.
/// </remarks>
public static class AnniversaryPeriods
{
    /// <summary>The period with a number, 0 for the one that starts on the anchor.</summary>
    public static DateInterval Number(LocalDate anchor, int number) =>
        new(anchor.PlusMonths(number), anchor.PlusMonths(number + 1).PlusDays(-1));
}
