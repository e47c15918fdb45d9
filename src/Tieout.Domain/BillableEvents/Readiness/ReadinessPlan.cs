using Tieout.Domain.Canonical;

namespace Tieout.Domain.BillableEvents.Readiness;

/// <summary>Which rules of readiness the firm has chosen.</summary>
/// <param name="SuspectsDuplicates">Time that looks like other time waits until somebody confirms it.</param>
/// <param name="ExchangeRateAgeMax">Days after which a rate counts for no day any more; never when none.</param>
/// <remarks>
/// Recorded like any fact that engagements share, so that what was blocked can be explained after the
/// choice has changed.
/// </remarks>
public sealed record ReadinessPlan(
    long Version,
    bool SuspectsDuplicates,
    int? ExchangeRateAgeMax = null
) : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => "readiness-plan";
}
