namespace Tieout.Connectors.BusinessCentral;

/// <summary>What was told last of an invoice that nobody stamps when something is paid on it.</summary>
/// <param name="Version">Milliseconds since 1970; the next one is later, whatever the clocks say.</param>
/// <param name="Settled">Paid and credited; none when what was paid could not be told.</param>
internal sealed record BusinessCentralTold(long Version, decimal? Settled = null);
