using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Ledger;

/// <summary>Somebody decided about work by hand: what, why and who.</summary>
/// <param name="Work">The pieces of work; none where a whole document is meant.</param>
/// <param name="Document">The credit memo; none for open work.</param>
/// <param name="Effort">Of the pieces together, as far as they are meant.</param>
/// <param name="Value">At their rates, the standard value; none where it is not known.</param>
public sealed record Adjustment(
    AdjustmentKind Kind,
    IReadOnlyList<WorkId> Work,
    InvoiceReference? Document,
    Effort Effort,
    Money? Value,
    Judgement Why
);
