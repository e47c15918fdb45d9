using Tieout.Domain.Canonical;

namespace Tieout.Sandbox.Firm;

/// <summary>One month's delivery: what the source systems export when the month is over.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Name">For people and file names: <c>2026-07</c>.</param>
/// <param name="Through">Last service date of the month.</param>
/// <param name="Facts">Master data first; streamed, and the same on each reading.</param>
public sealed record FirmWave(
    int Number,
    string Name,
    LocalDate Through,
    IEnumerable<CanonicalFact> Facts
);
