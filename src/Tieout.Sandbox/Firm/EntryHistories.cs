using Tieout.Domain.Canonical;

namespace Tieout.Sandbox.Firm;

/// <summary>In which versions, and when, an entry of each kind is told.</summary>
internal static class EntryHistories
{
    private static readonly EntryStep[] Once = [new(0, 1)];

    private static readonly EntryStep[][] ByKind = [.. Enum.GetValues<EntryKind>().Select(Tell)];

    /// <summary>In the order of telling. The first step is in the file's body, others at its end.</summary>
    public static IReadOnlyList<EntryStep> Of(EntryKind kind) => ByKind[(int)kind];

    /// <summary>The version that stands once a number of waves has been told; the first of equals.</summary>
    public static EntryStep? NewestBy(EntryKind kind, int wavesLater)
    {
        EntryStep? newest = null;
        foreach (var step in ByKind[(int)kind])
        {
            if (step.WavesLater <= wavesLater && (newest is null || step.Version > newest.Version))
            {
                newest = step;
            }
        }
        return newest;
    }

    private static EntryStep[] Tell(EntryKind kind) =>
        kind switch
        {
            EntryKind.LateApproval => [new(0, 1, ApprovalStatus.Submitted), new(1, 2)],
            EntryKind.NeverApproved => [new(0, 1, ApprovalStatus.Submitted)],
            EntryKind.CorrectedBeforeBilling => [new(0, 1), new(0, 2, IsCorrected: true)],
            EntryKind.CorrectedAfterBilling => [new(0, 1), new(1, 2, IsCorrected: true)],
            EntryKind.OutOfOrder => [new(0, 2, IsCorrected: true), new(0, 1)],
            EntryKind.DuplicateInFile => [new(0, 1), new(0, 1)],
            EntryKind.DuplicateLater => [new(0, 1), new(1, 1)],
            EntryKind.Rejected => [new(0, 1, ApprovalStatus.Rejected)],
            EntryKind.Draft => [new(0, 1, ApprovalStatus.Draft)],
            EntryKind.Withdrawn => [new(0, 1), new(0, 2, IsDeleted: true)],
            EntryKind.WithdrawnAfterBilling => [new(0, 1), new(1, 2, IsDeleted: true)],
            EntryKind.VersionConflict => [new(0, 1), new(1, 1, IsCorrected: true)],
            _ => Once,
        };
}
