namespace Tieout.Connectors.Tests;

/// <summary>What happens to target systems in the field.</summary>
public enum SinkTrouble
{
    /// <summary>The call is turned down because there were too many; nothing is done.</summary>
    Throttling,

    /// <summary>As <see cref="Throttling"/>, in the other way that the target has of saying so.</summary>
    Overload,

    /// <summary>The session that a sink may have opened has ended when the call arrives.</summary>
    ExpiredSession,

    /// <summary>The answer is a success by its status and an error by its body; nothing is done.</summary>
    ErrorInSuccess,

    /// <summary>All answers have fields that nobody told us of, from this call on.</summary>
    NewField,
}
