namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>What PSA, or somebody who writes back to it, has billed of a record.</summary>
/// <param name="IsBilled">
/// It has been invoiced. Whether that was the hub, the hub knows: of what it has billed itself it is the hub's own mark.
/// </param>
/// <param name="Event">The name of the event that it stands on, where that is not invoiced.</param>
/// <param name="Number">Of the invoice that it is billed on; none where it is not, or that is not read.</param>
internal readonly record struct PsaBilled(bool IsBilled, string? Event, string? Number);
