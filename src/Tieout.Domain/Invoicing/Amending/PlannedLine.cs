using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>A line of a document that a plan makes.</summary>
/// <param name="Line">Of the contract.</param>
/// <param name="Amount">Net.</param>
public sealed record PlannedLine(
    ContractLineId Line,
    InvoiceLineKind Kind,
    string Description,
    Money Amount
);
