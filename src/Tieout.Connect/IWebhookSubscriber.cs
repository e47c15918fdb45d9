namespace Tieout.Connect;

/// <summary>A receiver that has to ask its system for messages, again and again.</summary>
public interface IWebhookSubscriber : IWebhookReceiver
{
    /// <summary>Sees to it that the system sends its messages to an address; may be repeated.</summary>
    /// <param name="address">
    /// Where the system reaches the hub, which answers there already: the system may try it.
    /// </param>
    /// <param name="cancellationToken">Gives up; nothing is half subscribed.</param>
    /// <returns>When to see to it again.</returns>
    /// <exception cref="ConnectorException">The system does not send any, and why.</exception>
    Task<Instant> SubscribeAsync(Uri address, CancellationToken cancellationToken);
}
