using Tieout.Domain.ProjectSetup;

namespace Tieout.Runtime.LogFeeds;

/// <summary>How far a contract has come on its way to time that can be logged.</summary>
/// <param name="Unmet">What keeps it from there.</param>
internal sealed record OpeningOutcome(bool IsOpen, IReadOnlyList<UnmetNeed> Unmet)
{
    public static OpeningOutcome Done { get; } = new(IsOpen: true, []);

    /// <summary>Until then nobody knows whether its project was made; none as a rule.</summary>
    public Instant? RestsUntil { get; init; }
}
