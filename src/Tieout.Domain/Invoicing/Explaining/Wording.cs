using System.Globalization;
using Tieout.Domain.Amounts;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Invoicing.Explaining;

/// <summary>Figures as sentences of an explanation say them.</summary>
internal static class Wording
{
    public static string Day(LocalDate day) => $"{day:uuuu-MM-dd}";

    /// <summary>Rounded to the currency: 12.30 EUR.</summary>
    public static string Say(Money money) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{money.Round().Amount.ToString($"F{money.Currency.MinorUnitDigits}", CultureInfo.InvariantCulture)} {money.Currency}"
        );

    /// <summary>In steps of 15 min up, at least 30 min, to 2 decimals of an hour.</summary>
    public static string Say(TimeRounding rounding)
    {
        var (increment, minimum, digits) = rounding;
        List<string> parts = [];
        if (increment.Step > 0m)
        {
            var direction = increment.Direction switch
            {
                IncrementDirection.Up => "up",
                IncrementDirection.Down => "down",
                _ => "to the nearest",
            };
            parts.Add($"in steps of {Number(increment.Step)} min, {direction}");
        }

        if (!minimum.IsZero)
        {
            parts.Add($"at least {Number(minimum.Minutes)} min");
        }

        if (digits is { } decimals)
        {
            parts.Add($"to {decimals} decimals of an hour");
        }

        return string.Join(", ", parts);
    }

    public static string Number(decimal number) =>
        number.ToString("0.############", CultureInfo.InvariantCulture);
}
