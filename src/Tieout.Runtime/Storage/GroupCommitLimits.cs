namespace Tieout.Runtime.Storage;

/// <summary>How much the writer takes into one transaction, and how much may wait for it.</summary>
public sealed record GroupCommitLimits
{
    /// <summary>Events of one commit (a larger append is a commit of its own). 5,000 keep a commit
    /// at 20 to 30 ms; fewer shorten the slowest answers and lower the rate: the same pages of the
    /// indexes are written with each commit.</summary>
    public int EventsPerCommitMax { get; init; } = 5_000;

    /// <summary>Bytes of data of one commit, likewise.</summary>
    public int BytesPerCommitMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Appends that may wait; then callers wait in <c>AppendAsync</c>.</summary>
    public int AppendsQueuedMax { get; init; } = 16_384;

    /// <summary>Streams whose version the writer remembers; then it forgets all and asks the
    /// store again.</summary>
    public int StreamsRememberedMax { get; init; } = 200_000;
}
