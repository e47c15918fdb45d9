using Tieout.Connect;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>One feed: which object it reads, and what its records mean.</summary>
internal interface ISalesforceFeed
{
    Feed Feed { get; }

    /// <summary>API name of the object.</summary>
    string Object { get; }

    /// <summary>API name of the object of which it tells, where that is another one.</summary>
    string Told => Object;

    /// <summary>Fields and paths that are asked for beside id and stamps; without empty ones.</summary>
    IReadOnlyList<string> Fields { get; }

    /// <summary>Records below them that are read along; none for most.</summary>
    PartsOf? Parts => null;

    /// <summary>Translates a record, rejects it, or passes over it.</summary>
    void Map(SalesforceRow row, FeedBatch batch);
}
