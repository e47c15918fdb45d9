using System.Collections.Immutable;
using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>Finds timesheet lines that were delivered and are gone.</summary>
/// <remarks>
/// Tryton leaves no trace of a deletion, so the ids of recent lines are compared with those that
/// the cursor remembers. What a line was is known only while this process has read it; otherwise
/// the fact names nothing but its identity, which is what a deletion is about. A user who may no
/// longer see lines, or an answer that lacks some, looks like a deletion too: many at once are not
/// believed.
/// </remarks>
internal sealed class DeletedLines(TrytonRpc rpc, TrytonOptions options, TimeFeed feed)
{
    private const string Unknown = "unknown";
    private const int GoneAtOnceMax = 20;
    private const int GoneAtOncePercentMax = 10;
    private readonly Dictionary<int, TimeEntry> _read = [];

    public bool IsOn => options.DeletionDays > 0;

    /// <summary>Remembers lines that are about to be delivered; answers those to be watched.</summary>
    public ImmutableHashSet<int> Watch(
        ImmutableHashSet<int> watched,
        IEnumerable<(int Id, TimeEntry Entry)> lines,
        Instant now
    )
    {
        var from = FirstDay(now);
        foreach (var (id, entry) in lines)
        {
            if (entry.WorkDate >= from && !entry.IsDeleted)
            {
                _read[id] = entry;
                watched = watched.Add(id);
            }
        }

        return watched;
    }

    /// <summary>Which of the watched lines are still worth watching, and which are gone.</summary>
    /// <exception cref="ConnectorException">Too many are gone to be believed.</exception>
    public async Task<(ImmutableHashSet<int> Watched, FeedBatch Gone)> CheckAsync(
        ImmutableHashSet<int> watched,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        var recent = await SearchAsync(
            [new object[] { "date", ">=", FirstDay(now) }],
            cancellationToken
        );
        var missing = watched.Except(recent).ToArray();
        var batch = new FeedBatch(options);
        if (missing.Length > 0)
        {
            // Older by now, or moved to an old day: still there, and no longer watched.
            var there = await SearchAsync(
                [new object[] { "id", "in", missing }],
                cancellationToken
            );
            var gone = missing.Except(there).ToArray();
            RequireFew(gone.Length, watched.Count);
            foreach (var id in gone)
            {
                batch.Accept(TimeFeed.Model, id, GoneOf(id, now));
                _ = _read.Remove(id);
            }
        }

        return (watched.Except(missing), batch);
    }

    private void RequireFew(int gone, int watched)
    {
        var most = Math.Max(GoneAtOnceMax, watched * GoneAtOncePercentMax / 100);
        if (gone > most && !options.AllowMassDelete)
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"tryton.mass-delete: {gone} of {watched} recent timesheet lines are gone at once; more than {most} are not taken as deletions. Check that the hub's user still sees all lines (companies, access rules). If they were really deleted, set allowMassDelete: true for one run."
                )
            );
        }
    }

    private TimeEntry GoneOf(int id, Instant now)
    {
        // The server's clock comes in whole seconds; the line may have been written in this one.
        var version = ChangeKey.StampOf(now + Duration.FromSeconds(1));
        return _read.TryGetValue(id, out var entry)
            ? entry with
            {
                Version = Math.Max(version, entry.Version + 1),
                IsDeleted = true,
            }
            : new TimeEntry(
                feed.IdOf(id),
                version,
                ProjectCode.Parse(Unknown),
                ResourceCode.Parse(Unknown),
                now.InUtc().Date,
                Effort.Zero,
                options.LinesCountAs,
                IsDeleted: true
            );
    }

    private LocalDate FirstDay(Instant now) => now.InUtc().Date.PlusDays(-options.DeletionDays);

    private async Task<int[]> SearchAsync(
        IReadOnlyList<object?> domain,
        CancellationToken cancellationToken
    ) =>
        await rpc.CallAsync<int[]>(
            TrytonCall.Read(TimeFeed.Model, "search", [domain, 0, null, null]),
            cancellationToken
        );
}
