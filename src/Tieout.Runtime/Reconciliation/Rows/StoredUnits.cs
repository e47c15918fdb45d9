using System.Globalization;
using NodaTime.Text;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>Money, effort and days as the read tables keep them, and back.</summary>
internal static class StoredUnits
{
    private const decimal HundredthsPerSecond = 100m;

    private static readonly long[] MinorUnits = [1, 10, 100, 1_000, 10_000];

    /// <summary>Minor units: 12.34 EUR is 1234. Finer amounts are a bug of whoever let them in.</summary>
    public static long Minor(Money money) =>
        Whole(
            money.Amount * MinorUnits[money.Currency.MinorUnitDigits],
            "a stored amount is whole"
        );

    public static long? Minor(Money? money) => money is { } some ? Minor(some) : null;

    public static Money MoneyOf(long minor, string currency)
    {
        var code = CurrencyCode.Parse(currency);
        return new Money((decimal)minor / MinorUnits[code.MinorUnitDigits], code);
    }

    /// <summary>Hundredths of a second; the finest part of a slice is 36 of them.</summary>
    public static long Hundredths(Effort effort) =>
        Whole(
            effort.Seconds * HundredthsPerSecond,
            "stored effort is whole hundredths of a second"
        );

    /// <summary>What is charged of a part is a proportion, which may be finer than it is shown.</summary>
    public static long? Hundredths(Effort? billable) =>
        billable is { } some ? Hundredths(some.Kept()) : null;

    public static Effort EffortOf(long hundredths) => new(hundredths / HundredthsPerSecond);

    public static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static string? Text(LocalDate? day) => day is { } some ? Text(some) : null;

    public static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

    public static string Text(decimal number) =>
        number.ToString("0.############################", CultureInfo.InvariantCulture);

    public static string? Text(decimal? number) => number is { } some ? Text(some) : null;

    /// <summary><c>practice=CLOUD;region=EMEA</c>; none where there are none.</summary>
    public static string? Text(IReadOnlyList<DimensionSetting>? dimensions) =>
        dimensions is [_, ..] ? string.Join(';', dimensions) : null;

    /// <summary>The names of the dimensions in such a text.</summary>
    public static IEnumerable<string> DimensionsOf(string text) =>
        text.Split(';').Select(setting => setting.Split('=')[0]);

    private static long Whole(decimal number, string claim)
    {
        var whole = (long)number;
        Invariant.Require(whole == number, claim);
        return whole;
    }
}
