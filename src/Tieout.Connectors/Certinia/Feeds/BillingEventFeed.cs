using Tieout.Connect;
using Tieout.Connectors.Salesforce.Feeds;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>Billing events: what stands on one is told again when the event changes.</summary>
/// <remarks>
/// That an event was invoiced shows neither on its items nor in the stamps of what they bill. What an
/// item bills is read along with it, as the feeds of time, expenses and milestones read it. That an
/// event was deleted, what stood on it tells: PSA takes its mark back. What cannot be read its own feed
/// has told, and here it stays as it was.
/// </remarks>
internal sealed class BillingEventFeed(CertiniaOptions options) : ISalesforceFeed
{
    private const string Split = "pse__Timecard_Split__r";
    private const string Expense = "pse__Expense__r";
    private const string Milestone = "pse__Milestone__r";
    private readonly TimecardReading _time = new(options);
    private readonly ExpenseFeed _expenses = new(options);
    private readonly MilestoneFeed _milestones = new(options);

    public Feed Feed { get; } =
        new("billing-events", IsMasterData: false)
        {
            Deletions = Deletions.ByOtherFeeds,
            ReadableWithin = options.Access.Overlap,
        };

    public string Object => options.ReadsEvents ? options.Names["billingEvent"] : string.Empty;

    public IReadOnlyList<string> Fields => [];

    public PartsOf? Parts =>
        new(
            options.Names["billingEventItem"],
            "pse__Billing_Event__c",
            [
                .. Below(Split, options.ReadsSplits, _time.SplitFields),
                .. Below(Expense, _expenses.Object.Length > 0, _expenses.Fields),
                .. Below(Milestone, _milestones.Object.Length > 0, _milestones.Fields),
            ]
        );

    public void Map(SalesforceRow row, FeedBatch batch)
    {
        foreach (var item in row.Parts)
        {
            if (options.ReadsSplits && item.FindAbove(Split) is { IsDeleted: false } split)
            {
                TellTime(split, batch);
            }

            Tell(_expenses, item, Expense, batch);
            Tell(_milestones, item, Milestone, batch);
        }
    }

    /// <summary>A card that was changed a moment ago is told by its own feed.</summary>
    private void TellTime(SalesforceRow split, FeedBatch batch)
    {
        var card = split.Above(TimecardReading.HeaderRelation);
        if (batch.IsSettled(card))
        {
            var told = batch.Apart(options.Names["timecard"]);
            _time.Map(card, [split], x => TimecardReading.Covers(split, x), told);
            batch.AddReadable(told);
        }
    }

    private static void Tell(
        ISalesforceFeed feed,
        SalesforceRow item,
        string relation,
        FeedBatch batch
    )
    {
        if (
            feed.Object.Length > 0
            && item.FindAbove(relation) is { IsDeleted: false } row
            && batch.IsSettled(row)
        )
        {
            var told = batch.Apart(feed.Object);
            feed.Map(row, told);
            batch.AddReadable(told);
        }
    }

    private static IEnumerable<string> Below(
        string relation,
        bool isRead,
        IReadOnlyList<string> fields
    ) =>
        isRead
            ? ChangeScan
                .Always.Concat(fields)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(x => $"{relation}.{x}")
            : [];
}
