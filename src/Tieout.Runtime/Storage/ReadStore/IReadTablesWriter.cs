namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>The one that keeps the read tables up to date, until somebody claims them anew.</summary>
public interface IReadTablesWriter : IRowWriter, IAsyncDisposable
{
    /// <summary>The sequence of the last event that the tables hold.</summary>
    long Offset { get; }

    /// <summary>Begins a page: a transaction.</summary>
    /// <exception cref="FollowerLostException">The tables were claimed by another.</exception>
    Task BeginAsync(CancellationToken cancellationToken);

    /// <summary>Lets a long page go on: sends what has gathered.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken);

    /// <summary>Rows and offset become visible together.</summary>
    Task CommitAsync(long offset, CancellationToken cancellationToken);

    /// <summary>Takes back what the page has changed.</summary>
    Task RollbackAsync();
}
