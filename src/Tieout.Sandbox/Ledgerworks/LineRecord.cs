namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A line as Ledgerworks holds it.</summary>
internal sealed record LineRecord(
    int Position,
    string Description,
    decimal Quantity,
    decimal? UnitPrice,
    decimal Amount,
    string TaxCode,
    string Category,
    decimal Rate,
    string Account,
    DateOnly? ServiceFrom,
    DateOnly? ServiceTo,
    IReadOnlyDictionary<string, string> Dimensions
);
