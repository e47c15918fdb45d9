using System.Collections.Immutable;
using System.Globalization;
using Tieout.Connect;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>What a feed's cursor holds: each scan's state, and the lines watched for deletion.</summary>
internal sealed record FeedState(ImmutableArray<ScanState> Scans, ImmutableHashSet<int> Watched)
{
    private const char Separator = '|';

    private const int ScansLengthMax = 2300;
    private const int WatchedLengthMax = Cursor.LengthMax - ScansLengthMax;

    public static FeedState Parse(Cursor cursor, int scans)
    {
        var parts = cursor.Value.Split(Separator);
        return parts.Length == scans + 1
            ? new FeedState(
                [.. parts.Take(scans).Select(ScanState.Parse)],
                [.. WatchedIds.Parse(parts[scans])]
            )
            : new FeedState([.. Enumerable.Repeat(ScanState.Begin, scans)], []);
    }

    public FeedState With(int scan, ScanState state) =>
        this with
        {
            Scans = Scans.SetItem(scan, state),
        };

    /// <summary>The text that is kept.</summary>
    /// <exception cref="ConnectorException">There are more lines to watch than fit.</exception>
    public Cursor ToCursor()
    {
        var each = (ScansLengthMax / Scans.Length) - 1;
        var watched = WatchedIds.Format(Watched);
        if (watched.Length > WatchedLengthMax)
        {
            // Forgetting some would mean that their deletion is never noticed.
            throw new ConnectorException(
                ConnectorFault.Settings,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"tryton.too-many-to-watch: {Watched.Count} recent timesheet lines are too many to watch for deletion. Lower deletionDays, or set it to 0."
                )
            );
        }

        var texts = Scans.Select(scan => scan.Format(each)).Append(watched);
        return new Cursor(string.Join(Separator, texts));
    }
}
