namespace Tieout.Connect;

/// <summary>A source whose system tells when there is something to read.</summary>
/// <remarks>
/// A message is a hint to read a feed now and never the truth: it may come twice, late, out of order,
/// or not at all. What it says of records is not taken over.
/// </remarks>
public interface IWebhookReceiver
{
    /// <summary>Whether the system, as it is set up, sends messages that can be told from forgeries.</summary>
    bool TakesMessages => true;

    /// <summary>Tells which feeds a message gives reason to read; none when it is about others.</summary>
    /// <param name="message">As it arrived.</param>
    /// <exception cref="ConnectorException">
    /// It is not the system's, or cannot be told to be: the fault is <see cref="ConnectorFault.Settings"/>.
    /// </exception>
    IReadOnlyList<Feed> Receive(WebhookMessage message);

    /// <summary>
    /// What a message asks to be answered with besides 200: some systems ask whether the address is
    /// the one that was meant. None as a rule.
    /// </summary>
    /// <param name="message">As it arrived.</param>
    /// <exception cref="ConnectorException">As <see cref="Receive"/>.</exception>
    WebhookAnswer? AnswerTo(WebhookMessage message) => null;
}
