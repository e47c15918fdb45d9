namespace Tieout.Connectors.BusinessCentral;

/// <summary>The first day of an accounting period.</summary>
internal sealed record BusinessCentralPeriod(DateOnly StartingDate);
