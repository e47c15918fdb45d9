using Tieout.Domain.Canonical;

namespace Tieout.Domain.ProjectSetup;

/// <summary>Which system the firm has named for which kind of fact, and which it is connected to.</summary>
/// <remarks>
/// Recorded like any fact that engagements share, so that what was refused can be explained after
/// the plan has changed. Source: domain rules §3.
/// </remarks>
public sealed record OwnerPlan(long Version, ValueList<FactOwner> Owners, ValueList<string> Systems)
    : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => "owner-plan";

    /// <summary>The named owner of a fact; none where the firm has named nobody.</summary>
    public string? OwnerOf(CanonicalFact fact) =>
        FactKinds.KindOf(fact) is { } kind
            ? Owners.FirstOrDefault(owner => owner.Kind == kind)?.System
            : null;

    /// <summary>Who has left owns nothing but what it is named for.</summary>
    public bool IsConnected(string system) => Systems.Contains(system, StringComparer.Ordinal);
}
