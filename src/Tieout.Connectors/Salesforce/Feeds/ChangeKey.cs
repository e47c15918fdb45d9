namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>A record's place in the order of changes.</summary>
/// <param name="Stamp">SystemModstamp in seconds since 1970, UTC: the vendor's are whole ones.</param>
/// <param name="Id">18 characters.</param>
internal sealed record ChangeKey(long Stamp, string Id);
