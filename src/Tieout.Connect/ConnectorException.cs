namespace Tieout.Connect;

/// <summary>An external system refused, failed, or answered what its contract does not allow.</summary>
/// <param name="fault">Decides who acts: nobody, an administrator, an operator, a developer.</param>
/// <param name="message">For an operator. Holds no secret and no personal data.</param>
/// <param name="retryAfter">What the system asked for; none if it did not say.</param>
/// <param name="reason">
/// A code of the reason catalogue where the connector knows it, such as <c>PERIOD_CLOSED</c>.
/// </param>
/// <param name="inner">What the transport threw, if anything.</param>
public sealed class ConnectorException(
    ConnectorFault fault,
    string message,
    TimeSpan? retryAfter = null,
    string? reason = null,
    Exception? inner = null
) : Exception(message, inner)
{
    /// <summary>Who has to act.</summary>
    public ConnectorFault Fault { get; } = fault;

    /// <summary>How long the system asked us to wait.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>The reason catalogue's code, if the connector could tell.</summary>
    public string? Reason { get; } = reason;

    /// <summary>
    /// What was posted could not be read, for whatever cause: nobody may take it for something that is not
    /// there.
    /// </summary>
    /// <param name="reference">The hub's, of what was posted.</param>
    /// <param name="failure">Of the look that followed.</param>
    public static ConnectorException AfterPosting(string reference, ConnectorException failure) =>
        new(
            ConnectorFault.OutcomeUnknown,
            $"{reference} was posted and could not be read: {failure.Message}",
            failure.RetryAfter,
            inner: failure
        );
}
