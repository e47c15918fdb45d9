using System.Globalization;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.LegacyErp.Idoc;

/// <summary>Amounts as SAP writes them: a decimal point, and a minus behind.</summary>
internal static class IdocAmounts
{
    /// <summary>With the decimals of its currency.</summary>
    public static string Text(Money money) =>
        Signed(
            money.Amount,
            "F" + money.Currency.MinorUnitDigits.ToString(CultureInfo.InvariantCulture)
        );

    /// <summary>A total over whatever stands in the document.</summary>
    public static string Text(decimal value) => Signed(value, "0.####");

    /// <summary>Reads one; nothing is zero.</summary>
    public static decimal Read(string text) =>
        text.EndsWith('-') ? -decimal.Parse(text[..^1], CultureInfo.InvariantCulture)
        : text.Length == 0 ? 0m
        : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Signed(decimal value, string format) =>
        Math.Abs(value).ToString(format, CultureInfo.InvariantCulture)
        + (value < 0m ? "-" : string.Empty);
}
