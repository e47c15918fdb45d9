using Tieout.Domain.Canonical;

namespace Tieout.Sandbox.Firm;

/// <summary>One telling of an entry.</summary>
/// <param name="WavesLater">0 with the entry's own month.</param>
/// <param name="IsCorrected">With the corrected minutes.</param>
internal sealed record EntryStep(
    int WavesLater,
    int Version,
    ApprovalStatus Status = ApprovalStatus.Approved,
    bool IsCorrected = false,
    bool IsDeleted = false
);
