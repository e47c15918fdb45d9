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
    private const int Numbers = 10_000;

    private static readonly LocalDateTimePattern Time = LocalDateTimePattern
        .CreateWithInvariantCulture("yyMMddHHmmss")
        .WithTwoDigitYearMax(99);

    /// <summary>When it was given.</summary>
    public Instant At => Time.Parse(Value[..12]).GetValueOrThrow().InUtc().ToInstant();

    /// <summary>The next one after those that were used.</summary>
    /// <param name="now">When it is given.</param>
    /// <param name="last">One from the far future is not ours, whoever named it.</param>
    public static BatchId Next(Instant now, BatchId? last)
    {
        var first = Of(now, 1);
        if (
            last is not { } used
            || used.At > now + Duration.FromDays(1)
            || string.CompareOrdinal(used.Value, first.Value) < 0
        )
        {
            return first;
        }

        var number = int.Parse(used.Value[12..], CultureInfo.InvariantCulture) + 1;
        return number < Numbers ? Of(used.At, number) : Of(used.At + Duration.FromSeconds(1), 1);
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

    private static BatchId Of(Instant at, int number) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Time.Format(at.InUtc().LocalDateTime)}{number:D4}"
            )
        );
}
