using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>For whom and for what a rate line is; what is left out holds for all.</summary>
/// <remarks>
/// A condition without weight: where two lines apply, only the dimensions of their match decide.
/// </remarks>
public sealed record RateScope(
    EngagementId? Contract = null,
    string? Quote = null,
    CustomerCode? Customer = null,
    LegalEntityCode? Entity = null,
    ProjectCode? Project = null,
    string? Assignment = null,
    string? Entry = null
);
