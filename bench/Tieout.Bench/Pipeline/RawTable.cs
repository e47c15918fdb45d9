using System.Diagnostics;
using Tieout.Runtime.Storage;

namespace Tieout.Bench.Pipeline;

/// <summary>The store's own speed: bytes into a plain table with only a primary key, 2,000 rows a
/// transaction, equally durable.</summary>
internal abstract class RawTable : IAsyncDisposable
{
    private const int RowsPerTransaction = 2_000;

    private long _rows;

    /// <summary>Inserts the payloads of a part of the log; only the inserting is timed.</summary>
    /// <returns>How long the store took.</returns>
    public async Task<TimeSpan> CopyAsync(IEventLog log, long after, long through)
    {
        var taken = TimeSpan.Zero;
        while (after < through)
        {
            var max = (int)Math.Min(RowsPerTransaction, through - after);
            var page = await log.ReadAllAsync(after, max, CancellationToken.None);
            var watch = Stopwatch.StartNew();
            await Task.Run(() => InsertAsync(_rows, page));
            taken += watch.Elapsed;
            _rows += page.Count;
            after = page[^1].Sequence;
        }

        return taken;
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>One transaction, durable when it returns.</summary>
    protected abstract Task InsertAsync(long after, IReadOnlyList<StoredEvent> rows);
}
