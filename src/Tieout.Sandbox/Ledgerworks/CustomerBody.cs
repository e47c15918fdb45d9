namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A customer as it is sent to Ledgerworks.</summary>
internal sealed record CustomerBody(
    string Company,
    string Code,
    string Name,
    string Country,
    string? TaxId = null,
    string? Street = null,
    string? City = null,
    string? PostalCode = null
);
