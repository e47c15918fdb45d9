using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>A change of a contract: the whole terms that hold from a service date on.</summary>
/// <param name="Sequence">1 for the first amendment; the later one wins on the same date.</param>
/// <param name="EffectiveFrom">First service date under the new terms.</param>
/// <param name="IsSigned">Until signed it blocks the work that it would touch.</param>
/// <param name="Author">Who recorded it at its source; may not approve what it does.</param>
/// <param name="IsCancelled">Taken back: the terms are as if it had never been signed.</param>
public sealed record Amendment(
    EngagementId Engagement,
    int Sequence,
    long Version,
    LocalDate EffectiveFrom,
    bool IsSigned,
    ContractTerms Terms,
    string? Reason = null,
    string? Author = null,
    bool IsCancelled = false
) : CanonicalFact
{
    public override long Version { get; init; } = Version;

    /// <summary>Signed and not taken back.</summary>
    public bool IsInForce => IsSigned && !IsCancelled;

    public override string Identity => $"amendment/{Engagement}/{Sequence}";
}
