using System.Runtime.InteropServices;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Intake;

/// <summary>Knows where work stands that was taken in before.</summary>
/// <remarks>
/// The read tables tell, and they are behind the log: what this process has routed since then is
/// remembered here until the tables hold it. Whoever runs the hub lets the tables catch up with
/// the log once, before the first page is routed.
/// </remarks>
public sealed class WorkPlaces(IReadStore tables, IEventLog log)
{
    private readonly Lock _gate = new();
    private readonly Queue<Recent> _settled = new();
    private readonly Dictionary<WorkId, List<Remembered>> _places = [];

    /// <summary>Every place of each of these works; nothing for work that is new.</summary>
    internal async Task<ILookup<WorkId, WorkPlace>> FindAsync(
        IReadOnlyCollection<WorkId> works,
        CancellationToken cancellationToken
    )
    {
        // What is remembered is looked at first: it is forgotten only once the tables hold it.
        List<WorkPlace> newer;
        lock (_gate)
        {
            newer = [.. works.SelectMany(Known)];
        }

        await using var moment = await tables.OpenSnapshotAsync(cancellationToken);
        var found = await ReadAsync(moment, works, cancellationToken);
        var offset = await moment.ReadOffsetAsync(cancellationToken);
        lock (_gate)
        {
            while (_settled.TryPeek(out var oldest) && oldest.Through <= offset)
            {
                Drop(_settled.Dequeue());
            }
        }

        return Newest(found.Concat(newer));
    }

    /// <summary>Remembers what is about to be routed.</summary>
    internal Recent Remember(IEnumerable<WorkPlace> places)
    {
        var recent = new Recent([.. places]);
        lock (_gate)
        {
            foreach (var place in recent.Places)
            {
                if (!_places.TryGetValue(place.Work, out var known))
                {
                    _places[place.Work] = known = [];
                }

                known.Add(new Remembered(place, recent));
            }
        }

        return recent;
    }

    /// <summary>It is durable; the tables will hold it.</summary>
    internal async Task SettleAsync(Recent recent)
    {
        recent.Through = await log.GetHeadAsync(CancellationToken.None);
        lock (_gate)
        {
            _settled.Enqueue(recent);
        }
    }

    /// <summary>It failed; what was stored of it is in the log, and the page will be read again.</summary>
    internal void Forget(Recent recent)
    {
        lock (_gate)
        {
            Drop(recent);
        }
    }

    private IEnumerable<WorkPlace> Known(WorkId work) =>
        _places.TryGetValue(work, out var known) ? known.Select(x => x.Place) : [];

    private void Drop(Recent recent)
    {
        foreach (var work in recent.Places.Select(place => place.Work).Distinct())
        {
            if (_places.TryGetValue(work, out var known))
            {
                _ = known.RemoveAll(x => x.Page == recent);
                if (known.Count == 0)
                {
                    _ = _places.Remove(work);
                }
            }
        }
    }

    private static ILookup<WorkId, WorkPlace> Newest(IEnumerable<WorkPlace> places) =>
        places
            .GroupBy(x =>
                (x.Work, x.Engagement, Project: x.Engagement is null ? x.Project : default)
            )
            .Select(group => group.MaxBy(place => place.Version)!)
            .ToLookup(place => place.Work);

    private static Task<IReadOnlyList<WorkPlace>> ReadAsync(
        ReadSnapshot moment,
        IEnumerable<WorkId> works,
        CancellationToken cancellationToken
    ) =>
        moment.ListAsync(
            $"""
            SELECT id, engagement, project, version, deleted FROM work
            WHERE {moment.IsListed("id", "works")}
            UNION ALL SELECT work, engagement, project, version, deleted FROM held
            WHERE {moment.IsListed("work", "works")}
            UNION ALL SELECT work, NULL, project, version, deleted FROM parked
            WHERE {moment.IsListed("work", "works")}
            """,
            row => new WorkPlace(
                WorkId.Parse(row.GetString(0)),
                row.TextOrNone(1) is { } engagement ? EngagementId.Parse(engagement) : null,
                ProjectCode.Parse(row.GetString(2)),
                row.GetInt64(3),
                row.GetInt64(4) != 0
            ),
            cancellationToken,
            ("works", ReadSnapshot.ListOf(works.Select(work => work.Value)))
        );

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Remembered(WorkPlace Place, Recent Page);

    /// <summary>A page on its way, until the tables hold it.</summary>
    internal sealed class Recent(IReadOnlyList<WorkPlace> places)
    {
        public IReadOnlyList<WorkPlace> Places { get; } = places;

        /// <summary>The sequence up to which its events are; known once it is durable.</summary>
        public long Through { get; set; }
    }
}
