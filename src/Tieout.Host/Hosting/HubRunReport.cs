using Tieout.Runtime.Hub;
using Tieout.Runtime.Intake;
using Tieout.Runtime.Lanes;

namespace Tieout.Host.Hosting;

/// <summary>What a run of the hub did until there was nothing more to do.</summary>
/// <param name="Rounds">The last one changed nothing.</param>
/// <param name="Read">What the sources had.</param>
/// <param name="SourceFaults">Feeds that could not be read to their end in the last round.</param>
/// <param name="Waiting">
/// Billing runs that are due and not begun, by their last day, because a source could not be read.
/// </param>
/// <param name="Documents">Invoices and credit memos that billing runs made.</param>
/// <param name="Delivered">Documents that targets took.</param>
/// <param name="Refused">Documents that a target refuses; each is an exception.</param>
/// <param name="Open">Documents that are not in their target yet, refused ones included.</param>
/// <param name="Unknown">Documents that were sent and whose outcome nobody knows in the end.</param>
/// <param name="TargetFaults">Targets that did not answer in the end.</param>
/// <param name="IsQuiet">The last round changed nothing; otherwise there was more to do.</param>
/// <param name="Head">The sequence of the last event of the log.</param>
public sealed record HubRunReport(
    int Rounds,
    IntakeTotal Read,
    IReadOnlyList<SourceFault> SourceFaults,
    IReadOnlyList<LocalDate> Waiting,
    int Documents,
    int Delivered,
    int Refused,
    int Open,
    int Unknown,
    IReadOnlyList<TargetFault> TargetFaults,
    bool IsQuiet,
    long Head
)
{
    internal static HubRunReport Empty { get; } =
        new(0, IntakeTotal.Zero, [], [], 0, 0, 0, 0, 0, [], true, 0);

    /// <summary>Files that lay in the folders in the end.</summary>
    public IReadOnlyList<FileNotRead> NotRead { get; init; } = [];

    /// <summary>Documents that their target has and will answer later; their answer is not due yet.</summary>
    public int Submitted { get; init; }

    /// <summary>Commands and documents that this program fails on; each is an exception.</summary>
    public int Failed { get; init; }

    /// <summary>Every system answered, about every document, nothing failed by a defect, and there is nothing
    /// more to do.</summary>
    public bool IsComplete =>
        SourceFaults.Count == 0
        && TargetFaults.Count == 0
        && Unknown == 0
        && Failed == 0
        && IsQuiet;
}
