using Tieout.Domain.ProjectSetup;

namespace Tieout.Runtime.LogFeeds;

/// <summary>How far a contract has come on its way to time that can be logged.</summary>
/// <param name="Left">What is left to do; nothing once it is there.</param>
/// <param name="Unmet">What keeps it from there.</param>
internal sealed record OpeningOutcome(PendingProject? Left, IReadOnlyList<UnmetNeed> Unmet)
{
    public static OpeningOutcome Done { get; } = new(Left: null, []);
}
