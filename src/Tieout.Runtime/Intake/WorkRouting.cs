using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Intake;

/// <summary>Decides which engagement or project hears of each piece of work on a page.</summary>
/// <remarks>
/// Work goes where its project belongs. Where it stood before hears of it too: a deletion goes to
/// wherever the work is, whatever project it names; work that was moved is deleted at its old place,
/// so that it is never in two. An older version goes where the newest is, and changes nothing there.
/// </remarks>
internal sealed class WorkRouting(
    IReadOnlyDictionary<ProjectCode, EngagementId?> routes,
    ILookup<WorkId, WorkPlace> known
)
{
    private readonly Dictionary<WorkId, List<WorkPlace>> _places = [];
    private readonly List<Piece> _pieces = [];

    /// <summary>What goes where, in the order of the page.</summary>
    public IReadOnlyList<Piece> Pieces => _pieces;

    /// <summary>Where the works of the page will stand.</summary>
    public IEnumerable<WorkPlace> Places => _places.Values.SelectMany(places => places);

    /// <summary>Adds the next record of the page.</summary>
    public void Add(Work work, Origin origin)
    {
        if (!_places.TryGetValue(work.Id, out var places))
        {
            _places[work.Id] = places = [.. known[work.Id]];
        }

        if (Newest(places) is { } newest)
        {
            Follow(places, newest, work, origin);
        }
        else
        {
            Send(places, work, routes[work.Project], work.Project, origin);
        }
    }

    /// <summary>Work that has a place already.</summary>
    private void Follow(List<WorkPlace> places, WorkPlace newest, Work work, Origin origin)
    {
        var engagement = routes[work.Project];
        if (work.IsDeleted)
        {
            Delete(places, places.Exists(IsStanding) ? IsStanding : x => x == newest, work, origin);
        }
        else if (
            work.Version < newest.Version
            || (work.Version == newest.Version && !newest.IsDeleted)
        )
        {
            // A repeat, an older version, or the same version with other contents.
            Delete(places, x => x != newest && IsOlderStanding(x), work, origin);
            Send(places, work, newest.Engagement, newest.Project, origin);
        }
        else
        {
            Delete(
                places,
                x => !x.IsAt(engagement, work.Project) && IsOlderStanding(x),
                work,
                origin
            );
            Send(places, work, engagement, work.Project, origin);
        }

        bool IsOlderStanding(WorkPlace place) => IsStanding(place) && place.Version < work.Version;
    }

    /// <summary>The last one told of; of a deletion and what stands at its version, what stands.</summary>
    private static WorkPlace? Newest(List<WorkPlace> places)
    {
        var newest = default(WorkPlace);
        foreach (var place in places)
        {
            if (
                newest is null
                || place.Version > newest.Version
                || (place.Version == newest.Version && (newest.IsDeleted || !place.IsDeleted))
            )
            {
                newest = place;
            }
        }

        return newest;
    }

    private static WorkPlace? At(
        List<WorkPlace> places,
        EngagementId? engagement,
        ProjectCode project
    )
    {
        foreach (var place in places)
        {
            if (place.IsAt(engagement, project))
            {
                return place;
            }
        }

        return null;
    }

    private static bool IsStanding(WorkPlace place) => !place.IsDeleted;

    private void Delete(
        List<WorkPlace> places,
        Func<WorkPlace, bool> where,
        Work work,
        Origin origin
    )
    {
        foreach (var place in places.Where(where).ToList())
        {
            var gone = work with { Project = place.Project, IsDeleted = true };
            Send(places, gone, place.Engagement, place.Project, origin);
        }
    }

    private void Send(
        List<WorkPlace> places,
        Work work,
        EngagementId? engagement,
        ProjectCode project,
        Origin origin
    )
    {
        _pieces.Add(new Piece(work, engagement, project, origin));
        var before = At(places, engagement, project);
        if (before is null || before.Version < work.Version)
        {
            _ = before is not null && places.Remove(before);
            places.Add(new WorkPlace(work.Id, engagement, project, work.Version, work.IsDeleted));
        }
    }

    /// <summary>Work for one place.</summary>
    /// <param name="Engagement">None: it is parked with the project.</param>
    internal sealed record Piece(
        Work Work,
        EngagementId? Engagement,
        ProjectCode Project,
        Origin Origin
    );
}
