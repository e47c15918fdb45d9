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
    private static readonly Duration PauseMax = Duration.FromDays(1);

    /// <summary>
    /// Begins to work, a task for each system; each ends only when it is stopped. A system that refuses
    /// is asked again after a while.
    /// </summary>
    public IReadOnlyList<Task> Keep(CancellationToken cancellationToken) =>
        [
            .. sources
                .OfType<IWebhookSubscriber>()
                .Join(
                    addresses,
                    x => ((ISource)x).System,
                    x => x.System,
                    (x, to) => KeepAsync(to.System, to.Address, x, cancellationToken),
                    StringComparer.Ordinal
                ),
        ];

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
                var wanted = Instant.Min(again, surroundings.Clock.GetCurrentInstant() + PauseMax);
                pause = Duration.Max(wanted - surroundings.Clock.GetCurrentInstant(), PauseMin);
                told = null;
            }
            // Whatever it is: messages are a convenience, and the rounds go on without them.
            catch (Exception e) when (e is not OperationCanceledException)
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
