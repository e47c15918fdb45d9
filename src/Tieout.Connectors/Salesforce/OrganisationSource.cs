using Tieout.Connect;
using Tieout.Connectors.Salesforce.Feeds;

namespace Tieout.Connectors.Salesforce;

/// <summary>Reads objects of a Salesforce organisation, whatever they are.</summary>
public abstract class OrganisationSource : ISource, IDisposable
{
    private readonly SalesforceAccess _access;
    private readonly SalesforceReader _reader;

    private protected OrganisationSource(
        SalesforceAccess access,
        TimeProvider timeProvider,
        params IReadOnlyList<ISalesforceFeed> feeds
    )
    {
        _access = access;
        _reader = new SalesforceReader(access, timeProvider, feeds);
    }

    /// <inheritdoc/>
    public string System => _access.System;

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
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connections.</summary>
    /// <param name="disposing">Not by a finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.Dispose();
        }
    }
}
