namespace Tieout.Sandbox.Ledgerworks;

/// <summary>What a search asks for; all conditions must hold.</summary>
internal sealed record InvoiceSearch(
    string? Company,
    string? Reference,
    string? ReferenceStartsWith,
    string? Customer,
    string? State,
    DateOnly? From,
    DateOnly? To,
    long After,
    int Limit
);
