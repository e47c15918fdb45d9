using Tieout.Connect;

namespace Tieout.Runtime.LogFeeds;

/// <summary>What a reading of a feed of the log has done so far.</summary>
internal sealed class LogFeedPage
{
    /// <summary>What was refused before and is done now: a rejection of it is out of date.</summary>
    public List<string> Done { get; } = [];

    /// <summary>What was refused and is tried again with each reading; without semicolons.</summary>
    public List<string> Refused { get; init; } = [];

    /// <summary>What was refused for the first time.</summary>
    public List<RejectedRecord> Rejected { get; } = [];

    /// <summary>How much was told that is not told again, so that its place is kept.</summary>
    public int Told { get; set; }

    /// <summary>As the hub takes it in.</summary>
    public Page At(Cursor cursor) => new([], Rejected, cursor) { Begun = Done };

    public bool IsNews(IReadOnlyList<string> refused) =>
        Told > 0 || Done.Count > 0 || !Refused.SequenceEqual(refused, StringComparer.Ordinal);
}
