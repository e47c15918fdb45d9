using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>What a billed month of a retainer did with its hours, before and after.</summary>
/// <param name="Document">On which it was published; it is adjusted and not edited.</param>
public sealed record PoolImpact(
    InvoiceReference Document,
    ContractLineId Line,
    RetainerPeriod Before,
    RetainerPeriod After
);
