using System.Globalization;

namespace Tieout.Connectors.Files.Reading;

/// <summary>Strict forms of dates and numbers: one way to write each.</summary>
internal static class FieldForms
{
    public const decimal NumberMax = 999_999_999_999_999m;
    private const int DecimalsMax = 10;

    public static bool TryInteger(string text, out long number) =>
        long.TryParse(
            text,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out number
        );

    /// <summary>Reads a calendar day.</summary>
    /// <returns>What is wrong; none when the date is right.</returns>
    public static string? DateFault(string text, out LocalDate date)
    {
        date = default;
        if (
            text.Length != 10
            || text[4] != '-'
            || text[7] != '-'
            || !Digits(text.AsSpan(0, 4), out var year)
            || !Digits(text.AsSpan(5, 2), out var month)
            || !Digits(text.AsSpan(8, 2), out var day)
        )
        {
            return "is no date; write YYYY-MM-DD";
        }

        if (year < 1)
        {
            return "is no date: there is no year 0";
        }

        if (month is < 1 or > 12)
        {
            return $"is no date: a year has no month {month}; write YYYY-MM-DD";
        }

        var days = CalendarSystem.Iso.GetDaysInMonth(year, month);
        if (day < 1 || day > days)
        {
            return $"is no date: that month has {days} days; write YYYY-MM-DD";
        }

        date = new LocalDate(year, month, day);
        return null;
    }

    /// <summary>Reads an exact decimal.</summary>
    /// <returns>What is wrong; none when the number is right.</returns>
    public static string? NumberFault(string text, out decimal number)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out number))
        {
            return text.Contains(',', StringComparison.Ordinal)
                ? "is no number; write 1234.56, with a point and without thousands separators"
                : "is no number; write it like 1234.56";
        }

        var decimals = text.Length - 1 - text.IndexOf('.', StringComparison.Ordinal);
        var isTooFine = text.Contains('.', StringComparison.Ordinal) && decimals > DecimalsMax;
        if (Math.Abs(number) <= NumberMax && !isTooFine)
        {
            return null;
        }

        number = 0m;
        return $"is out of range: at most 15 digits before and {DecimalsMax} after the point";
    }

    private static bool Digits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}
