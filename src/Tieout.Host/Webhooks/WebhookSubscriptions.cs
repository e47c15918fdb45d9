using Microsoft.Extensions.Logging;
using Tieout.Connect;
using Tieout.Host.Hosting;

namespace Tieout.Host.Webhooks;

/// <summary>Keeps up the subscriptions of systems that have to be asked for messages.</summary>
internal sealed class WebhookSubscriptions(
    IEnumerable<ISource> sources,
    IReadOnlyList<(string System, Uri Address)> addresses,
    HubSurroundings surroundings,
    Duration retry,
    ILogger logger
)
{
    private static readonly Duration PauseMin = Duration.FromSeconds(1);

    /// <summary>Works until it is stopped. A system that refuses is asked again after a while.</summary>
    public Task KeepAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            sources
                .OfType<IWebhookSubscriber>()
                .Join(
                    addresses,
                    x => ((ISource)x).System,
                    x => x.System,
                    (x, to) => KeepAsync(to.System, to.Address, x, cancellationToken),
                    StringComparer.Ordinal
                )
                // With nobody to ask it still ends only when it is stopped.
                .Append(Task.Delay(Timeout.InfiniteTimeSpan, surroundings.Time, cancellationToken))
        );

    private async Task KeepAsync(
        string system,
        Uri address,
        IWebhookSubscriber subscriber,
        CancellationToken cancellationToken
    )
    {
        string? told = null;
        while (true)
        {
            Duration pause;
            try
            {
                var again = await subscriber.SubscribeAsync(address, cancellationToken);
                pause = Duration.Max(again - surroundings.Clock.GetCurrentInstant(), PauseMin);
                told = null;
            }
            catch (ConnectorException e)
            {
                pause = retry;
                if (!e.Message.Equals(told, StringComparison.Ordinal))
                {
                    told = e.Message;
                    HostingLog.NotSubscribed(logger, system, e.Message);
                }
            }

            await Task.Delay(pause.ToTimeSpan(), surroundings.Time, cancellationToken);
        }
    }
}
