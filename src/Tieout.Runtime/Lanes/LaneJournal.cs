using Tieout.Domain.Revenue;

namespace Tieout.Runtime.Lanes;

/// <summary>A journal that a lane has sent to its target.</summary>
/// <param name="By">Who had it posted.</param>
/// <param name="DanglingSince">When an attempt began whose outcome nobody knows; none when it is known.</param>
/// <param name="Number">The target's own; none while it is not known to be posted.</param>
public sealed record LaneJournal(
    string Reference,
    MonthEndJournal Journal,
    string By,
    Instant? DanglingSince,
    string? Number = null
)
{
    /// <summary>Whether it tells the same ledger of the same month, and in the same direction.</summary>
    public bool IsAbout(MonthEndJournal other) =>
        Journal.LegalEntity == other.LegalEntity
        && Journal.Month == other.Month
        && Journal.IsReversal == other.IsReversal
        && Journal.Currency == other.Currency;
}
