using System.Collections.Immutable;
using Tieout.Connect;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>What a feed's cursor holds: each scan's state, and the lines watched for deletion.</summary>
internal sealed record FeedState(ImmutableArray<ScanState> Scans, ImmutableHashSet<int> Watched)
{
    private const char Separator = '|';

    // A cursor holds 4,096 characters.
    private const int ScansLengthMax = 2300;
    private const int WatchedLengthMax = 1700;

    public static FeedState Parse(Cursor cursor, int scans)
    {
        var parts = cursor.Value.Split(Separator);
        return parts.Length == scans + 1
            ? new FeedState(
                [.. parts.Take(scans).Select(ScanState.Parse)],
                [.. IdRuns.Parse(parts[scans])]
            )
            : new FeedState([.. Enumerable.Repeat(ScanState.Begin, scans)], []);
    }

    public FeedState With(int scan, ScanState state) =>
        this with
        {
            Scans = Scans.SetItem(scan, state),
        };

    public Cursor ToCursor()
    {
        var each = (ScansLengthMax / Scans.Length) - 1;
        var texts = Scans
            .Select(scan => scan.Format(each))
            .Append(IdRuns.Format(Watched, WatchedLengthMax));
        return new Cursor(string.Join(Separator, texts));
    }
}
