using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>What an amendment makes of one slice of work.</summary>
/// <param name="Stage">Where it stands now.</param>
/// <param name="Document">The billed document it stands on; none for open work.</param>
/// <param name="OldLine">The contract line that it was billed on.</param>
/// <param name="NewLine">The contract line that covers it from now on; none when none does.</param>
/// <param name="OldAmount">As billed, or as valued now.</param>
/// <param name="NewEffort">What stays billed; the rest is open again, or was not billed before.</param>
/// <param name="Reasons">Why what is not billed any more is not.</param>
public sealed record SliceChange(
    WorkId Work,
    int Slice,
    LocalDate ServiceDate,
    ImpactStage Stage,
    InvoiceReference? Document,
    ContractLineId? OldLine,
    ContractLineId? NewLine,
    AppliedRate? OldRate,
    AppliedRate? NewRate,
    Effort OldEffort,
    Effort NewEffort,
    Money? OldAmount,
    Money? NewAmount,
    IReadOnlyList<ReasonCode> Reasons
);
