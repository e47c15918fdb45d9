using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>A billed month of a retainer as it counts from now on; its document stays as it was.</summary>
public sealed record PoolAdjustment(
    InvoiceReference Document,
    ContractLineId Line,
    RetainerPeriod Period
);
