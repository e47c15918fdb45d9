using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>A line of a document and one share of it.</summary>
/// <param name="Work">None for a line without work behind it.</param>
/// <param name="Dimensions">What it is analysed by in the ledger: <c>practice=CLOUD;region=EMEA</c>.</param>
/// <param name="Share">The part of the line's amount that this work is.</param>
public sealed record ExplainedLine(
    long Number,
    string ContractLine,
    string Description,
    string Quantity,
    string? Price,
    Money Amount,
    string TaxCode,
    string? Work,
    Money? Share,
    string? Dimensions
);
