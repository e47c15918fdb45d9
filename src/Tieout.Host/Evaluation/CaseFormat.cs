using System.Globalization;
using NodaTime.Text;
using Tieout.Domain.Amounts;

namespace Tieout.Host.Evaluation;

/// <summary>How results are written: the one place where a case's values become texts.</summary>
internal static class CaseFormat
{
    private const int SignificantDigits = 28;

    /// <summary>Exactly the minor digits of the currency.</summary>
    public static string Amount(Money money) => Fixed(money.Amount, money.Currency.MinorUnitDigits);

    /// <summary>A currency that has two decimals, for steps that name none.</summary>
    public static CurrencyCode TwoDigits { get; } = CurrencyCode.Parse("EUR");

    /// <summary>Two decimals.</summary>
    public static string Amount(decimal value) => Fixed(value, 2);

    public static string? Fixed(decimal? value, int digits) =>
        value is { } known ? Fixed(known, digits) : null;

    public static string Fixed(decimal value, int digits) =>
        value
            .RoundTo(digits)
            .ToString(
                "F" + digits.ToString(CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture
            );

    /// <summary>At most four decimals, no trailing zeros.</summary>
    public static string Quantity(decimal value) => Trimmed(value.RoundTo(4));

    public static string Quantity(Effort effort) => Quantity(effort.Hours);

    /// <summary>Two decimals if exact in two, otherwise all significant digits.</summary>
    public static string Rate(decimal value) =>
        value.RoundTo(2) == value ? Fixed(value, 2) : Trimmed(Significant(value));

    /// <summary>No trailing zeros.</summary>
    public static string Trimmed(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>Nine decimals, trimmed; the published cases write a factor of zero as 0E-9.</summary>
    public static string Factor(decimal factor) =>
        factor == 0m ? "0E-9" : Trimmed(factor.RoundTo(9));

    /// <summary>Whole numbers travel as texts.</summary>
    public static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static decimal Significant(decimal value)
    {
        var whole = decimal.Truncate(Math.Abs(value)).ToString(CultureInfo.InvariantCulture);
        var digits = SignificantDigits - (whole is "0" ? 0 : whole.Length);
        return value.RoundTo(Math.Max(0, digits), Rounding.HalfEven);
    }
}
