using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tieout.Connect;
using Tieout.Host.Configuration;
using Tieout.Runtime.Hub;

namespace Tieout.Host.Webhooks;

/// <summary>Takes what systems send of their own accord, at <c>webhooks/{system}</c>.</summary>
/// <remarks>
/// A message makes the hub read what its connector says it is about, soon. Nothing of it is kept: one
/// that is lost costs the time until the next round.
/// </remarks>
internal sealed class WebhookServer : IAsyncDisposable
{
    private const int BodyMax = 1024 * 1024;
    private const int ConnectionsMax = 100;

    private readonly WebApplication _app;
    private readonly Dictionary<string, IWebhookReceiver> _receivers;
    private readonly Uri? _address;

    private WebhookServer(
        WebApplication app,
        Dictionary<string, IWebhookReceiver> receivers,
        Uri? address
    )
    {
        _app = app;
        _receivers = receivers;
        _address = address;
    }

    /// <summary>Where each system that sends messages has to send them.</summary>
    public IReadOnlyList<(string System, Uri Address)> Addresses =>
        [.. _receivers.Keys.Select(system => (system, AddressOf(system)))];

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">The address is taken.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">It is not this machine's.</exception>
    public static async Task<WebhookServer> StartAsync(
        WebhookSettings settings,
        IEnumerable<ISource> sources,
        FeedHints hints,
        IClock clock,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(x =>
        {
            x.AddServerHeader = false;
            x.Limits.MaxRequestBodySize = BodyMax;
            x.Limits.MaxConcurrentConnections = ConnectionsMax;
        });
        builder.WebHost.UseUrls(settings.Listen.GetLeftPart(UriPartial.Authority));
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(x => x.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var receivers = sources
            .OfType<IWebhookReceiver>()
            .Where(x => x.TakesMessages)
            .ToDictionary(x => ((ISource)x).System, StringComparer.Ordinal);
        var server = new WebhookServer(builder.Build(), receivers, settings.Address);
        try
        {
            var desk = new WebhookDesk(receivers, hints, clock, logger);
            server._app.UseRouting();
            _ = server._app.MapPost("/webhooks/{system}", desk.TakeAsync);
            await server._app.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Uri AddressOf(string system) =>
        new(_address ?? new Uri(_app.Urls.Single()), $"webhooks/{system}");
}
