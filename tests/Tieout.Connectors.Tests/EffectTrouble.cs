namespace Tieout.Connectors.Tests;

/// <summary>What happens to a system in the field while the hub tells it something.</summary>
public enum EffectTrouble
{
    /// <summary>The call is turned down because there were too many; nothing is done.</summary>
    Throttling,

    /// <summary>The session ends that a connector may have opened.</summary>
    ExpiredSession,

    /// <summary>The system does what it was told, and its answer never arrives.</summary>
    LostAnswer,

    /// <summary>The answer is a success by its status and an error by its body; nothing is done.</summary>
    ErrorInSuccess,

    /// <summary>All answers have fields that nobody told us of.</summary>
    NewField,

    /// <summary>One of two records is refused by itself, within a call that succeeds.</summary>
    RefusedRow,
}
