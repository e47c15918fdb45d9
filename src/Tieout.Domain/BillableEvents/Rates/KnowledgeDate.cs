using Tieout.Domain.Canonical;

namespace Tieout.Domain.BillableEvents.Rates;

/// <summary>The day whose knowledge of rates decides from now on.</summary>
/// <param name="Date">A rate line known from a later day does not count yet.</param>
/// <remarks>
/// Recorded when a day makes a difference, like any fact that engagements share: all open work is
/// looked at again, and a figure is explained by the version that it was decided by. Source: domain
/// rules §4.2.
/// </remarks>
public sealed record KnowledgeDate(long Version, LocalDate Date) : ReferenceFact
{
    /// <summary>The identity: there is one.</summary>
    public const string Only = "knowledge-date";

    public override long Version { get; init; } = Version;

    public override string Identity => Only;
}
