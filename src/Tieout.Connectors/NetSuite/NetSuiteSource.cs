using System.Runtime.CompilerServices;
using Tieout.Connect;

namespace Tieout.Connectors.NetSuite;

/// <summary>Reads what was paid on the hub's invoices, and which of them are void.</summary>
/// <remarks>
/// An invoice's stamp moves with its status and not surely with a part payment. So each round reads
/// those that are stamped since the last one, then those that are open or that a payment since then
/// settles, and tells what differs from what was told.
/// </remarks>
public sealed class NetSuiteSource : ISource, IDisposable
{
    private const string Columns =
        "SELECT t.id, t.externalid, t.status, c.symbol, t.foreigntotal, t.foreignamountunpaid, "
        + "TO_CHAR(t.lastmodifieddate, 'YYYY-MM-DD HH24:MI:SS') AS stamp, "
        + "TO_CHAR(t.lastmodifieddate, 'YYYY-MM-DD') AS stampday "
        + "FROM transaction t JOIN currency c ON c.id = t.currency WHERE t.type = 'CustInvc' AND ";

    private readonly NetSuiteOptions _options;
    private readonly NetSuiteClient _client;
    private readonly NetSuiteReceipts _receipts;

    /// <summary>Opens no connection yet.</summary>
    public NetSuiteSource(NetSuiteOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _client = new NetSuiteClient(options, timeProvider);
        _receipts = new NetSuiteReceipts(options.System, _client, timeProvider);
        Feeds = [Payments with { ReadableWithin = options.Overlap }];
    }

    /// <summary>Payments and voids in the order in which the invoices changed.</summary>
    public static Feed Payments { get; } =
        new("payments", IsMasterData: false, HoldsUpBilling: false) { Deletions = Deletions.Told };

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds { get; }

    private string Ours => NetSuiteDocuments.Ours(_options.ReferencePrefix);

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        NetSuiteCheck.PassAsync(_client, _options, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (!feed.Name.Equals(Payments.Name, StringComparison.Ordinal))
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"NetSuite has no feed '{feed.Name}'."
            );
        }

        var cursor = NetSuiteCursor.Read(after);
        var since = cursor.Since(_options.Overlap);
        await foreach (
            var rows in _client.QueryAsync(last => Changed(since, last), cancellationToken)
        )
        {
            NetSuiteRow[] news = [.. rows.Where(x => !cursor.Knows(x))];
            if (news.Length > 0)
            {
                var told = await _receipts.OfAsync(Receivables(news), cursor, cancellationToken);
                cursor = cursor.After(news, _options.Overlap).With(told.Watched);
                yield return new Page(told.Records, told.Rejected, cursor.Write());
            }
        }

        await foreach (var page in OpenAsync(cursor, since, cancellationToken))
        {
            yield return page;
        }
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Those that are open, and then those that are not there any more.</summary>
    private async IAsyncEnumerable<Page> OpenAsync(
        NetSuiteCursor after,
        string? since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // What a cursor can hold is remembered; with more, all that are open are told each time.
        var cursor = NetSuiteCursor.Read(after.Write());
        var memory = new Dictionary<string, NetSuiteWatched?>(StringComparer.Ordinal);
        var open = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var rows in _client.QueryAsync(last => Open(since, last), cancellationToken))
        {
            var invoices = Receivables(rows);
            open.UnionWith(invoices.Select(x => x.Id));
            NetSuiteReceivable[] news =
            [
                .. invoices.Where(x => cursor.Open is null || cursor.IsNews(x)),
            ];
            var told = await _receipts.OfAsync(news, cursor, cancellationToken);
            cursor = cursor.With(told.Watched);
            foreach (var (id, watched) in told.Watched)
            {
                memory[id] = watched;
            }

            if (told.Records.Count + told.Rejected.Count > 0)
            {
                yield return new Page(told.Records, told.Rejected, cursor.Write());
            }
        }

        if (cursor.Open is null)
        {
            cursor = cursor.Remembering().With(memory);
            yield return new Page([], [], cursor.Write());
        }

        await foreach (var page in DeletedAsync(cursor, open, cancellationToken))
        {
            yield return page;
        }
    }

    private async IAsyncEnumerable<Page> DeletedAsync(
        NetSuiteCursor cursor,
        HashSet<string> open,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string[] gone = [.. cursor.Open?.Keys.Where(x => !open.Contains(x)) ?? []];
        if (gone.Length == 0)
        {
            yield break;
        }

        var told = await _receipts.DeletedAsync(gone, cursor, cancellationToken);
        if (told.Records.Count > 0)
        {
            yield return new Page(told.Records, [], cursor.With(told.Watched).Write());
        }
    }

    private string Changed(string? since, NetSuiteRow? last)
    {
        var place = last is null
            ? since is null
                ? "1 = 1"
                : $"t.lastmodifieddate >= {Instant(since)}"
            : $"(t.lastmodifieddate > {Instant(last.Text("stamp"))} OR (t.lastmodifieddate = {Instant(last.Text("stamp"))} AND t.id > {last.Text("id")}))";
        return $"{Columns}{Ours} AND {place} ORDER BY t.lastmodifieddate, t.id";
    }

    private string Open(string? since, NetSuiteRow? last)
    {
        var paid = since is null
            ? string.Empty
            : " OR t.id IN (SELECT l.previousdoc FROM NextTransactionLineLink l JOIN transaction p ON p.id = l.nextdoc "
                + $"WHERE l.linktype = 'Payment' AND p.lastmodifieddate >= {Instant(since)})";
        return $"{Columns}{Ours} AND (t.foreignamountunpaid > 0{paid}) AND t.id > {last?.Text("id") ?? "0"} ORDER BY t.id";
    }

    private static string Instant(string stamp) =>
        $"TO_DATE({NetSuiteJson.Quoted(stamp)}, 'YYYY-MM-DD HH24:MI:SS')";

    private static NetSuiteReceivable[] Receivables(IReadOnlyList<NetSuiteRow> rows) =>
        [.. rows.Select(x => new NetSuiteReceivable(x))];
}
