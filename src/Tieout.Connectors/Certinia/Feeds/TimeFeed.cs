using Tieout.Connect;
using Tieout.Connectors.Salesforce.Feeds;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>Timecards: each day of the week that has hours is an entry.</summary>
/// <remarks>
/// Headers are read, and their splits along: PSA makes splits anew when it splits a week otherwise,
/// so they say what billing decides and not which entry is meant. An entry is known by its card and
/// weekday, so that a card that moves to another week takes its entries along. A day whose hours may
/// have been taken back counts as deleted.
/// </remarks>
internal sealed class TimeFeed(CertiniaOptions options) : ISalesforceFeed
{
    private readonly TimecardReading _reading = new(options);

    public Feed Feed { get; } =
        new("time", IsMasterData: false)
        {
            Deletions = Deletions.Told,
            ReadableWithin = options.Access.Overlap,
        };

    public string Object => options.Names["timecard"];

    public IReadOnlyList<string> Fields => _reading.HeaderFields;

    public PartsOf? Parts =>
        options.ReadsSplits
            ? new PartsOf(
                options.Names["timecardSplit"],
                TimecardReading.Header,
                _reading.SplitFields
            )
            : null;

    public void Map(SalesforceRow row, FeedBatch batch)
    {
        // A split has its header as it was when the split was read: those two fit each other.
        var card = row.Parts is [var part, ..] ? part.Above(TimecardReading.HeaderRelation) : row;
        if (batch.IsSettled(card))
        {
            _reading.Map(card, row.Parts, _ => true, batch);
        }
    }

    public void MapPurged(string id, long version, FeedBatch batch) =>
        _reading.MapPurged(id, version, batch);
}
