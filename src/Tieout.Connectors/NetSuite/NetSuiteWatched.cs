using System.Text.Json.Serialization;

namespace Tieout.Connectors.NetSuite;

/// <summary>What was told last of an invoice that is open.</summary>
/// <param name="Reference">Of the hub, for the day on which the invoice is deleted.</param>
/// <param name="Settled">Paid and credited.</param>
/// <param name="Version">Milliseconds since 1970; the next one is later, whatever the clocks say.</param>
internal sealed record NetSuiteWatched(
    [property: JsonPropertyName("r")] string Reference,
    [property: JsonPropertyName("s")] decimal Settled,
    [property: JsonPropertyName("v")] long Version
);
