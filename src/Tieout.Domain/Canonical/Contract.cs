using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>A contract or statement of work as it was first agreed.</summary>
public sealed record Contract(EngagementId Id, long Version, ContractTerms Terms) : CanonicalFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => $"contract/{Id}";
}
