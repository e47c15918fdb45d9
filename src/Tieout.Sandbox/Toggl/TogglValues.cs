using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Toggl;

/// <summary>How Toggl Track writes numbers, days and instants.</summary>
internal static class TogglValues
{
    /// <summary>An instant in whole seconds with an offset: <c>2026-03-15T12:00:00+00:00</c>.</summary>
    public static string Stamp(DateTimeOffset instant) =>
        instant.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static long? Whole(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>A whole number of the query.</summary>
    /// <exception cref="JsonRefusalException">It is something else.</exception>
    public static int Count(JsonCall call, string name, int standard) =>
        call.Query(name) is not { } text ? standard
        : Whole(text) is { } number and > 0L and <= int.MaxValue ? (int)number
        : throw TogglRefusals.Invalid($"Invalid {name}");

    /// <summary>The ids of a parameter, comma-separated; none when it is not there.</summary>
    public static HashSet<long>? Ids(JsonCall call, string name) =>
        call.Query(name) is { } text ? [.. text.Split(',').Select(Whole).OfType<long>()] : null;

    /// <summary>An instant, as RFC 3339.</summary>
    /// <exception cref="JsonRefusalException">It is something else.</exception>
    public static DateTimeOffset? Instant(string? text, string name) =>
        text is null ? null
        : DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
        : throw TogglRefusals.Invalid($"Invalid {name}");

    /// <summary>A day, as <c>2026-03-15</c>.</summary>
    /// <exception cref="JsonRefusalException">It is something else.</exception>
    public static DateOnly? DayOf(string? text, string name) =>
        text is null ? null
        : DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
        : throw TogglRefusals.Invalid($"Invalid {name}");

    /// <summary>Takes members over that were sent; others get what they are by default.</summary>
    public static void Take(
        JsonObject record,
        JsonObject sent,
        IEnumerable<(string Name, string Standard)> members
    )
    {
        foreach (var (name, standard) in members)
        {
            if (sent.ContainsKey(name))
            {
                record[name] = sent[name]?.DeepClone();
            }
            else if (!record.ContainsKey(name))
            {
                record[name] = JsonNode.Parse(standard);
            }
        }
    }
}
