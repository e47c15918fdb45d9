namespace Tieout.Domain.ProjectSetup;

/// <summary>What a source knows about a customer, for finding duplicates.</summary>
public sealed record PartyEvidence(
    string Name,
    string? TaxId = null,
    string? Country = null,
    string? PostalCode = null
);
