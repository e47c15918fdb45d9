namespace Tieout.Sandbox.LegacyErp.Model;

/// <summary>A line of a document.</summary>
/// <param name="Id">Within the document.</param>
/// <param name="Amount">As revenue: negative on a credit memo.</param>
/// <param name="Product">Quantity times price; none where they are not given.</param>
internal sealed record ImportedRow(
    string Id,
    string Text,
    decimal Amount,
    string Account,
    string TaxCode,
    decimal? Product = null
);
