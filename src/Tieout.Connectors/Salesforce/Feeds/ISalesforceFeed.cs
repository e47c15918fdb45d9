using Tieout.Connect;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>One feed: which object it reads, and what its records mean.</summary>
internal interface ISalesforceFeed
{
    Feed Feed { get; }

    /// <summary>API name of the object.</summary>
    string Object { get; }

    /// <summary>Fields and paths that are asked for beside id and stamps; without empty ones.</summary>
    IReadOnlyList<string> Fields { get; }

    /// <summary>Translates a record, rejects it, or passes over it.</summary>
    void Map(SalesforceRow row, FeedBatch batch);
}
