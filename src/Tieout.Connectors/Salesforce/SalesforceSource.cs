using Tieout.Connect;
using Tieout.Connectors.Salesforce.Feeds;

namespace Tieout.Connectors.Salesforce;

/// <summary>Reads customers, contracts and statements of work with their amendments from Salesforce.</summary>
/// <remarks>Names of objects and fields are settings. A settled feed delivers nothing.</remarks>
public sealed class SalesforceSource(SalesforceOptions options, TimeProvider timeProvider)
    : ISource,
        IDisposable
{
    private readonly SalesforceReader _reader = new(
        options.Access,
        timeProvider,
        new CustomerFeed(options),
        new ContractFeed(options),
        new SowFeed(options)
    );

    /// <inheritdoc/>
    public string System => options.Access.System;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds => _reader.Feeds;

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        _reader.CheckAsync(cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        CancellationToken cancellationToken
    ) => _reader.ReadAsync(feed, after, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Salesforce keeps nothing for its readers, so there is nothing to tidy up.</remarks>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
