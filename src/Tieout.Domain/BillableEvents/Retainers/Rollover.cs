using Tieout.Domain.Amounts;

namespace Tieout.Domain.BillableEvents.Retainers;

/// <summary>What happens to included hours that were not used.</summary>
/// <param name="Max">Most that may be carried in all; no limit when none.</param>
/// <param name="ExpirePeriods">Periods after its own in which a grant can still be used.</param>
public sealed record Rollover(bool IsEnabled, Effort? Max = null, int? ExpirePeriods = null)
{
    public static Rollover None { get; } = new(IsEnabled: false);
}
