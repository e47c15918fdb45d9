namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Days around today that are read again and again.</summary>
/// <param name="DaysBack">Before today.</param>
/// <param name="DaysAhead">After today.</param>
/// <param name="Start">The first reading begins there.</param>
/// <param name="Zone">Whose today it is.</param>
/// <param name="Format">How {from} and {to} are written; ISO when none.</param>
internal sealed record RestWindow(
    int DaysBack,
    int DaysAhead,
    LocalDate? Start,
    DateTimeZone Zone,
    string? Format
);
