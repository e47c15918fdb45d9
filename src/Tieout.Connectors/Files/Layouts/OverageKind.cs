namespace Tieout.Connectors.Files.Layouts;

/// <summary>How hours beyond the included ones are priced, as a file spells it.</summary>
internal enum OverageKind
{
    Hourly,
    RateCard,
    Graduated,
    Volume,
    Package,
}
