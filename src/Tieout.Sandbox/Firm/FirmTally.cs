using Tieout.Domain.Canonical;

namespace Tieout.Sandbox.Firm;

/// <summary>What went in, counted from the plan of each entry and not from any file.</summary>
/// <param name="Wave">Everything told up to this wave, included.</param>
/// <param name="Rows">Time records written, repeats and older versions included.</param>
/// <param name="Entries">Distinct entries that were told, deleted ones included.</param>
/// <param name="Live">Entries that exist, in their newest version.</param>
/// <param name="Unroutable">Of the live ones: on a project nobody has set up by then.</param>
/// <param name="ByStatus">Of the live ones.</param>
/// <param name="ByKind">Of the live ones.</param>
public sealed record FirmTally(
    int Wave,
    long Rows,
    long Entries,
    TimeTally Live,
    TimeTally Unroutable,
    IReadOnlyDictionary<ApprovalStatus, TimeTally> ByStatus,
    IReadOnlyDictionary<EntryKind, TimeTally> ByKind
);
