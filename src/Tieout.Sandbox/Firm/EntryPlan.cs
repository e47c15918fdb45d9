using System.Runtime.InteropServices;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Sandbox.Firm;

/// <summary>One time entry with all its versions, before any is written.</summary>
/// <param name="Month">0 to 2.</param>
/// <param name="Person">By number.</param>
/// <param name="Minutes">As first captured.</param>
/// <param name="Corrected">After a correction; the same where there is none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EntryPlan(
    int Number,
    EntryKind Kind,
    int Month,
    LocalDate Day,
    int Person,
    ProjectCode Project,
    TaskCode Task,
    string? Role,
    int Minutes,
    int Corrected,
    string? Note
)
{
    /// <summary>Seconds that a telling of it states.</summary>
    public long SecondsAt(EntryStep step) => 60L * (step.IsCorrected ? Corrected : Minutes);
}
