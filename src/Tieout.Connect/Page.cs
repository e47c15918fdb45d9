namespace Tieout.Connect;

/// <summary>Records, and the place to go on from once they are stored.</summary>
/// <param name="Records">In the order of their last change.</param>
/// <param name="Rejected">What was read on the same page and could not be understood.</param>
/// <param name="Next">Kept only after the records are durable.</param>
public sealed record Page(
    IReadOnlyList<SourceRecord> Records,
    IReadOnlyList<RejectedRecord> Rejected,
    Cursor Next
)
{
    /// <summary>
    /// What was passed over without losing a record, such as a column that nobody asked for; told
    /// once where it first stands.
    /// </summary>
    public IReadOnlyList<RejectedRecord> Warnings { get; init; } = [];

    /// <summary>
    /// Files that this page begins to read. Rejections of a file of the same name that was read
    /// before, as far as they name no record, are out of date: this is its correction.
    /// </summary>
    public IReadOnlyList<string> Begun { get; init; } = [];

    /// <summary>What the system's own records look like; none where that is not looked at.</summary>
    public PayloadShape? Shape { get; init; }
}
