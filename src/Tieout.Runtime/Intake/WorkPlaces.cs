using System.Globalization;
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
    private const int WorksPerQueryMax = 500;

    private readonly Lock _gate = new();
    private readonly List<Recent> _recent = [];

    /// <summary>Every place of each of these works; nothing for work that is new.</summary>
    internal async Task<ILookup<WorkId, WorkPlace>> FindAsync(
        IReadOnlyCollection<WorkId> works,
        CancellationToken cancellationToken
    )
    {
        // What is remembered is looked at first: it is forgotten only once the tables hold it.
        List<Recent> recent;
        lock (_gate)
        {
            recent = [.. _recent];
        }

        var found = new List<WorkPlace>();
        await using var moment = await tables.OpenSnapshotAsync(cancellationToken);
        foreach (var some in works.Chunk(WorksPerQueryMax))
        {
            found.AddRange(await ReadAsync(moment, some, cancellationToken));
        }

        var offset = await moment.ReadOffsetAsync(cancellationToken);
        lock (_gate)
        {
            _ = _recent.RemoveAll(x => x.Through <= offset);
        }

        var newer = works.SelectMany(work => recent.SelectMany(x => x.Places[work]));
        return Newest(found.Concat(newer));
    }

    /// <summary>Remembers what is about to be routed.</summary>
    internal Recent Remember(IEnumerable<WorkPlace> places)
    {
        var recent = new Recent(places.ToLookup(place => place.Work));
        lock (_gate)
        {
            _recent.Add(recent);
        }

        return recent;
    }

    /// <summary>It is durable; the tables will hold it.</summary>
    internal async Task SettleAsync(Recent recent) =>
        recent.Through = await log.GetHeadAsync(CancellationToken.None);

    /// <summary>It failed; what was stored of it is in the log, and the page will be read again.</summary>
    internal void Forget(Recent recent)
    {
        lock (_gate)
        {
            _ = _recent.Remove(recent);
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
        WorkId[] works,
        CancellationToken cancellationToken
    )
    {
        var names = Enumerable
            .Range(0, works.Length)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"w{i}"))
            .ToArray();
        var list = string.Join(", ", names.Select(name => "@" + name));
        return moment.ListAsync(
            $"SELECT id, engagement, project, version, deleted FROM work WHERE id IN ({list}) "
                + "UNION ALL SELECT work, engagement, project, version, deleted FROM held "
                + $"WHERE work IN ({list}) UNION ALL SELECT work, NULL, project, version, deleted "
                + $"FROM parked WHERE work IN ({list})",
            row => new WorkPlace(
                WorkId.Parse(row.GetString(0)),
                row.TextOrNone(1) is { } engagement ? EngagementId.Parse(engagement) : null,
                ProjectCode.Parse(row.GetString(2)),
                row.GetInt64(3),
                row.GetInt64(4) != 0
            ),
            cancellationToken,
            [.. works.Select((work, i) => (names[i], (SqlValue)work.Value))]
        );
    }

    /// <summary>A page on its way, until the tables hold it.</summary>
    internal sealed class Recent(ILookup<WorkId, WorkPlace> places)
    {
        private long _through = long.MaxValue;

        public ILookup<WorkId, WorkPlace> Places { get; } = places;

        public long Through
        {
            get => Volatile.Read(ref _through);
            set => Volatile.Write(ref _through, value);
        }
    }
}
