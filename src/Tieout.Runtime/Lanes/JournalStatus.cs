namespace Tieout.Runtime.Lanes;

/// <summary>What became of a journal.</summary>
public enum JournalStatus
{
    /// <summary>The target holds it, posted.</summary>
    Posted,

    /// <summary>The target held all of it before.</summary>
    Unchanged,

    /// <summary>It would be posted; only asked.</summary>
    Planned,

    /// <summary>The target, or the hub before it, does not take it as it is.</summary>
    Refused,

    /// <summary>Not now: the target does not answer, its window is closed, or its entity is frozen.</summary>
    Waiting,

    /// <summary>It was sent, and whether it is posted cannot be known yet.</summary>
    Unknown,
}
