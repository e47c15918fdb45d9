using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Hub;

/// <summary>Where contracts get their projects.</summary>
/// <param name="LegalEntities">Whose contracts.</param>
/// <param name="Zone">Where a day ends for the firm.</param>
public sealed record ProjectPlace(
    IProjectSetup System,
    IReadOnlyList<LegalEntityCode> LegalEntities,
    DateTimeZone Zone
);
