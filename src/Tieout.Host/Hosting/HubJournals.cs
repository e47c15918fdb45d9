using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.Revenue;
using Tieout.Host.Configuration;
using Tieout.Runtime.Lanes;
using Tieout.Runtime.Storage;

namespace Tieout.Host.Hosting;

/// <summary>Posts journals of month ends in the ledgers of their legal entities.</summary>
public static class HubJournals
{
    /// <summary>Posts what each ledger has not been told yet, and takes back what it was told.</summary>
    /// <param name="configuration">Of the hub.</param>
    /// <param name="surroundings">Clock and patience.</param>
    /// <param name="warnings">Gets what happens on the way.</param>
    /// <param name="order">
    /// Which month, of which legal entity when not of all, who has it posted, and whether it is only planned.
    /// </param>
    /// <param name="progress">Told of each contract that was read.</param>
    /// <param name="cancellationToken">Ends it between two legal entities; the others are told as not tried.</param>
    /// <returns>None when no contract is meant.</returns>
    /// <exception cref="StoreInUseException">A hub runs on the store.</exception>
    public static async Task<PostedJournals?> PostAsync(
        HubConfiguration configuration,
        HubSurroundings surroundings,
        TextWriter warnings,
        (YearMonth Month, string? Entity, string By, bool IsPlan) order,
        IProgress<int> progress,
        CancellationToken cancellationToken
    )
    {
        await using var hub = await HubHost.StartAsync(
            configuration,
            surroundings,
            warnings,
            cancellationToken
        );
        // Nobody else writes from here on: what is read is what is posted.
        await HubOrders.FollowAsync(hub, cancellationToken);
        var revenue = await HubRevenue.ReadAsync(
            (hub.Store.Log, hub.Store.Tables),
            order.Month,
            engagement: null,
            order.Entity,
            progress,
            cancellationToken
        );
        if (revenue is null)
        {
            return null;
        }

        var (journals, gaps) = MonthEndJournal.Of(
            MonthEndEntry.Of(revenue.Engagements),
            revenue.Reference.LegalEntities.Keys.Where(x =>
                order.Entity is null || order.Entity.Equals(x.Value, StringComparison.Ordinal)
            ),
            order.Month,
            revenue.Reference
        );
        var posted = new List<PostedMonthEnd>();
        foreach (var journal in journals)
        {
            posted.Add(
                cancellationToken.IsCancellationRequested
                    ? new PostedMonthEnd(journal.LegalEntity, Ledger: null, Outcome: null)
                    : await PostAsync(hub, revenue.Reference, journal, order.By, order.IsPlan)
            );
        }

        return new PostedJournals(posted, revenue, gaps);
    }

    /// <summary>By the route of the month's last day: what is taken back stays in the same ledger.</summary>
    private static async Task<PostedMonthEnd> PostAsync(
        HubHost hub,
        ReferenceBook reference,
        MonthEndJournal journal,
        string by,
        bool isPlan
    )
    {
        var day = journal.Month.ToDateInterval().End;
        var document = new RoutedDocument("-", journal.LegalEntity, day);
        if (
            reference.Routing is { } routing
            && routing.RouteFor(document) is Route.ByRule { Target: var ledger }
            && routing.Has(ledger)
        )
        {
            var lane = hub.Grains.GetGrain<ILaneGrain>(ledger);
            var outcome = await lane.PostJournalAsync(journal, by, isPlan);
            return new PostedMonthEnd(journal.LegalEntity, ledger, outcome);
        }

        var nowhere = new JournalOutcome(
            journal.Lines.Count == 0 ? JournalStatus.Unchanged : JournalStatus.Refused,
            Reason: ReasonCode.RouteUndetermined.Value,
            Message: $"no route says which ledger keeps the books of {journal.LegalEntity} on "
                + $"{day:uuuu-MM-dd}; add it to 'routes'"
        );
        return new PostedMonthEnd(
            journal.LegalEntity,
            Ledger: null,
            new MonthEndOutcome(nowhere, nowhere)
        );
    }
}
