using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Intake;

/// <summary>Routes the work of one project, or keeps it until that is possible.</summary>
/// <remarks>
/// Not reentrant: while parked work is handed over, new work waits, and is then told where to go. A
/// crash in between is harmless: what was handed over twice is a repeat to the engagement.
/// </remarks>
internal sealed class RouteGrain(IEventLog log, IGrainFactory grains) : Grain, IRouteGrain
{
    // Any number may wait; what one append holds is limited.
    private const int WorksPerReleaseMax = 1_000;

    private readonly Dictionary<WorkId, RouteEvent.WorkParked> _parked = [];
    private EngagementId? _engagement;
    private GrainStream<RouteEvent> _stream = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stream = new GrainStream<RouteEvent>(
            log,
            Streams.Route(ProjectCode.Parse(this.GetPrimaryKeyString())),
            Streams.RouteEventType,
            Apply,
            DeactivateOnIdle
        );
        return _stream.ReadAsync(cancellationToken);
    }

    public Task<EngagementId?> FindAsync() => Task.FromResult(_engagement);

    public async Task<EngagementId?> ParkAsync(ParkedWork work)
    {
        if (_engagement is null)
        {
            var news = work
                .Pieces.Where(piece => IsNews(piece.Work))
                .Select(piece => new RouteEvent.WorkParked(piece.Work, piece.Origin));
            await _stream.AppendAsync([.. news]);
        }

        return _engagement;
    }

    public async Task<Rejection?> RouteAsync(Project project)
    {
        if (_engagement is { } known && known != project.Engagement)
        {
            return ProjectSetupRejections.ProjectMoved(project, known);
        }

        var engagement = grains.GetGrain<IEngagementGrain>(project.Engagement.Value);
        var outcome = await engagement.ExecuteAsync(new CommandBatch([new RecordProject(project)]));
        if (outcome.Refusals is [var refusal, ..])
        {
            return refusal.Reason;
        }

        if (_engagement is null)
        {
            await _stream.AppendAsync([new RouteEvent.ProjectRouted(project.Engagement)]);
        }

        await ReleaseAsync(engagement);
        return null;
    }

    private async Task ReleaseAsync(IEngagementGrain engagement)
    {
        var waiting = _parked.Values.Select(parked => parked.Work).ToList();
        foreach (var some in waiting.Chunk(WorksPerReleaseMax))
        {
            var outcome = await engagement.ExecuteAsync(
                new CommandBatch([.. some.Select(work => new RecordWork(work))])
            );
            if (outcome.Refusals is [var refusal, ..])
            {
                throw new InvariantException($"recorded work is refused: {refusal.Reason.Message}");
            }

            await _stream.AppendAsync([
                .. some.Select(work => new RouteEvent.WorkReleased(work.Id, work.Version)),
            ]);
        }
    }

    private bool IsNews(Work work) =>
        !_parked.TryGetValue(work.Id, out var known) || known.Work.Version < work.Version;

    private void Apply(RouteEvent happened)
    {
        switch (happened)
        {
            case RouteEvent.ProjectRouted e:
                _engagement = e.Engagement;
                break;
            // One batch may hold several versions, in any order: the newest is kept.
            case RouteEvent.WorkParked e when IsNews(e.Work):
                _parked[e.Work.Id] = e;
                break;
            case RouteEvent.WorkParked:
                break;
            case RouteEvent.WorkReleased e:
                _parked.Remove(e.Work);
                break;
        }
    }
}
