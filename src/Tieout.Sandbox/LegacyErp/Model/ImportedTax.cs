namespace Tieout.Sandbox.LegacyErp.Model;

/// <summary>A tax of a document.</summary>
/// <param name="Account">Where it goes; none where the code says.</param>
internal sealed record ImportedTax(
    string Id,
    string Code,
    decimal Rate,
    decimal Tax,
    string? Account = null
);
