using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>A line of a document in the making: without number, tax rate and charge.</summary>
/// <param name="IsCharge">The amount is the run's own and is recorded as a charge.</param>
internal sealed record DraftLine(
    ContractLineId Line,
    InvoiceLineKind Kind,
    string Description,
    decimal Quantity,
    decimal? Price,
    Money Amount,
    TaxCode? TaxCode,
    DateInterval Period,
    IReadOnlyList<WorkShare> Shares,
    bool IsCharge = false,
    RetainerPeriod? Retainer = null,
    ValueList<DimensionSetting>? Dimensions = null
);
