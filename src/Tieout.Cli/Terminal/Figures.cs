using System.Globalization;
using NodaTime.Text;
using Tieout.Domain.Amounts;

namespace Tieout.Cli.Terminal;

/// <summary>How figures are written for people: the same everywhere, whatever the locale.</summary>
internal static class Figures
{
    private static readonly InstantPattern ToTheMinute = InstantPattern.CreateWithInvariantCulture(
        "uuuu-MM-dd HH:mm"
    );

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>With what is counted, as one or as several: 1 document, 2 documents.</summary>
    /// <param name="one">Its plural adds an s.</param>
    public static string Count(long count, string one) =>
        count == 1 ? $"1 {one}" : $"{Count(count)} {one}s";

    public static string Amount(Money? money) =>
        money is { } some
            ? some.Amount.ToString(
                string.Create(CultureInfo.InvariantCulture, $"N{some.Currency.MinorUnitDigits}"),
                CultureInfo.InvariantCulture
            )
            : string.Empty;

    public static string WithCurrency(Money? money) =>
        money is { } some ? $"{Amount(some)} {some.Currency.Code}" : string.Empty;

    public static string Hours(Effort effort) =>
        effort.Hours.ToString("N2", CultureInfo.InvariantCulture);

    public static string Rate(decimal? rate) =>
        rate?.ToString("#,##0.00##", CultureInfo.InvariantCulture) ?? "-";

    public static string Moment(Instant at) => ToTheMinute.Format(at);

    public static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static string Age(Duration age) =>
        age.TotalDays >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalDays} d")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalHours} h");
}
