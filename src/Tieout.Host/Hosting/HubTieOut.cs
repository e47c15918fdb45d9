using Tieout.Connect;
using Tieout.Domain.Invoicing;
using Tieout.Runtime.Reconciliation.Stages;
using Tieout.Runtime.Reconciliation.TieOuts;

namespace Tieout.Host.Hosting;

/// <summary>The whole proof: the work ledger against itself, and against every target.</summary>
/// <param name="Stages">Where the work stands; the sum of all stages is what was recorded.</param>
/// <param name="Parts">The ledger first, then each target.</param>
public sealed record HubTieOut(StageTable Stages, IReadOnlyList<TieOutPart> Parts)
{
    /// <summary>Every comparison was made and none found a difference.</summary>
    public bool TiesOut => Parts.All(x => x.Failure is null && x.Differences.Count == 0);

    /// <summary>Some side could not be asked.</summary>
    public bool IsIncomplete => Parts.Any(x => x.Failure is not null);

    /// <summary>Asks every target what it holds, and compares.</summary>
    public static async Task<HubTieOut> RunAsync(
        HubReading reading,
        ConnectedSystems systems,
        TieOutPeriod period,
        CancellationToken cancellationToken
    )
    {
        var parts = new List<TieOutPart>();
        StageTable stages;
        await using (var moment = await reading.Tables.OpenSnapshotAsync(cancellationToken))
        {
            stages = await StageTable.ReadAsync(
                moment,
                byLegalEntity: false,
                period,
                cancellationToken
            );
            var ledger = await TieOutReport.OfLedgerAsync(moment, period, cancellationToken);
            parts.Add(new TieOutPart("the ledger itself", ledger.Differences, Failure: null));
        }

        foreach (var target in systems.All)
        {
            parts.Add(await CompareAsync(reading, systems, target, period, cancellationToken));
        }

        return new HubTieOut(stages, parts);
    }

    private static async Task<TieOutPart> CompareAsync(
        HubReading reading,
        ConnectedSystems systems,
        ISink target,
        TieOutPeriod period,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var held = new List<TargetRecord>();
            var listing = target.ListAsync(InvoiceReferences.Prefix, cancellationToken);
            await foreach (var record in listing)
            {
                held.Add(record);
            }

            // The hub's moment is after the target's: what was posted in between is known to both.
            await using var moment = await reading.Tables.OpenSnapshotAsync(cancellationToken);
            var report = await TieOutReport.OfTargetAsync(
                moment,
                held.ToAsyncEnumerable(),
                period,
                entity => target.System.Equals(systems.RouteOf(entity), StringComparison.Ordinal),
                cancellationToken
            );
            return new TieOutPart(target.System, report.Differences, Failure: null);
        }
        catch (ConnectorException e)
        {
            return new TieOutPart(target.System, [], e.Message);
        }
    }
}
