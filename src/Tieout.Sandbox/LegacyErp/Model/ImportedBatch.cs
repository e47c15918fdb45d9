namespace Tieout.Sandbox.LegacyErp.Model;

/// <summary>A batch that was read.</summary>
/// <param name="Problem">Why it is refused whole; none when it is not.</param>
internal sealed record ImportedBatch(
    string Id,
    ImportProblem? Problem,
    IReadOnlyList<ImportedDocument> Documents,
    IReadOnlyList<ImportedCustomer> Customers,
    IReadOnlyList<string> Keys
);
