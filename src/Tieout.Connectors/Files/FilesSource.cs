using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Connectors.Files.Layouts;
using Tieout.Domain.Deciding;

namespace Tieout.Connectors.Files;

/// <summary>Reads exports that are dropped in a folder: CSV or JSON Lines, by feed.</summary>
/// <remarks>
/// <para>The columns are documented in docs/reference/files.md. Reading is synchronous within a
/// page of at most <see cref="FilesOptions.PageSize"/> rows: local files answer at once.</para>
/// <para>A file that is replaced or changed while it is read is read again from its start.</para>
/// </remarks>
public sealed class FilesSource : ISource
{
    private readonly FilesOptions _options;
    private readonly Inbox _inbox;
    private readonly Archive _archive;
    private readonly ConcurrentDictionary<string, Tally> _tallies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _repaired = new(StringComparer.Ordinal);

    public FilesSource(FilesOptions options, IClock clock)
    {
        _options = options;
        _inbox = new Inbox(options, clock);
        _archive = new Archive(options, _inbox);
    }

    /// <inheritdoc/>
    public string System => _options.System;

    /// <inheritdoc/>
    public IReadOnlyList<Feed> Feeds { get; } = [.. FeedFormats.All.Select(x => x.Feed)];

    /// <summary>Files in the folder that are not read at the moment, and what they wait for.</summary>
    /// <exception cref="ConnectorException">The folder cannot be read.</exception>
    public IReadOnlyList<WaitingFile> ListWaiting() => _inbox.Waiting();

    /// <summary>Files that will be read as soon as they have not changed for a while.</summary>
    /// <returns>
    /// Their names, and the instant from which on the last of them counts as complete if it does
    /// not change any more; none when no file waits for that alone.
    /// </returns>
    /// <exception cref="ConnectorException">The folder cannot be read.</exception>
    public (IReadOnlyList<string> Files, Instant CompleteFrom)? ListSettling() =>
        _inbox.Settling() is { Count: > 0 } settling
            ? ([.. settling.Select(x => x.File.Name)], settling.Max(x => x.WholeFrom))
            : null;

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = _inbox.List(_options.Folder);
        var probe = Path.Combine(_options.Folder, ".tieout-check");
        try
        {
            using var stream = new FileStream(
                probe,
                FileMode.Create,
                FileAccess.Write,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderFault.Of(_options.Folder, exception);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Page> ReadAsync(
        Feed feed,
        Cursor after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var format = FormatOf(feed);
        var cursor = FilesCursor.Parse(after).Among(_inbox.Drops(format));
        foreach (var drop in InOrder(_inbox.Ready(format), cursor.Current))
        {
            if (cursor.Covers(drop))
            {
                continue;
            }

            if (cursor.Covered.Count >= FilesCursor.CoveredMax)
            {
                // The rest waits until what was read is acknowledged and moved away.
                yield break;
            }

            var isResumed = string.Equals(
                cursor.Current,
                drop.Fingerprint,
                StringComparison.Ordinal
            );
            using var reader = Open(drop, isResumed ? cursor : FilesCursor.Start);
            IReadOnlyList<string> begun = isResumed ? [] : [.. drop.Files.Select(x => x.Name)];
            while (!reader.IsAtEnd)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (ReadPage(drop, reader) is not { } page)
                {
                    break;
                }

                if (reader.IsAtEnd && !isResumed)
                {
                    _tallies[drop.Fingerprint] = reader.Tally;
                }

                cursor = reader.IsAtEnd
                    ? cursor.After(drop)
                    : cursor with
                    {
                        Current = drop.Fingerprint,
                        Position = reader.Place.Position,
                        Facts = reader.Place.Facts,
                    };
                yield return page with
                {
                    Next = cursor.ToCursor(),
                    Begun = begun,
                };
                begun = [];
                await Task.Yield();
            }
        }
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(Feed feed, Cursor cursor, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var format = FormatOf(feed);
        var place = FilesCursor.Parse(cursor);
        try
        {
            if (!_repaired.ContainsKey(feed.Name))
            {
                _archive.Repair(format);
                _repaired[feed.Name] = true;
            }

            if (place.Covered.Count == 0)
            {
                return Task.CompletedTask;
            }

            foreach (var drop in _inbox.Drops(format).Where(place.Covers))
            {
                cancellationToken.ThrowIfCancellationRequested();
                PutAway(feed, drop);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderFault.Of(_options.Folder, exception);
        }

        return Task.CompletedTask;
    }

    private static FeedFormat FormatOf(Feed feed)
    {
        var format = FeedFormats.All.FirstOrDefault(x => x.Feed == feed);
        Invariant.Require(format is not null, $"{feed.Name} is a feed of a folder of files");
        return format;
    }

    /// <summary>The drop that was begun first, then by name.</summary>
    private static IEnumerable<Drop> InOrder(IEnumerable<Drop> drops, string current) =>
        drops.OrderByDescending(x =>
            string.Equals(x.Fingerprint, current, StringComparison.Ordinal)
        );

    private void PutAway(Feed feed, Drop drop)
    {
        // Until the report is written, a repair is due.
        _repaired.TryRemove(feed.Name, out _);
        if (!_tallies.TryRemove(drop.Fingerprint, out var tally))
        {
            tally = Archive.Recount(drop, _options);
        }

        // What has changed since it was read has another fingerprint, and is read again.
        _archive.Take(drop, tally);
        _repaired[feed.Name] = true;
    }

    private DropReader Open(Drop drop, FilesCursor from)
    {
        try
        {
            return DropReader.Open(drop, _options, from);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderFault.Of(drop.Main.Path, exception);
        }
    }

    /// <summary>Reads a page and looks at the files once more.</summary>
    /// <returns>
    /// A page without its place; none when the drop has changed under the reader and is left for
    /// later.
    /// </returns>
    private static Page? ReadPage(Drop drop, DropReader reader)
    {
        var records = new List<SourceRecord>();
        var rejected = new List<RejectedRecord>();
        try
        {
            reader.ReadPage(records, rejected);
            return drop.HasChanged()
                ? null
                : new Page(records, rejected, Cursor.Start) { Warnings = reader.TakeWarnings() };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderFault.Of(drop.Main.Path, exception);
        }
    }
}
