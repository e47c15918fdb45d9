using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Toggl;

/// <summary>The detailed report, API v3, which tells the time of all.</summary>
/// <remarks>
/// What runs is not in it. The offset of its instants is that of the time zone of the token's person [U],
/// whose days <c>start_date</c> and <c>end_date</c> are.
/// </remarks>
internal sealed class TogglReports(TogglBook book)
{
    private const int PageStandard = 50;
    private const int PageMax = 1000;
    private const int DaysMax = 366;

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb[TogglPeople.Zone];

    public void AddRoutes(JsonRoutes routes) =>
        TogglApi.AddBelow(routes, "POST", "reports/api/v3/workspace/*/search/time_entries", Search);

    /// <summary>The day on which an entry starts, for the token's person.</summary>
    public static DateOnly DayOf(JsonObject entry) =>
        DateOnly.FromDateTime(Local(TogglTime.StartOf(entry)).DateTime);

    private static DateTimeOffset Local(DateTimeOffset instant) =>
        Instant.FromDateTimeOffset(instant).InZone(Zone).ToDateTimeOffset();

    private JsonAnswer Search(JsonCall call)
    {
        var sent = call.Sent;
        if (sent.Count == 0)
        {
            throw TogglRefusals.Invalid("At least one parameter must be set");
        }

        var rows = Rows(Ordered(sent, Filtered(sent, call.Now)), sent).ToList();
        var size = Number(sent, "page_size", PageStandard);
        if (size > PageMax)
        {
            throw TogglRefusals.Invalid("Invalid page_size");
        }

        var first = Number(sent, "first_row_number", 1);
        var page = rows.Skip(first - 1).Take(size).ToList();
        return new JsonAnswer(
            StatusCodes.Status200OK,
            page.Select(x => (JsonNode)x.Row).ToJsonArray()
        )
        {
            Headers = first - 1 + size < rows.Count ? Next(first + size, rows) : [],
        };
    }

