using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Connectors.Salesforce.Http;

namespace Tieout.Connectors.Salesforce;

/// <summary>Reads customers, contracts and statements of work with their amendments from Salesforce.</summary>
/// <remarks>Names of objects and fields are settings. A settled feed delivers nothing.</remarks>
public sealed class SalesforceSource : ISource, IDisposable
{
    private readonly SalesforceOptions _options;
    private readonly SalesforceClient _client;
    private readonly List<ISalesforceFeed> _feeds;

    /// <summary>Opens no connection yet.</summary>
    public SalesforceSource(SalesforceOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _client = new SalesforceClient(options, timeProvider);
        ISalesforceFeed[] all =
        [
            new CustomerFeed(options),
            new ContractFeed(options),
            new SowFeed(options),
        ];
        _feeds = [.. all.Where(x => x.Object.Length > 0)];
        Feeds = [.. _feeds.Select(x => x.Feed)];
    }

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds { get; }

    /// <inheritdoc/>
    /// <remarks>Looks whether every field that is read is there and seen by the user.</remarks>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await _client.LogInAsync(cancellationToken);
        foreach (var feed in _feeds)
        {
            await FieldCheck.RunAsync(_client, feed, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var source = _feeds.Single(x => x.Feed == feed);
        var state = ScanState.Parse(after);
        var isKept = true;
        ScanPage page;

        // A pass that was broken off is finished; then the overlap is looked at again.
        var passes = state.Position is null ? 1 : 2;
        do
        {
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                page = await new ChangeScan(_client, _options, source).NextAsync(
                    state,
                    cancellationToken
                );
                state = page.Next with
                {
                    Deleted =
                        page.Next.Deleted == 0
                            ? page.ServerTime.ToUnixTimeSeconds()
                            : page.Next.Deleted,
                };
                var batch = new FeedBatch(System, source.Object);
                foreach (var row in page.Rows)
                {
                    source.Map(row, batch);
                }

                isKept &= page.Rows.Count == 0;
                if (batch.Records.Count + batch.Rejected.Count > 0)
                {
                    yield return new Page(batch.Records, batch.Rejected, state.ToCursor());
                    isKept = true;
                }
            } while (!page.IsLast);
        } while (--passes > 0);

        var (next, gone, warnings) = await new DeletionScan(_client, _options, source).RunAsync(
            state,
            page.ServerTime,
            cancellationToken
        );
        var isOld = next.Deleted - state.Deleted > NodaConstants.SecondsPerDay;
        if (gone.Rejected.Count + warnings.Count > 0 || !isKept || isOld)
        {
            // Also for changes that showed in no record: without their place they would be read again,
            // and once a day, so that the log of deletions is not looked for where it is no more.
            yield return new Page([], gone.Rejected, next.ToCursor()) { Warnings = warnings };
        }
    }

    /// <inheritdoc/>
    /// <remarks>Salesforce keeps nothing for its readers, so there is nothing to tidy up.</remarks>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
