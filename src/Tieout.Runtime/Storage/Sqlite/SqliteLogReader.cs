using System.Runtime.CompilerServices;
using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Storage.Sqlite;

/// <summary>Reads a log's SQLite file beside the hub that writes it.</summary>
public sealed class SqliteLogReader : ILogReader, IDisposable
{
    private const int PageEvents = 500;

    private readonly SqliteReaders _readers;

    private SqliteLogReader(SqliteReaders readers) => _readers = readers;

    /// <summary>Opens a file that a hub has made.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static SqliteLogReader Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no log at {path}.", path);
        }

        var readers = new SqliteReaders(path, new EventTypeNames());
        readers.Read(reader =>
        {
            reader.LoadTypes();
            return true;
        });
        return new SqliteLogReader(readers);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream,
        long afterVersion,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (_readers.Read(reader => reader.FindStream(stream)) is not { } row)
        {
            yield break;
        }

        while (true)
        {
            var page = _readers.Read(x => x.ReadStream(row, afterVersion, PageEvents));
            PageCheck.Stream(page, stream, afterVersion);
            foreach (var e in page)
            {
                yield return e;
            }

            if (page.Count == 0)
            {
                yield break;
            }

            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            afterVersion = page[^1].Version;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEvent>> ReadAllAsync(
        long afterSequence,
        int max,
        CancellationToken cancellationToken
    )
    {
        AppendRules.RequirePage(max);
        cancellationToken.ThrowIfCancellationRequested();
        var page = _readers.Read(reader => reader.ReadAll(afterSequence, max));
        PageCheck.Log(page, afterSequence);
        return Task.FromResult<IReadOnlyList<StoredEvent>>(page);
    }

    /// <inheritdoc/>
    public Task<long> GetHeadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_readers.Read(reader => reader.ReadHead()));
    }

    public void Dispose() => _readers.Dispose();
}
