namespace Tieout.Connectors.Tests;

/// <summary>What happens to source systems in the field.</summary>
public enum SourceTrouble
{
    /// <summary>An entry <c>late</c> appears with an instant of change before the last one's.</summary>
    LateCommit,

    /// <summary>Entry 003 is deleted.</summary>
    Deletion,

    /// <summary>The next call is turned down because there were too many.</summary>
    Throttling,

    /// <summary>The session ends that a source may have opened.</summary>
    ExpiredSession,

    /// <summary>Entries have a field that nobody told us of.</summary>
    NewField,

    /// <summary>An entry <c>odd</c> lacks the date that all have.</summary>
    MissingField,

    /// <summary>An entry <c>odd</c> has a state that was never heard of.</summary>
    NewWord,
}
