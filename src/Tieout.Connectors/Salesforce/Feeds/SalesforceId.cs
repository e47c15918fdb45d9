namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>Ids as the REST API writes them.</summary>
internal static class SalesforceId
{
    /// <summary>With the checksum of the case.</summary>
    public const int Length = 18;
}