    private static IReadOnlyList<(string, string)> Next(
        int number,
        List<(JsonObject Row, JsonObject First)> rows
    )
    {
        var entry = rows[number - 1].First;
        var seconds = TogglTime.StartOf(entry).ToUnixTimeSeconds();
        return
        [
            ("X-Next-Row-Number", number.ToString(CultureInfo.InvariantCulture)),
            ("X-Next-ID", TogglBook.Key(entry.WholeAt("id")!.Value)),
            ("X-Next-Timestamp", seconds.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static int Number(JsonObject sent, string name, int standard) =>
        sent[name] is null ? standard
        : sent.WholeAt(name) is { } number and > 0L and <= int.MaxValue ? (int)number
        : throw TogglRefusals.Invalid($"Invalid {name}");

    private IEnumerable<JsonObject> Filtered(JsonObject sent, DateTimeOffset now)
    {
        var from =
            TogglValues.DayOf(sent.TextAt("start_date"), "start_date")
            ?? throw TogglRefusals.Invalid("start_date needs to be provided");
        var to =
            TogglValues.DayOf(sent.TextAt("end_date"), "end_date")
            ?? DateOnly.FromDateTime(Local(now).DateTime);
        if (to < from)
        {
            throw TogglRefusals.Invalid("start should come before end");
        }

        if (to.DayNumber - from.DayNumber >= DaysMax)
        {
            throw TogglRefusals.Invalid("The report period is not supported");
        }

        var billable = sent["billable"] is null ? (bool?)null : sent.IsTrue("billable");
        var description = sent.TextAt("description");
        return book.All(TogglTime.Kind)
            .Where(x => !TogglTime.IsRunning(x))
            .Where(x => DayOf(x) >= from && DayOf(x) <= to)
            .Where(x => Is(sent, "time_entry_ids", x.WholeAt("id")))
            .Where(x => Is(sent, "user_ids", x.WholeAt("user_id")))
            .Where(x => Is(sent, "project_ids", x.WholeAt("project_id")))
            .Where(x => Is(sent, "task_ids", x.WholeAt("task_id")))
            .Where(x => Is(sent, "client_ids", ProjectOf(x)?.WholeAt("client_id")))
            .Where(x => billable is null || x.IsTrue("billable") == billable)
            .Where(x =>
                description is null
                || x.TextAt("description")
                    ?.Contains(description, StringComparison.OrdinalIgnoreCase)
                    is true
            );
    }

    /// <summary>Null in the list means those that have none.</summary>
    private static bool Is(JsonObject sent, string name, long? id) =>
        sent[name] is not JsonArray list
        || list.Any(x =>
            x is null ? id is null : TogglValues.Whole(x.ToString()) is { } one && one == id
        );

    private static IEnumerable<JsonObject> Ordered(JsonObject sent, IEnumerable<JsonObject> all)
    {
        Func<JsonObject, string> key = sent.TextAt("order_by") switch
        {
            "user" => x => Padded(x.WholeAt("user_id")),
            "duration" => x => Padded(x.WholeAt("duration")),
            "description" => x => x.TextAt("description") ?? string.Empty,
            "last_update" => x => x.TextAt("at")!,
            _ => x => TogglValues.Stamp(TogglTime.StartOf(x)),
        };
        var byId = all.OrderBy(x => x.WholeAt("id"));
        return sent.TextAt("order_dir") is "ASC"
            ? byId.OrderBy(key, StringComparer.Ordinal)
            : byId.OrderByDescending(key, StringComparer.Ordinal);
    }

    private static string Padded(long? number) =>
        (number ?? 0L).ToString("D20", CultureInfo.InvariantCulture);

    private IEnumerable<(JsonObject Row, JsonObject First)> Rows(
        IEnumerable<JsonObject> entries,
        JsonObject sent
    )
    {
        var groups = sent.IsTrue("grouped")
            ? entries.GroupBy(
                x =>
                    $"{x["user_id"]} {x["project_id"]} {x["task_id"]} {x["billable"]} {x["tag_ids"]?.ToJsonString()} {x["description"]}",
                StringComparer.Ordinal
            )
            : entries.GroupBy(x => x["id"]!.ToString(), StringComparer.Ordinal);
        var number = 0;
        foreach (var group in groups)
        {
            yield return (Row([.. group], ++number, sent), group.First());
        }
    }

    private JsonObject Row(IReadOnlyList<JsonObject> entries, int number, JsonObject sent)
    {
        var first = entries[0];
        var user = book.Find("users", first.WholeAt("user_id"));
        var rate = Cents(first);
        var seconds = entries.Sum(x => x.WholeAt("duration") ?? 0L);
        var row = first.Only(
            "user_id",
            "project_id",
            "task_id",
            "billable",
            "description",
            "tag_ids"
        );
        row["description"] ??= string.Empty;
        row["username"] = user?["fullname"]?.DeepClone();
        if (!sent.IsTrue("hide_amounts"))
        {
            row["billable_amount_in_cents"] = rate is { } cents
                ? (long)(((cents * seconds) + 1800m) / 3600m)
                : null;
            row["hourly_rate_in_cents"] = rate;
            row["currency"] = ProjectOf(first)?.TextAt("currency") ?? "EUR";
        }

        if (sent.IsTrue("enrich_response"))
        {
            row["email"] = user?["email"]?.DeepClone();
            row["project_name"] = ProjectOf(first)?["name"]?.DeepClone();
            row["client_name"] = ProjectOf(first)?["client_name"]?.DeepClone();
            row["task_name"] = book.Find("tasks", first.WholeAt("task_id"))?["name"]?.DeepClone();
            row["tag_names"] = first["tags"]?.DeepClone();
        }

        row["time_entries"] = entries.Select(x => (JsonNode)Single(x)).ToJsonArray();
        row["row_number"] = number;
        return row;
    }

    private JsonObject? ProjectOf(JsonObject entry) =>
        book.Find("projects", entry.WholeAt("project_id"));

    private decimal? Cents(JsonObject entry) =>
        entry.IsTrue("billable") && ProjectOf(entry)?.NumberAt("rate") is { } rate
            ? rate * 100m
            : null;

    private static JsonObject Single(JsonObject entry)
    {
        var at = TogglValues.Instant(entry.TextAt("at"), "at")!.Value;
        var stop = TogglValues.Instant(entry.TextAt("stop"), "stop")!.Value;
        return new JsonObject
        {
            ["id"] = entry["id"]!.DeepClone(),
            ["seconds"] = entry["duration"]!.DeepClone(),
            ["start"] = TogglValues.Stamp(Local(TogglTime.StartOf(entry))),
            ["stop"] = TogglValues.Stamp(Local(stop)),
            ["at"] = TogglValues.Stamp(at),
            ["at_tz"] = TogglValues.Stamp(Local(at)),
        };
    }
}
