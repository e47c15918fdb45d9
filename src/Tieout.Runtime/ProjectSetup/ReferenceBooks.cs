using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.ProjectSetup;

/// <summary>The reference data of this process, always a version that is in the log.</summary>
public sealed class ReferenceBooks(IEventLog log)
{
    private readonly Lock _gate = new();
    private volatile ReferenceBook _current = ReferenceBook.Empty;

    public ReferenceBook Current => _current;

    /// <summary>
    /// Before the first decision of a process; later versions come from the writer of the stream.
    /// </summary>
    public Task LoadAsync(CancellationToken cancellationToken) =>
        _current.Version == 0 ? CatchUpAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Reads what the log holds beyond the current version.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var book = _current;
        var stored = log.ReadStreamAsync(Streams.Reference, book.Version, cancellationToken);
        await foreach (var e in stored)
        {
            book = book.Evolve(EventCodec.DecodeReference(e));
        }

        Publish(book);
    }

    /// <summary>The writer of the stream hands over what it has just made durable.</summary>
    internal void Publish(ReferenceBook book)
    {
        lock (_gate)
        {
            if (book.Version > _current.Version)
            {
                _current = book;
            }
        }
    }
}
