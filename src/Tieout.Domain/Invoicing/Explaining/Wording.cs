using System.Globalization;
using Tieout.Domain.Amounts;

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

    public static string Number(decimal number) =>
        number.ToString("0.############", CultureInfo.InvariantCulture);
}
