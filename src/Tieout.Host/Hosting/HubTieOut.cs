using Tieout.Connect;
using Tieout.Domain.Invoicing;
using Tieout.Runtime.Reconciliation.Stages;
using Tieout.Runtime.Reconciliation.TieOuts;
using Tieout.Runtime.Storage;

namespace Tieout.Host.Hosting;

/// <summary>The whole proof: the work ledger against itself, and against every target.</summary>
/// <param name="Stages">Where the work stands; the sum of all stages is what was recorded.</param>
/// <param name="Parts">The ledger first, then each target.</param>
/// <param name="Undelivered">What is approved and not in its target yet.</param>
public sealed record HubTieOut(
    StageTable Stages,
    IReadOnlyList<TieOutPart> Parts,
    IReadOnlyList<UndeliveredTotal> Undelivered
)
{
    private const int PageEvents = 2_000;
    private const int AttemptsMax = 3;

    /// <summary>Every comparison was made and none found a difference.</summary>
    public bool TiesOut => !IsIncomplete && Parts.All(x => x.Differences.Count == 0);

    /// <summary>Some side could not be asked, or contracts changed each time while it was asked.</summary>
    public bool IsIncomplete => Parts.Any(x => x.Failure is not null || x.Moved > 0);

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
            var part = await CompareAsync(reading, target, period, cancellationToken);
            for (var attempt = 1; attempt < AttemptsMax && part.Moved > 0; attempt++)
            {
                part = await CompareAsync(reading, target, period, cancellationToken);
            }

            parts.Add(part);
        }

        // Last, since a running hub delivers while targets are listed.
        await using var end = await reading.Tables.OpenSnapshotAsync(cancellationToken);
        var undelivered = await UndeliveredTotal.ReadAsync(end, period, cancellationToken);
        return new HubTieOut(stages, parts, undelivered);
    }

    private static async Task<TieOutPart> CompareAsync(
        HubReading reading,
        ISink target,
        TieOutPeriod period,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var (before, listing) = await PlanAsync(reading, period, cancellationToken);
            var held = await listing.ReadAsync(target, InvoiceReferences.Prefix, cancellationToken);

            // What the tables do not have yet moved as well.
            var head = await reading.Log.GetHeadAsync(cancellationToken);
            await using var moment = await reading.Tables.OpenSnapshotAsync(cancellationToken);
            var moved = await MovedAsync(reading, before, head, cancellationToken);
            var report = await TieOutReport.OfTargetAsync(
                moment,
                target.System,
                held,
                period,
                moved,
                cancellationToken
            );
            return new TieOutPart(target.System, report.Differences, Failure: null, moved.Count);
        }
        catch (ConnectorException e)
        {
            return new TieOutPart(target.System, [], e.Message);
        }
    }

    private static async Task<(long Before, TargetListing Listing)> PlanAsync(
        HubReading reading,
        TieOutPeriod period,
        CancellationToken cancellationToken
    )
    {
        await using var moment = await reading.Tables.OpenSnapshotAsync(cancellationToken);
        return (
            await moment.ReadOffsetAsync(cancellationToken),
            await TargetListing.PlanAsync(moment, period, cancellationToken)
        );
    }

    /// <summary>A running hub goes on while a target is listed.</summary>
    private static async Task<IReadOnlySet<string>> MovedAsync(
        HubReading reading,
        long after,
        long through,
        CancellationToken cancellationToken
    )
    {
        var moved = new HashSet<string>(StringComparer.Ordinal);
        while (after < through)
        {
            var page = await reading.Log.ReadAllAsync(after, PageEvents, cancellationToken);
            moved.UnionWith(
                page.Where(x =>
                        x.Stream.Category.Equals(
                            Streams.EngagementCategory,
                            StringComparison.Ordinal
                        )
                    )
                    .Select(x => x.Stream.Key)
            );
            after = page.Count > 0 ? page[^1].Sequence : through;
        }

        return moved;
    }
}
