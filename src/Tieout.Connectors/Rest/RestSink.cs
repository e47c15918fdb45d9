using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Writing;

namespace Tieout.Connectors.Rest;

/// <summary>Writes to a system that a manifest describes; see docs/reference/rest-manifest.md.</summary>
/// <remarks>
/// A document is looked for by its reference before it is written; a draft is carried on where the
/// manifest says how, and is posted only with the hub's amounts.
/// </remarks>
public sealed class RestSink : ISink, IDisposable
{
    private readonly RestOptions _options;
    private readonly RestClient _client;
    private readonly IClock _clock;
    private readonly RestDocuments _documents;
    private readonly RestParties? _parties;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="options">Of a manifest that writes.</param>
    /// <param name="clock">Says what day it is.</param>
    /// <param name="timeProvider">Runs time-outs and pauses.</param>
    public RestSink(RestOptions options, IClock clock, TimeProvider timeProvider)
    {
        var writes =
            options.Manifest.Dialect.Writes
            ?? throw new ConnectorException(
                ConnectorFault.Settings,
                $"The manifest of {options.System} has no writes."
            );
        _options = options;
        _clock = clock;
        _client = new RestClient(options, timeProvider);
        var lookups = options.Manifest.Dialect.Lookups;
        _documents = new RestDocuments(options.System, writes.Documents, _client, lookups);
        _parties = writes.Customers is { } customers
            ? new RestParties(options.System, customers, _client, lookups)
            : null;
        Capabilities = writes.Capabilities;
    }

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public SinkCapabilities Capabilities { get; }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        RestCheck.RunAsync(_client, _options.Manifest.Dialect, _clock, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery delivery,
        CancellationToken cancellationToken
    ) =>
        delivery switch
        {
            Delivery.Party party => Parties.FindAsync(party, cancellationToken),
            Delivery.Document document => _documents.FindAsync(document, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
        };

    /// <inheritdoc/>
    public Task<TargetRecord> WriteAsync(
        Delivery delivery,
        TargetRecord? found,
        CancellationToken cancellationToken
    ) =>
        delivery switch
        {
            Delivery.Party party => Parties.WriteAsync(party, found, cancellationToken),
            Delivery.Document document => _documents.WriteAsync(document, found, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
        };

    /// <inheritdoc/>
    public Task DiscardAsync(TargetRecord draft, CancellationToken cancellationToken) =>
        _documents.DiscardAsync(draft, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<TargetRecord> ListAsync(
        string referencePrefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var record in _documents.ListAsync(referencePrefix, cancellationToken))
        {
            yield return record;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private RestParties Parties =>
        _parties
        ?? throw new ConnectorException(
            ConnectorFault.Settings,
            $"The manifest of {System} writes no customers."
        );
}
