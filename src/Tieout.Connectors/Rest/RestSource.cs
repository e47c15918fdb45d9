using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Reading;

namespace Tieout.Connectors.Rest;

/// <summary>Reads a system that a manifest describes; see docs/reference/rest-manifest.md.</summary>
public sealed class RestSource : ISource, IWebhookReceiver, IDisposable
{
    private readonly RestOptions _options;
    private readonly RestClient _client;
    private readonly IClock _clock;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="clock">Says what day it is, and the version of what tells none.</param>
    /// <param name="timeProvider">Runs time-outs and pauses.</param>
    public RestSource(RestOptions options, IClock clock, TimeProvider timeProvider)
    {
        _options = options;
        _clock = clock;
        _client = new RestClient(options, timeProvider);
        var meant = Dialect
            .Resources.Where(x => x.IsMeant(options.Settings, options.Manifest))
            .ToList();
        Feeds = [.. meant.Where(x => !x.IsWatch).Select(x => x.FeedAmong(meant))];
    }

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds { get; }

    /// <inheritdoc/>
    public bool TakesMessages =>
        Dialect.Webhooks is { } webhooks && _options.Secret(webhooks.Secret).Length > 0;

    private WebhookReading Webhooks =>
        Dialect.Webhooks is { } webhooks
            ? new WebhookReading(webhooks, _client.Scopes, _options.Secret)
            : throw new ConnectorException(
                ConnectorFault.Settings,
                $"The manifest of {System} has no webhooks."
            );

    private RestDialect Dialect => _options.Manifest.Dialect;

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        RestCheck.RunAsync(_client, Dialect, _clock, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        CancellationToken cancellationToken
    )
    {
        var resource =
            Dialect.Resources.FirstOrDefault(x =>
                x.Name.Equals(feed.Name, StringComparison.Ordinal)
            )
            ?? throw new ConnectorException(
                ConnectorFault.Settings,
                $"The manifest of {System} has no resource '{feed.Name}'."
            );
        var fields = new FieldReader(_client.Scopes, new Lookups(_client, Dialect.Lookups));
        var mapper = new RecordMapper(resource, System, fields);
        return ChangeReader
            .Of(resource, _client, mapper, _clock, WatchOf(resource, fields))
            .ReadAsync(after, cancellationToken);
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Receive(WebhookMessage message)
    {
        var names = Webhooks.ResourcesOf(message);
        return [.. Feeds.Where(x => names.Contains(x.Name, StringComparer.Ordinal))];
    }

    /// <inheritdoc/>
    public WebhookAnswer? AnswerTo(WebhookMessage message) =>
        Webhooks.AnswerTo(message) is { } json ? new WebhookAnswer("application/json", json) : null;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Reads the list of the ids of a resource's records, where there is one.</summary>
    private RereadReader? WatchOf(RestResource resource, FieldReader fields) =>
        resource.WatchAmong(Dialect.Resources) is { Changes: RestChanges.Reread reread } watch
        && watch.IsMeant(_options.Settings, _options.Manifest)
            ? new RereadReader(
                reread,
                watch,
                _client,
                new RecordMapper(watch, System, fields),
                _clock
            )
            : null;
}
