using System.Collections.Immutable;
using System.Globalization;
using Tieout.Connect;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>What a feed's cursor holds.</summary>
/// <param name="Start">Where the next pass begins, in seconds; 0 for everything.</param>
/// <param name="Position">What was read last of a pass that goes on; none between passes.</param>
/// <param name="Deleted">Up to here the log of deletions was read, in seconds; 0 when it never was.</param>
/// <param name="Seen">What was delivered with a stamp from <paramref name="Start"/> on.</param>
internal sealed record ScanState(
    long Start,
    ChangeKey? Position,
    long Deleted,
    ImmutableHashSet<ChangeKey> Seen
)
{
    private const char Parts = '|';
    private const char Items = ',';

    /// <summary>What is left out is delivered again, which changes nothing.</summary>
    private const int SeenMax = 2_000;

    public static ScanState Begin { get; } = new(0, null, 0, []);

    /// <summary>Reads a cursor.</summary>
    /// <exception cref="ConnectorException">It is not one of this connector's.</exception>
    public static ScanState Parse(Cursor cursor)
    {
        if (cursor == Cursor.Start)
        {
            return Begin;
        }

        var parts = cursor.Value.Split(Parts);
        if (
            parts.Length == 4
            && TryNumber(parts[0], out var start)
            && TryNumber(parts[2], out var deleted)
        )
        {
            var seen = parts[3].Split(Items, StringSplitOptions.RemoveEmptyEntries);
            return new ScanState(
                start,
                parts[1].Length == 0 ? null : KeyOf(parts[1], start),
                deleted,
                [.. seen.Select(x => KeyOf(x, start))]
            );
        }

        throw new ConnectorException(
            ConnectorFault.Settings,
            "The cursor was not made by this connector; start the feed again."
        );
    }

    public Cursor ToCursor()
    {
        var seen = Seen.OrderByDescending(x => x.Stamp)
            .ThenBy(x => x.Id, StringComparer.Ordinal)
            .Take(SeenMax)
            .Select(Text);
        var position = Position is null ? string.Empty : Text(Position);
        return new Cursor(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Start}{Parts}{position}{Parts}{Deleted}{Parts}{string.Join(Items, seen)}"
            )
        );
    }

    private string Text(ChangeKey key) =>
        string.Create(CultureInfo.InvariantCulture, $"{key.Id}{key.Stamp - Start}");

    private static ChangeKey KeyOf(string text, long start) =>
        text.Length > SalesforceId.Length && TryNumber(text[SalesforceId.Length..], out var offset)
            ? new ChangeKey(start + offset, text[..SalesforceId.Length])
            : throw new ConnectorException(
                ConnectorFault.Settings,
                "The cursor was not made by this connector; start the feed again."
            );

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(
            text,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out number
        );
}
