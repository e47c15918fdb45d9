using System.Text.RegularExpressions;
using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Says what a manifest has to say of a value that is written in another way than it is read.</summary>
internal static partial class UnitHint
{
    // Of 2000 and 2100: what is a count of something else is rarely in between.
    private const decimal SecondsMin = 946_684_800m;
    private const decimal SecondsMax = 4_102_444_800m;

    /// <summary>For what is no number; empty where nothing can be said.</summary>
    public static string OfNumber(Column? column, string text) =>
        FieldText.TryClock(text, out _) ? $"; say as: clock{Target(column)}"
        : FieldText.TryDuration(text, out _) ? $"; say as: duration{Target(column)}"
        : DecimalComma.IsMatch(text) ? "; say as: decimal-comma"
        : DecimalPoint.IsMatch(text) ? "; say as: decimal-point"
        : string.Empty;

    /// <summary>For what is no instant; none where nothing can be said.</summary>
    public static string? OfInstant(string text) =>
        !FieldText.TryNumber(text, out var number) ? null
        : number is >= SecondsMin and <= SecondsMax ? "say as: unix-seconds"
        : number is >= SecondsMin * 1_000m and <= SecondsMax * 1_000m ? "say as: unix-milliseconds"
        : null;

    /// <summary>For what is no day; none where nothing can be said.</summary>
    public static string? OfDay(string text) =>
        OfInstant(text) is { } unix ? $"{unix} with the zone of the day"
        : OtherDay.IsMatch(text) ? "say its format, such as dd.MM.yyyy or MM/dd/yyyy"
        : null;

    /// <summary>A duration is read as seconds, which other columns of time do not take.</summary>
    private static string Target(Column? column) =>
        column?.Name is "hours" or "minutes" ? ", in the column seconds" : string.Empty;

    [GeneratedRegex(
        @"^-?(\d{1,3}(\.\d{3})+|\d+),\d+$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex DecimalComma { get; }

    [GeneratedRegex(
        @"^-?\d{1,3}(,\d{3})+(\.\d+)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex DecimalPoint { get; }

    [GeneratedRegex(
        @"^(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./]\d{1,2}[./]\d{1,2})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex OtherDay { get; }
}
