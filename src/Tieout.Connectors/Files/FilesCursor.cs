using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Files.Reading;

namespace Tieout.Connectors.Files;

/// <summary>What of a folder was read: whole drops, and a place in the one after them.</summary>
/// <param name="Covered">Fingerprints of drops read to their end and not yet seen moved.</param>
/// <param name="Current">Fingerprint of the drop that is being read; empty between drops.</param>
/// <param name="Position">In the current drop's file; unused for drops that are put together.</param>
/// <param name="Facts">How many facts of the current drop were read.</param>
internal sealed record FilesCursor(
    IReadOnlyList<string> Covered,
    string Current,
    RowPosition Position,
    int Facts
)
{
    /// <summary>Most drops between two acknowledgements; keeps a cursor under 4,096 characters.</summary>
    public const int CoveredMax = 200;

    private const char Separator = '|';
    private const string Format = "1";

    public static FilesCursor Start { get; } = new([], string.Empty, RowPosition.Start, 0);

    public bool Covers(Drop drop) => Covered.Contains(drop.Fingerprint, StringComparer.Ordinal);

    public FilesCursor After(Drop drop) => Start with { Covered = [.. Covered, drop.Fingerprint] };

    /// <summary>Without the drops that are no longer in the folder.</summary>
    public FilesCursor Among(IReadOnlyList<Drop> drops)
    {
        var there = drops.Select(x => x.Fingerprint).ToHashSet(StringComparer.Ordinal);
        return this with { Covered = [.. Covered.Where(there.Contains)] };
    }

    public Cursor ToCursor() =>
        new(
            string.Join(
                Separator,
                Format,
                string.Join(',', Covered),
                Current,
                Position.Offset.ToString(CultureInfo.InvariantCulture),
                Position.Line.ToString(CultureInfo.InvariantCulture),
                Facts.ToString(CultureInfo.InvariantCulture)
            )
        );

    /// <summary>Reads what <see cref="ToCursor"/> wrote.</summary>
    /// <exception cref="ConnectorException">The cursor was not made by this connector.</exception>
    public static FilesCursor Parse(Cursor cursor)
    {
        if (string.IsNullOrEmpty(cursor.Value))
        {
            return Start;
        }

        var parts = cursor.Value.Split(Separator);
        if (
            parts.Length == 6
            && string.Equals(parts[0], Format, StringComparison.Ordinal)
            && long.TryParse(parts[3], CultureInfo.InvariantCulture, out var offset)
            && int.TryParse(parts[4], CultureInfo.InvariantCulture, out var line)
            && int.TryParse(parts[5], CultureInfo.InvariantCulture, out var facts)
        )
        {
            var covered = parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries);
            return new FilesCursor(covered, parts[2], new RowPosition(offset, line), facts);
        }

        throw new ConnectorException(
            ConnectorFault.Contract,
            "The cursor is not one of a folder of files; start the feed again from the beginning."
        );
    }
}
