namespace Tieout.Domain.ProjectSetup;

/// <summary>A customer record of one source.</summary>
/// <param name="Fields">Blank values count as absent.</param>
public sealed record SourceParty(
    string Id,
    string Source,
    LocalDate Updated,
    IReadOnlyDictionary<string, string?> Fields
);
