using Tieout.Domain.Amounts;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Between major units as the API writes them and whole minor units as stored.</summary>
internal static class Minor
{
    /// <summary>The largest amount of a line or document, in minor units.</summary>
    public const long Max = 1_000_000_000_000;

    /// <summary>Refuses more decimals than the currency has, and amounts out of range.</summary>
    public static bool TryExact(decimal amount, string currency, out long minor)
    {
        minor = 0;
        if (Math.Abs(amount) > Max)
        {
            return false;
        }

        var scaled = amount * Scale(currency);
        if (decimal.Truncate(scaled) != scaled || Math.Abs(scaled) > Max)
        {
            return false;
        }

        minor = (long)scaled;
        return true;
    }

    public static decimal ToMajor(long minor, string currency)
    {
        var digits = CurrencyCode.Parse(currency).MinorUnitDigits;
        return new decimal(
            lo: unchecked((int)Math.Abs(minor)),
            mid: (int)(Math.Abs(minor) >> 32),
            hi: 0,
            isNegative: minor < 0,
            scale: (byte)digits
        );
    }

    /// <summary>Half up, as Ledgerworks rounds lines and taxes.</summary>
    public static decimal Rounded(decimal amount, string currency) =>
        amount.RoundTo(CurrencyCode.Parse(currency).MinorUnitDigits);

    private static decimal Scale(string currency) =>
        CurrencyCode.Parse(currency).MinorUnitDigits switch
        {
            0 => 1m,
            2 => 100m,
            3 => 1_000m,
            _ => 10_000m,
        };
}
