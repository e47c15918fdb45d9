using Tieout.Domain.Amounts;

namespace Tieout.Connect;

/// <summary>What a target holds for a natural key.</summary>
/// <param name="NaturalKey">As the hub sent it.</param>
/// <param name="ExternalId">The target's own id.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Number">The document number that the target drew; none before posting.</param>
/// <param name="AccountingDate">The day it counts in the target's ledger; none before posting.</param>
/// <param name="Net">Without tax, as the target computes it; none for parties.</param>
/// <param name="Tax">As the target computes it; none for parties.</param>
/// <param name="Open">What is still to be paid; none for parties.</param>
/// <param name="Deducted">Of net and tax, what is kept back or was paid in advance; none where it is not told.</param>
/// <param name="IsUnfinished">
/// Posted, but not all that belongs to it: writing it again with this record adds what is missing.
/// </param>
/// <param name="SubmittedAt">When it was handed over; only where the target answers later.</param>
/// <param name="Refusal">What the target said; only in state <see cref="TargetState.Rejected"/>.</param>
public sealed record TargetRecord(
    string NaturalKey,
    string ExternalId,
    TargetState State,
    string? Number = null,
    LocalDate? AccountingDate = null,
    Money? Net = null,
    Money? Tax = null,
    Money? Open = null,
    Money? Deducted = null,
    bool IsUnfinished = false,
    Instant? SubmittedAt = null,
    TargetRefusal? Refusal = null
)
{
    /// <summary>
    /// A draft, refused, or posted without all that belongs to it: a write goes on from there.
    /// </summary>
    public bool NeedsWriting =>
        State is not TargetState.Submitted
        && (State is TargetState.Draft || Number is null || IsUnfinished);
}
