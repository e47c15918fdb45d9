using Tieout.Connect;
using Tieout.Connectors.Salesforce.Feeds;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>What billing decides on a part of a timecard after the card was changed last.</summary>
/// <remarks>
/// Nothing of it shows on the card, nor in the card's stamp. What was decided up to the card's last
/// change is told with the card; that a split is gone, the card tells as well.
/// </remarks>
internal sealed class TimeSplitFeed(CertiniaOptions options) : ISalesforceFeed
{
    private readonly TimecardReading _reading = new(options);

    public Feed Feed { get; } =
        new("time-splits", IsMasterData: false)
        {
            Deletions = Deletions.ByOtherFeeds,
            ReadableWithin = options.Access.Overlap,
        };

    public string Object => options.ReadsSplits ? options.Names["timecardSplit"] : string.Empty;

    public string Told => options.Names["timecard"];

    public IReadOnlyList<string> Fields => _reading.SplitFields;

    public void Map(SalesforceRow row, FeedBatch batch)
    {
        if (row.IsDeleted)
        {
            return;
        }

        var card = row.Above(TimecardReading.HeaderRelation);
        if (card.Key.Stamp < row.Key.Stamp)
        {
            _reading.Map(card, [row], x => TimecardReading.Covers(row, x), batch);
        }
    }
}
