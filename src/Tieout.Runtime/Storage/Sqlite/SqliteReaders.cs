using System.Collections.Concurrent;
using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Storage.Sqlite;

/// <summary>Reading connections, as many as callers read at once; a few are kept open.</summary>
internal sealed class SqliteReaders(string path, EventTypeNames types) : IDisposable
{
    private const int KeptMax = 8;
    private const int CacheMegabytes = 8;

    private readonly ConcurrentQueue<SqliteReader> _idle = new();
    private bool _closed;

    /// <summary>Reads on the caller's thread: a page is a few milliseconds at most.</summary>
    public T Read<T>(Func<SqliteReader, T> read)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        var reader = _idle.TryDequeue(out var kept)
            ? kept
            : new SqliteReader(SqliteSchema.Connect(path, CacheMegabytes), types);
        var healthy = false;
        try
        {
            var result = read(reader);
            healthy = true;
            return result;
        }
        finally
        {
            if (healthy && !_closed && _idle.Count < KeptMax)
            {
                _idle.Enqueue(reader);
            }
            else
            {
                reader.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryDequeue(out var reader))
        {
            reader.Dispose();
        }
    }
}
