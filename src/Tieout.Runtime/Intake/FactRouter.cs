using System.Collections.Concurrent;
using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;
using Tieout.Runtime.ProjectSetup;
using Tieout.Runtime.SetAside;

namespace Tieout.Runtime.Intake;

/// <summary>Brings facts to the writer that they concern; everything it returns from is durable.</summary>
public sealed class FactRouter(
    IGrainFactory grains,
    EngagementCalls engagements,
    WorkPlaces places,
    ReferenceBooks books
) : IDisposable
{
    private const int ProjectsAtOnceMax = 256;

    // One page at a time is planned, so that the next knows where this one's work will stand.
    private readonly SemaphoreSlim _planning = new(1, 1);
    private readonly ConcurrentDictionary<ProjectCode, EngagementId> _routes = new();

    /// <summary>Routes the facts of one page, in parallel by engagement.</summary>
    /// <returns>The facts that were refused, with why. They are not lost: they are reported.</returns>
    public async Task<IReadOnlyList<RejectedRecord>> RouteAsync(
        IReadOnlyList<SourceRecord> records,
        CancellationToken cancellationToken
    )
    {
        var refused = new ConcurrentBag<RejectedRecord>();
        var commands = new Dictionary<EngagementId, List<Routed>>();
        var own = new List<SourceRecord>(records.Count);
        foreach (var record in records.Select(WithSource))
        {
            if (FactExactness.Refuse(record.Fact) is { } inexact)
            {
                refused.Add(Refused(record, inexact));
            }
            else if (OtherOwnerOf(record) is { } owner)
            {
                await CompareAsync(record, owner, commands, refused);
            }
            else
            {
                own.Add(record);
            }
        }

        await RecordReferenceAsync(own, refused);
        await RouteProjectsAsync(own, refused);
        foreach (var record in own)
        {
            Collect(record, commands, refused);
        }

        var remembered = await CollectWorkAsync(own, commands, cancellationToken);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(commands.Select(x => ExecuteAsync(x.Key, x.Value, refused)));
        }
        catch
        {
            places.Forget(remembered);
            throw;
        }

        await places.SettleAsync(remembered);
        return [.. refused.OrderBy(x => x.Origin.Place, StringComparer.Ordinal)];
    }

    public void Dispose() => _planning.Dispose();

    /// <summary>As it is kept, with who tells it where its identity does not say so.</summary>
    private static SourceRecord WithSource(SourceRecord record) =>
        record with
        {
            Fact = record.Fact is ReferenceFact or Contract or Amendment or Project
                ? record.Fact with
                {
                    Source = record.Origin.System,
                }
                : FactExactness.Kept(record.Fact),
        };

    /// <summary>The named owner of work, a payment, a deposit or a void that another system tells of.</summary>
    private string? OtherOwnerOf(SourceRecord record) =>
        record.Fact is Work or Payment or DocumentVoided or Deposit
        && books.Current.Owners?.OwnerOf(record.Fact) is { } owner
        && !owner.Equals(record.Origin.System, StringComparison.Ordinal)
            ? owner
            : null;

    private async Task CompareAsync(
        SourceRecord record,
        string owner,
        Dictionary<EngagementId, List<Routed>> commands,
        ConcurrentBag<RejectedRecord> refused
    )
    {
        var engagement = record.Fact switch
        {
            Work work => await EngagementOfAsync(work.Project),
            Payment payment => EngagementOf(payment.Invoice),
            DocumentVoided voided => EngagementOf(voided.Invoice),
            Deposit deposit => deposit.Engagement,
            _ => null,
        };
        var teller = record.Origin.System;
        if (engagement is { } known)
        {
            Add(commands, known, new CompareCopy(record.Fact, teller, owner), record);
        }
        else
        {
            var told = record.Fact with { Source = teller };
            refused.Add(
                Refused(record, ProjectSetupRejections.NotTheOwner(told, owner, known: null))
            );
        }
    }

    private async Task RecordReferenceAsync(
        IReadOnlyList<SourceRecord> records,
        ConcurrentBag<RejectedRecord> refused
    )
    {
        var reference = records.Where(record => record.Fact is ReferenceFact).ToList();
        if (reference.Count > 0)
        {
            var outcome = await grains
                .GetGrain<IReferenceGrain>(0)
                .RecordAsync(new ReferenceBatch([.. reference.Select(x => (ReferenceFact)x.Fact)]));
            foreach (var refusal in outcome.Refusals)
            {
                refused.Add(Refused(reference[refusal.Index], refusal.Reason));
            }
        }
    }

    /// <summary>Each project is two commits; those of different projects share them.</summary>
    private Task RouteProjectsAsync(
        IReadOnlyList<SourceRecord> records,
        ConcurrentBag<RejectedRecord> refused
    ) =>
        Parallel.ForEachAsync(
            records
                .Where(record => record.Fact is Project)
                .GroupBy(record => ((Project)record.Fact).Code),
            new ParallelOptions { MaxDegreeOfParallelism = ProjectsAtOnceMax },
            async (versions, _) => await RouteProjectAsync(versions, refused)
        );

    private async Task RouteProjectAsync(
        IEnumerable<SourceRecord> versions,
        ConcurrentBag<RejectedRecord> refused
    )
    {
        foreach (var record in versions)
        {
            if (await RouteProjectAsync((Project)record.Fact, record.Origin) is { } reason)
            {
                refused.Add(Refused(record, reason));
            }
        }
    }

    /// <summary>Says why it was refused, if that is so; what waits is set aside.</summary>
    private async Task<Rejection?> RouteProjectAsync(Project project, Origin origin)
    {
        Rejection? refused;
        try
        {
            refused = await grains.GetGrain<IRouteGrain>(project.Code.Value).RouteAsync(project);
        }
        catch (Exception e) when (Defects.Is(e))
        {
            refused = Defects.Rejection(e);
        }

        if (refused is not { Waits: true })
        {
            return refused;
        }

        var command = new RecordProject(project);
        await engagements.SetAsideAsync(project.Engagement, command, refused, origin);
        return null;
    }

    private static void Collect(
        SourceRecord record,
        Dictionary<EngagementId, List<Routed>> commands,
        ConcurrentBag<RejectedRecord> refused
    )
    {
        switch (record.Fact)
        {
            case Contract contract:
                Add(commands, contract.Id, new RecordContract(contract), record);
                break;
            case Amendment amendment:
                var amended = new RecordAmendment(amendment);
                Add(commands, amendment.Engagement, amended, record);
                break;
            case Deposit deposit:
                Add(commands, deposit.Engagement, new RecordDeposit(deposit), record);
                break;
            case Payment payment when EngagementOf(payment.Invoice) is { } engagement:
                Add(commands, engagement, new RecordPayment(payment), record);
                break;
            case DocumentVoided voided when EngagementOf(voided.Invoice) is { } engagement:
                Add(commands, engagement, new RecordVoid(voided), record);
                break;
            case Payment { Invoice: var unknown }:
                refused.Add(Refused(record, InvoicingRejections.UnknownReference(unknown)));
                break;
            case DocumentVoided { Invoice: var unknown }:
                refused.Add(Refused(record, InvoicingRejections.UnknownReference(unknown)));
                break;
        }
    }

    private async Task<WorkPlaces.Recent> CollectWorkAsync(
        IReadOnlyList<SourceRecord> records,
        Dictionary<EngagementId, List<Routed>> commands,
        CancellationToken cancellationToken
    )
    {
        var (pieces, remembered) = await PlanAsync(
            [.. records.Where(record => record.Fact is Work)],
            cancellationToken
        );
        try
        {
            foreach (var piece in pieces.Where(piece => piece.Engagement is not null))
            {
                Record(commands, piece.Engagement!.Value, piece);
            }

            var parked = pieces.Where(piece => piece.Engagement is null);
            foreach (var group in parked.GroupBy(piece => piece.Project))
            {
                await ParkAsync(group.Key, [.. group], commands);
            }
        }
        catch
        {
            places.Forget(remembered);
            throw;
        }

        return remembered;
    }

    private async Task<(IReadOnlyList<WorkRouting.Piece>, WorkPlaces.Recent)> PlanAsync(
        IReadOnlyList<SourceRecord> records,
        CancellationToken cancellationToken
    )
    {
        if (records.Count == 0)
        {
            return ([], places.Remember([]));
        }

        await _planning.WaitAsync(cancellationToken);
        try
        {
            var works = records.Select(record => (Work)record.Fact).ToList();
            var routes = new Dictionary<ProjectCode, EngagementId?>();
            foreach (var project in works.Select(work => work.Project).Distinct())
            {
                routes[project] = await EngagementOfAsync(project);
            }

            WorkId[] ids = [.. works.Select(work => work.Id).Distinct()];
            var found = await places.FindAsync(ids, cancellationToken);
            var routing = new WorkRouting(routes, await ReleasedAsync(found));
            foreach (var record in records)
            {
                routing.Add((Work)record.Fact, record.Origin);
            }

            return (routing.Pieces, places.Remember(routing.Places));
        }
        finally
        {
            _planning.Release();
        }
    }

    /// <summary>What was parked with a project stands in its engagement once that is known.</summary>
    private async Task<ILookup<WorkId, WorkPlace>> ReleasedAsync(ILookup<WorkId, WorkPlace> found)
    {
        var released = new List<WorkPlace>();
        foreach (var place in found.SelectMany(places => places))
        {
            var engagement = place.Engagement ?? await EngagementOfAsync(place.Project);
            released.Add(place with { Engagement = engagement });
        }

        return released.ToLookup(place => place.Work);
    }

    private async Task<EngagementId?> EngagementOfAsync(ProjectCode project)
    {
        if (_routes.TryGetValue(project, out var known))
        {
            return known;
        }

        var found = await grains.GetGrain<IRouteGrain>(project.Value).FindAsync();
        if (found is { } engagement)
        {
            _routes[project] = engagement;
        }

        return found;
    }

    /// <summary>Parks work with its project, unless that has become known meanwhile.</summary>
    private async Task ParkAsync(
        ProjectCode project,
        IReadOnlyList<WorkRouting.Piece> pieces,
        Dictionary<EngagementId, List<Routed>> commands
    )
    {
        var parked = new ParkedWork([
            .. pieces.Select(x => new ParkedWork.Piece(x.Work, x.Origin)),
        ]);
        if (await grains.GetGrain<IRouteGrain>(project.Value).ParkAsync(parked) is { } engagement)
        {
            foreach (var piece in pieces)
            {
                Record(commands, engagement, piece);
            }
        }
    }

    private async Task ExecuteAsync(
        EngagementId engagement,
        List<Routed> commands,
        ConcurrentBag<RejectedRecord> refused
    )
    {
        var refusals = await engagements.ExecuteAsync(
            engagement,
            [.. commands.Select(x => (x.Command, (Origin?)x.Record.Origin))]
        );
        foreach (var refusal in refusals)
        {
            refused.Add(Refused(commands[refusal.Index].Record, refusal.Reason));
        }
    }

    private static EngagementId? EngagementOf(InvoiceReference reference) =>
        InvoiceReferences.EngagementOf(reference);

    private static void Add(
        Dictionary<EngagementId, List<Routed>> commands,
        EngagementId engagement,
        EngagementCommand command,
        SourceRecord record
    )
    {
        if (!commands.TryGetValue(engagement, out var list))
        {
            commands[engagement] = list = [];
        }

        list.Add(new Routed(command, record));
    }

    private static void Record(
        Dictionary<EngagementId, List<Routed>> commands,
        EngagementId engagement,
        WorkRouting.Piece piece
    ) =>
        Add(
            commands,
            engagement,
            new RecordWork(piece.Work),
            new SourceRecord(piece.Work, piece.Origin)
        );

    private static RejectedRecord Refused(SourceRecord record, Rejection reason) =>
        new(record.Origin, reason.Code, Field: null, reason.Message, record.Fact.Identity);

    /// <summary>A command, and the record that led to it.</summary>
    private sealed record Routed(EngagementCommand Command, SourceRecord Record);
}
