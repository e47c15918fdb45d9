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
    /// <summary>Posts what each ledger has not been told yet, adjustments before what takes them back.</summary>
    /// <param name="configuration">Of the hub.</param>
    /// <param name="surroundings">Clock and patience.</param>
    /// <param name="warnings">Gets what happens on the way.</param>
    /// <param name="journals">All that is to be said of a month, adjustments first.</param>
    /// <param name="by">Who has them posted.</param>
    /// <param name="cancellationToken">Ends it between two journals.</param>
    /// <returns>For each its ledger, and what became of it.</returns>
    /// <exception cref="StoreInUseException">A hub runs on the store.</exception>
    public static async Task<IReadOnlyList<PostedJournal>> PostAsync(
        HubConfiguration configuration,
        HubSurroundings surroundings,
        TextWriter warnings,
        IReadOnlyList<MonthEndJournal> journals,
        string by,
        CancellationToken cancellationToken
    )
    {
        await using var hub = await HubHost.StartAsync(
            configuration,
            surroundings,
            warnings,
            cancellationToken
        );
        var reference = await HubOrders.ReadReferenceAsync(hub.Store.Log, cancellationToken);
        var posted = new List<PostedJournal>();
        foreach (var journal in journals)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isAlone =
                journal.IsReversal
                && posted.Exists(x => x.Journal.LegalEntity == journal.LegalEntity && !x.IsThere);
            posted.Add(
                isAlone
                    ? new PostedJournal(
                        journal,
                        Ledger: null,
                        new JournalOutcome(
                            JournalStatus.Waiting,
                            Message: "what it takes back is not posted"
                        )
                    )
                    : await PostAsync(hub, reference, journal, by)
            );
        }

        return posted;
    }

    private static async Task<PostedJournal> PostAsync(
        HubHost hub,
        ReferenceBook reference,
        MonthEndJournal journal,
        string by
    )
    {
        var document = new RoutedDocument("-", journal.LegalEntity, journal.Date);
        if (
            reference.Routing is not { } routing
            || routing.RouteFor(document) is not Route.ByRule { Target: var ledger }
            || !routing.Has(ledger)
        )
        {
            return new PostedJournal(
                journal,
                Ledger: null,
                new JournalOutcome(
                    journal.Lines.Count == 0 ? JournalStatus.Unchanged : JournalStatus.Refused,
                    Message: $"no route says which ledger keeps the books of {journal.LegalEntity} "
                        + $"on {journal.Date:uuuu-MM-dd}"
                )
            );
        }

        var lane = hub.Grains.GetGrain<ILaneGrain>(ledger);
        return new PostedJournal(journal, ledger, await lane.PostJournalAsync(journal, by));
    }
}
