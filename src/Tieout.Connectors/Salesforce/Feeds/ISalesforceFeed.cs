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

    /// <summary>Says of a record that it is gone for good, or rejects it where that cannot be said.</summary>
    /// <param name="id">Nothing else is left of it.</param>
    /// <param name="version">After every one that it had.</param>
    void MapPurged(string id, long version, FeedBatch batch) =>
        batch.Reject(
            id,
            "salesforce.purged",
            field: null,
            "It was deleted and removed from the recycle bin before the hub saw it there: only its id is left."
        );
}
