using System.Collections.Concurrent;
using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.ProjectSetup;

namespace Tieout.Runtime.Intake;

/// <summary>Brings facts to the writer that they concern; everything it returns from is durable.</summary>
public sealed class FactRouter(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<ProjectCode, EngagementId> _routes = new();

    /// <summary>Routes the facts of one page, in parallel by engagement.</summary>
    /// <returns>The facts that were refused, with why. They are not lost: they are reported.</returns>
    public async Task<IReadOnlyList<RejectedRecord>> RouteAsync(
        IReadOnlyList<SourceRecord> records,
        CancellationToken cancellationToken
    )
    {
        var refused = new ConcurrentBag<RejectedRecord>();
        await RecordReferenceAsync(records, refused);
        await RouteProjectsAsync(records, refused);
        var commands = new Dictionary<EngagementId, List<(EngagementCommand, Origin)>>();
        foreach (var record in records)
        {
            Collect(record, commands, refused);
        }

        await CollectWorkAsync(records, commands);
        cancellationToken.ThrowIfCancellationRequested();
        await Task.WhenAll(commands.Select(x => ExecuteAsync(x.Key, x.Value, refused)));
        return [.. refused.OrderBy(x => x.Origin.Place, StringComparer.Ordinal)];
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
                refused.Add(Refused(reference[refusal.Index].Origin, refusal.Reason));
            }
        }
    }

    private async Task RouteProjectsAsync(
        IReadOnlyList<SourceRecord> records,
        ConcurrentBag<RejectedRecord> refused
    )
    {
        foreach (var record in records)
        {
            if (record.Fact is Project project)
            {
                var route = grains.GetGrain<IRouteGrain>(project.Code.Value);
                if (await route.RouteAsync(project) is { } reason)
                {
                    refused.Add(Refused(record.Origin, reason));
                }
            }
        }
    }

    private static void Collect(
        SourceRecord record,
        Dictionary<EngagementId, List<(EngagementCommand, Origin)>> commands,
        ConcurrentBag<RejectedRecord> refused
    )
    {
        switch (record.Fact)
        {
            case Contract contract:
                Add(commands, contract.Id, new RecordContract(contract), record.Origin);
                break;
            case Amendment amendment:
                var amended = new RecordAmendment(amendment);
                Add(commands, amendment.Engagement, amended, record.Origin);
                break;
            case Payment payment when EngagementOf(payment.Invoice) is { } engagement:
                Add(commands, engagement, new RecordPayment(payment), record.Origin);
                break;
            case DocumentVoided voided when EngagementOf(voided.Invoice) is { } engagement:
                Add(commands, engagement, new RecordVoid(voided), record.Origin);
                break;
            case Payment { Invoice: var unknown }:
                refused.Add(Refused(record.Origin, InvoicingRejections.UnknownReference(unknown)));
                break;
            case DocumentVoided { Invoice: var unknown }:
                refused.Add(Refused(record.Origin, InvoicingRejections.UnknownReference(unknown)));
                break;
        }
    }

    private async Task CollectWorkAsync(
        IReadOnlyList<SourceRecord> records,
        Dictionary<EngagementId, List<(EngagementCommand, Origin)>> commands
    )
    {
        var byProject = records
            .Where(record => record.Fact is Work)
            .GroupBy(record => ((Work)record.Fact).Project);
        foreach (var group in byProject)
        {
            if (await EngagementOrParkAsync(group.Key, group) is { } engagement)
            {
                foreach (var record in group)
                {
                    Add(commands, engagement, new RecordWork((Work)record.Fact), record.Origin);
                }
            }
        }
    }

    private async Task<EngagementId?> EngagementOrParkAsync(
        ProjectCode project,
        IEnumerable<SourceRecord> records
    )
    {
        if (_routes.TryGetValue(project, out var known))
        {
            return known;
        }

        var route = grains.GetGrain<IRouteGrain>(project.Value);
        var engagement =
            await route.FindAsync()
            ?? await route.ParkAsync(
                new ParkedWork([
                    .. records.Select(x => new ParkedWork.Piece((Work)x.Fact, x.Origin)),
                ])
            );
        if (engagement is { } found)
        {
            _routes[project] = found;
        }

        return engagement;
    }

    private async Task ExecuteAsync(
        EngagementId engagement,
        List<(EngagementCommand Command, Origin Origin)> commands,
        ConcurrentBag<RejectedRecord> refused
    )
    {
        var outcome = await grains
            .GetGrain<IEngagementGrain>(engagement.Value)
            .ExecuteAsync(new CommandBatch([.. commands.Select(x => x.Command)]));
        foreach (var refusal in outcome.Refusals)
        {
            refused.Add(Refused(commands[refusal.Index].Origin, refusal.Reason));
        }
    }

    private static EngagementId? EngagementOf(InvoiceReference reference) =>
        InvoiceReferences.EngagementOf(reference);

    private static void Add(
        Dictionary<EngagementId, List<(EngagementCommand, Origin)>> commands,
        EngagementId engagement,
        EngagementCommand command,
        Origin origin
    )
    {
        if (!commands.TryGetValue(engagement, out var list))
        {
            commands[engagement] = list = [];
        }

        list.Add((command, origin));
    }

    private static RejectedRecord Refused(Origin origin, Rejection reason) =>
        new(origin, reason.Code, Field: null, reason.Message);
}
