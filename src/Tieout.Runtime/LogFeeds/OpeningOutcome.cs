using Tieout.Domain.ProjectSetup;

namespace Tieout.Runtime.LogFeeds;

/// <summary>How far a contract has come on its way to time that can be logged.</summary>
/// <param name="Left">What is left to do; nothing once it is there.</param>
/// <param name="Unmet">What keeps it from there; none where nothing was asked, so that all is as it was told.</param>
internal sealed record OpeningOutcome(PendingProject? Left, IReadOnlyList<UnmetNeed>? Unmet)
{
    public static OpeningOutcome Done { get; } = new(Left: null, []);

    /// <summary>It goes on later.</summary>
    public static OpeningOutcome Later(PendingProject left) => new(left, Unmet: null);
}
