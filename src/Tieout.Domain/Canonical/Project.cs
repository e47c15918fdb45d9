using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>What people book time on; belongs to one engagement.</summary>
/// <param name="Engagement">The contract it is delivered under.</param>
/// <param name="Tasks">Known tasks; none means that tasks are not checked.</param>
/// <param name="IsExcludedFromBilling">Set in the PSA: its work is blocked, not lost.</param>
/// <param name="IsOnHold">Billing hold: its work waits until the hold is released.</param>
/// <param name="Dimensions">What its work is analysed by in the ledger.</param>
public sealed record Project(
    ProjectCode Code,
    long Version,
    EngagementId Engagement,
    string Name,
    ValueList<TaskCode>? Tasks = null,
    bool IsExcludedFromBilling = false,
    bool IsOnHold = false,
    ValueList<DimensionSetting>? Dimensions = null
) : CanonicalFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => $"project/{Code}";
}
