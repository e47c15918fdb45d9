namespace Tieout.Connect;

/// <summary>Who has to act on a connector's failure.</summary>
public enum ConnectorFault
{
    /// <summary>
    /// Nobody: nothing was changed, the same call may be repeated later (429, 503, connection
    /// refused, a lock that was not obtained).
    /// </summary>
    Transient,

    /// <summary>
    /// Nobody yet: the call was sent and no answer came, so it may have taken effect. It is never
    /// repeated before a look-up has told what happened.
    /// </summary>
    OutcomeUnknown,

    /// <summary>An administrator: credentials, permissions, or settings (401, 403).</summary>
    Settings,

    /// <summary>An operator: the system read the record and refuses it (409, 422).</summary>
    Refused,

    /// <summary>A developer: the answer breaks the contract that we coded against.</summary>
    Contract,
}
