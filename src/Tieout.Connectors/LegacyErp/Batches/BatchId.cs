using System.Globalization;
using NodaTime.Text;

namespace Tieout.Connectors.LegacyErp.Batches;

/// <summary>The id of a batch: 16 digits, UTC to the second and a running number.</summary>
/// <remarks>
/// The time makes it unique where files were lost that would tell the last one; a number that was
/// used is skipped. It is the DOCNUM of an IDoc.
/// </remarks>
internal readonly record struct BatchId(string Value)
{
    private const int Digits = 16;
    private const long Numbers = 10_000L;

    private static readonly LocalDateTimePattern Time =
        LocalDateTimePattern.CreateWithInvariantCulture("yyMMddHHmmss");

    /// <summary>When it was given.</summary>
    public Instant At => Time.Parse(Value[..12]).GetValueOrThrow().InUtc().ToInstant();

    /// <summary>The next one after those that were used.</summary>
    public static BatchId Next(Instant now, BatchId? last)
    {
        var first = long.Parse(
            Time.Format(now.InUtc().LocalDateTime),
            CultureInfo.InvariantCulture
        );
        var after = last is { } used
            ? long.Parse(used.Value, CultureInfo.InvariantCulture) + 1
            : 0L;
        var next = Math.Max((first * Numbers) + 1, after);
        return new BatchId(next.ToString("D16", CultureInfo.InvariantCulture));
    }

    /// <summary>Reads 16 digits that begin with a time.</summary>
    public static bool TryParse(string? text, out BatchId id)
    {
        id = new BatchId(text ?? string.Empty);
        return text is { Length: Digits }
            && text.All(char.IsAsciiDigit)
            && Time.Parse(text[..12]).Success;
    }

    public override string ToString() => Value;
}
