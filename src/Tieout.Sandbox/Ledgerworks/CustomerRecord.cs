namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A customer as Ledgerworks holds it.</summary>
internal sealed record CustomerRecord(
    long Id,
    string Company,
    string Code,
    string Name,
    string Country,
    string? TaxId,
    string? Street,
    string? City,
    string? PostalCode,
    long Version
);
