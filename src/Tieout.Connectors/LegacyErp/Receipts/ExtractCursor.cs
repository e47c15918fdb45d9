using System.Collections.Immutable;
using System.Globalization;
using Tieout.Connect;

namespace Tieout.Connectors.LegacyErp.Receipts;

/// <summary>Which extracts were read: all from one number to another, others, and refused ones.</summary>
/// <param name="First">From here on all were taken; a number before it may still come.</param>
/// <param name="Through">Up to here, included.</param>
/// <param name="Taken">Taken outside of that: what lies between is still to come.</param>
/// <param name="Told">Refused ones and reruns that were told, by number and rerun.</param>
internal sealed record ExtractCursor(
    long First,
    long Through,
    ImmutableSortedSet<long> Taken,
    ImmutableSortedSet<string> Told
)
{
    private const int ToldMax = 1_000;

    /// <summary>Reads one; nothing was read when it is empty.</summary>
    /// <exception cref="FormatException">It is none of this source.</exception>
    public static ExtractCursor Parse(Cursor cursor)
    {
        if (cursor.Value.Length == 0)
        {
            return new ExtractCursor(
                0L,
                -1L,
                [],
                ImmutableSortedSet.Create<string>(StringComparer.Ordinal)
            );
        }

        var parts = cursor.Value.Split('|');
        return parts.Length == 4
            ? new ExtractCursor(
                long.Parse(parts[0], CultureInfo.InvariantCulture),
                long.Parse(parts[1], CultureInfo.InvariantCulture),
                [.. Words(parts[2]).Select(x => long.Parse(x, CultureInfo.InvariantCulture))],
                Words(parts[3]).ToImmutableSortedSet(StringComparer.Ordinal)
            )
            : throw new FormatException($"'{cursor.Value}' is no place in extracts of receipts.");
    }

    /// <summary>It was told as refused, or taken as a rerun.</summary>
    public bool Covers(ReceiptExtract extract) => Told.Contains(KeyOf(extract));

    /// <summary>An extract of this number was taken.</summary>
    public bool HasTaken(long number) =>
        (First <= number && number <= Through) || Taken.Contains(number);

    /// <summary>After an extract was taken.</summary>
    public ExtractCursor AfterTaking(ReceiptExtract extract)
    {
        var (first, through) =
            Through < First ? (extract.Number, extract.Number - 1) : (First, Through);
        var taken = Taken.Add(extract.Number);
        while (taken.Contains(through + 1))
        {
            taken = taken.Remove(++through);
        }

        while (taken.Contains(first - 1))
        {
            taken = taken.Remove(--first);
        }

        var next = this with { First = first, Through = through, Taken = taken };
        return extract.Rerun == 0 ? next : next.AfterTelling(extract);
    }

    /// <summary>After an extract was told as refused, or a rerun was taken.</summary>
    public ExtractCursor AfterTelling(ReceiptExtract extract)
    {
        var told = Told.Add(KeyOf(extract));
        return this with { Told = told.Count > ToldMax ? told.Remove(told[0]) : told };
    }

    /// <summary>As it is kept.</summary>
    public Cursor ToCursor() =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{First}|{Through}|{string.Join(' ', Taken)}|{string.Join(' ', Told)}"
            )
        );

    private static string[] Words(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string KeyOf(ReceiptExtract extract) =>
        string.Create(CultureInfo.InvariantCulture, $"{extract.Number:D10}-{extract.Rerun:D2}");
}
