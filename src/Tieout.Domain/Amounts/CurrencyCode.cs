using System.Collections.Frozen;

namespace Tieout.Domain.Amounts;

/// <summary>An ISO 4217 currency and how many decimals its minor unit has (EUR 2, JPY 0).</summary>
/// <remarks>Source: ISO 4217 list one, active national currencies; precious metals left out.</remarks>
public readonly record struct CurrencyCode
{
    private const string NoMinorUnit =
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

    private const string ThreeDigits = "BHD IQD JOD KWD LYD OMR TND";

    private const string FourDigits = "CLF UYW";

    private const string TwoDigits =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP "
        + "BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD "
        + "FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD "
        + "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD "
        + "NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP "
        + "SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED "
        + "VES WST XCD XCG YER ZAR ZMW ZWG";

    private static readonly FrozenDictionary<string, int> MinorUnits = Table();

    private CurrencyCode(string code, int minorUnitDigits)
    {
        Code = code;
        MinorUnitDigits = minorUnitDigits;
    }

    /// <summary>Three capital letters.</summary>
    public string Code { get; }

    /// <summary>Decimals of the smallest amount that can be invoiced or paid.</summary>
    public int MinorUnitDigits { get; }

    /// <summary>The smallest amount that can be invoiced or paid, in major units.</summary>
    public decimal MinorUnit => new(1, 0, 0, isNegative: false, (byte)MinorUnitDigits);

    /// <summary>Finds a currency by its three capital letters.</summary>
    public static bool TryParse(string code, out CurrencyCode currency)
    {
        var known = MinorUnits.TryGetValue(code, out var digits);
        currency = known ? new CurrencyCode(code, digits) : default;
        return known;
    }

    /// <summary>For codes that were checked when they came in.</summary>
    /// <exception cref="FormatException">Not a currency of ISO 4217.</exception>
    public static CurrencyCode Parse(string code) =>
        TryParse(code, out var currency)
            ? currency
            : throw new FormatException($"'{code}' is not an ISO 4217 currency code.");

    public override string ToString() => Code;

    private static FrozenDictionary<string, int> Table()
    {
        (string Codes, int Digits)[] lists =
        [
            (NoMinorUnit, 0),
            (TwoDigits, 2),
            (ThreeDigits, 3),
            (FourDigits, 4),
        ];
        return lists
            .SelectMany(list => list.Codes.Split(' ').Select(code => (code, list.Digits)))
            .ToFrozenDictionary(x => x.code, x => x.Digits, StringComparer.Ordinal);
    }
}
