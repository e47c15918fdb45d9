using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Writing;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Rest;

/// <summary>Writes to a system that a manifest describes; see docs/reference/rest-manifest.md.</summary>
/// <remarks>
/// A document is looked for by its reference before it is written; a draft is carried on where the
/// manifest says how, and is posted only with the hub's amounts.
/// </remarks>
public sealed class RestSink : ISink, ICodeMapper, IDisposable
{
    private readonly RestOptions _options;
    private readonly RestClient _client;
    private readonly IClock _clock;
    private readonly RestDocuments _documents;
    private readonly RestDocuments? _creditMemos;
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
        _parties = writes.Customers is { } customers
            ? new RestParties(options.System, customers, _client, lookups)
            : null;
        _documents = Documents(writes.Documents);
        _creditMemos = writes.CreditMemos is { } memos ? Documents(memos) : null;
        Capabilities = writes.Capabilities;
        CodeMaps = RestCodeMaps.Of(writes, options.Manifest.Dialect.Maps);

        RestDocuments Documents(RestTarget target) =>
            new(options.System, target, _client, lookups, _parties);
    }

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public SinkCapabilities Capabilities { get; }

    /// <inheritdoc/>
    public IReadOnlyList<CodeMap> CodeMaps { get; }

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
            Delivery.Document document => DeskOf(document).FindAsync(document, cancellationToken),
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
            Delivery.Document document => DeskOf(document)
                .WriteAsync(document, found, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
        };

    /// <inheritdoc/>
    public Task DiscardAsync(TargetRecord draft, CancellationToken cancellationToken) =>
        (
            _creditMemos is not { } memos ? _documents
            : memos.Knows(draft) ? memos
            : _documents.Knows(draft) ? _documents
            : throw new ConnectorException(
                ConnectorFault.Transient,
                $"Document {draft.ExternalId} has to be looked for again: it is in one list of two."
            )
        ).DiscardAsync(draft, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<TargetRecord> ListAsync(
        string referencePrefix,
        DateInterval? dates,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var desk in new[] { _documents, _creditMemos }.OfType<RestDocuments>())
        {
            await foreach (var record in desk.ListAsync(referencePrefix, dates, cancellationToken))
            {
                yield return record;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private RestDocuments DeskOf(Delivery.Document document) =>
        document.Invoice.Type is InvoiceType.CreditNote && _creditMemos is { } memos
            ? memos
            : _documents;

    private RestParties Parties =>
        _parties
        ?? throw new ConnectorException(
            ConnectorFault.Settings,
            $"The manifest of {System} writes no customers."
        );
}
