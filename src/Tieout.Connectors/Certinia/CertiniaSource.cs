using Tieout.Connect;
using Tieout.Connectors.Certinia.Feeds;
using Tieout.Connectors.Salesforce.Feeds;

namespace Tieout.Connectors.Certinia;

/// <summary>Reads people, projects, assignments, time, expenses and milestones from Certinia PSA.</summary>
/// <remarks>PSA is a package of objects on Salesforce, so it is read as Salesforce is.</remarks>
public sealed class CertiniaSource(CertiniaOptions options, TimeProvider timeProvider)
    : ISource,
        IDisposable
{
    private readonly SalesforceReader _reader = new(
        options.Access,
        timeProvider,
        new ResourceFeed(options),
        new ProjectFeed(options),
        new AssignmentFeed(options),
        new TimeFeed(options),
        new TimeSplitFeed(options),
        new ExpenseFeed(options),
        new MilestoneFeed(options)
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
