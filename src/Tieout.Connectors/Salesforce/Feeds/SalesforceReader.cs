using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Connectors.Salesforce.Http;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>Reads objects of an organisation; what their records mean, the feeds say.</summary>
internal sealed class SalesforceReader : IDisposable
{
    private readonly SalesforceAccess _access;
    private readonly SalesforceClient _client;
    private readonly List<ISalesforceFeed> _feeds;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="feeds">Those whose object has no name are left out.</param>
    public SalesforceReader(
        SalesforceAccess access,
        TimeProvider timeProvider,
        params IReadOnlyList<ISalesforceFeed> feeds
    )
    {
        _access = access;
        _client = new SalesforceClient(access, timeProvider);
        _feeds = [.. feeds.Where(x => x.Object.Length > 0)];
        Feeds = [.. _feeds.Select(x => x.Feed)];
    }

    public IReadOnlyList<Feed> Feeds { get; }

    /// <summary>Looks whether every field that is read is there and seen by the user.</summary>
    /// <exception cref="ConnectorException">One is not, or the settings let nobody in.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await _client.LogInAsync(cancellationToken);
        foreach (var feed in _feeds)
        {
            await FieldCheck.RunAsync(_client, feed.Object, feed.Fields, cancellationToken);
            if (feed.Parts is { } parts)
            {
                IReadOnlyList<string> fields = [parts.Reference, .. parts.Fields];
                await FieldCheck.RunAsync(_client, parts.Object, fields, cancellationToken);
            }
        }
    }

    /// <summary>Reads a feed's changes and deletions.</summary>
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
                page = await new ChangeScan(_client, _access, source).NextAsync(
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
                var batch = await MapAsync(source, page, cancellationToken);

                isKept &= page.Rows.Count == 0;
                if (batch.Records.Count + batch.Rejected.Count > 0)
                {
                    yield return new Page(batch.Records, batch.Rejected, state.ToCursor());
                    isKept = true;
                }
            } while (!page.IsLast);
        } while (--passes > 0);

        var (next, gone, warnings) = await new DeletionScan(_client, _access, source).RunAsync(
            state,
            page.ServerTime,
            cancellationToken
        );
        var isOld = next.Deleted - state.Deleted > NodaConstants.SecondsPerDay;
        if (gone.Records.Count + gone.Rejected.Count + warnings.Count > 0 || !isKept || isOld)
        {
            // Also for changes that showed in no record: without their place they would be read again,
            // and once a day, so that the log of deletions is not looked for where it is no more.
            yield return new Page(gone.Records, gone.Rejected, next.ToCursor())
            {
                Warnings = warnings,
            };
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<FeedBatch> MapAsync(
        ISalesforceFeed source,
        ScanPage page,
        CancellationToken cancellationToken
    )
    {
        var rows = source.Parts is { } parts
            ? await PartScan.WithPartsAsync(_client, parts, page.Rows, cancellationToken)
            : page.Rows;
        var batch = new FeedBatch(_access.System, source.Told, page.SettledBefore);
        foreach (var row in rows)
        {
            source.Map(row, batch);
        }

        return batch;
    }
}
