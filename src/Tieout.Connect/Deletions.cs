namespace Tieout.Connect;

/// <summary>How it becomes known that a system has a record no more.</summary>
public enum Deletions
{
    /// <summary>
    /// Not at all: the hub keeps what it read, and somebody has to delete or reject the record where
    /// it can be seen before it goes.
    /// </summary>
    Unnoticed,

    /// <summary>Not by this feed: it tells anew what others of the system tell, and they say so.</summary>
    ByOtherFeeds,

    /// <summary>The source misses it among what it watches, and makes sure.</summary>
    Noticed,

    /// <summary>The system says so itself.</summary>
    Told,
}
