using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>A change of a contract: the whole terms that hold from a service date on.</summary>
/// <param name="Sequence">1 for the first amendment; the later one wins on the same date.</param>
/// <param name="EffectiveFrom">First service date under the new terms.</param>
/// <param name="IsSigned">Until signed it blocks the work that it would touch.</param>
public sealed record Amendment(
    EngagementId Engagement,
    int Sequence,
    long Version,
    LocalDate EffectiveFrom,
    bool IsSigned,
    ContractTerms Terms,
    string? Reason = null
) : CanonicalFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => $"amendment/{Engagement}/{Sequence}";
}
