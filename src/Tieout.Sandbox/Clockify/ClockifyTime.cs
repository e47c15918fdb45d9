using System.Text.Json.Nodes;
using System.Xml;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Clockify;

/// <summary>Time entries.</summary>
internal sealed class ClockifyTime(ClockifyBook book, ClockifyWebhooks webhooks)
{
    public const string Kind = "time-entries";

    private static readonly TimeSpan FeedLag = TimeSpan.FromMinutes(1);

    public void AddRoutes(JsonRoutes routes, ClockifyMasters below)
    {
        below.Add(routes, "POST", "time-entries", x => Create(x, ClockifyApi.Me));
        below.Add(routes, "GET", "time-entries/status/in-progress", ListRunning);
        below.Add(routes, "PATCH", "time-entries/invoiced", MarkInvoiced);
        below.Add(routes, "GET", "time-entries/*", x => Show(book.Get(Kind, x.Id)));
        below.Add(routes, "PUT", "time-entries/*", Change);
        below.Add(routes, "DELETE", "time-entries/*", Delete);
        below.Add(routes, "GET", "user/*/time-entries", List);
        below.Add(routes, "POST", "user/*/time-entries", x => Create(x, x.Ids[1]));
        below.Add(routes, "PATCH", "user/*/time-entries", Stop);
        below.Add(routes, "GET", "entities/deleted", ListDeleted);
        below.Add(routes, "POST", "rehearsal/time-entries/*/restored", Restore);
    }

    /// <summary>Whether it may be changed only by who approves it.</summary>
    private bool IsLocked(JsonObject entry) =>
        book.Find("approval-requests", entry.TextAt("approvalRequestId")) is { } request
        && request["status"]!.AsObject().TextAt("state") is "APPROVED" or "PENDING";

    public JsonObject Show(JsonObject entry)
    {
        var shown = entry.Copy();
        _ = shown.Remove("approvalRequestId");
        _ = shown.Remove("invoiced");
        shown["isLocked"] = IsLocked(entry);
        shown["hourlyRate"] = entry.IsTrue("billable") ? RateOf(entry, "hourlyRate") : null;
        shown["costRate"] = RateOf(entry, "costRate");
        return shown;
    }

    private JsonNode? RateOf(JsonObject entry, string name) =>
        (
            book.Find("tasks", entry.TextAt("taskId"))?[name]
            ?? book.Find("projects", entry.TextAt("projectId"))?[name]
        )?.DeepClone();

    private JsonAnswer List(JsonCall call)
    {
        var user = book.Get("users", call.Ids[1]).TextAt("id")!;
        var start = ClockifyBook.Instant(call.Query("start"), "start");
        var end = ClockifyBook.Instant(call.Query("end"), "end");
        var project = call.Query("project");
        return ClockifyBook.Page(
            call,
            book.All(Kind)
                .Where(x => user.Equals(x.TextAt("userId"), StringComparison.Ordinal))
                .Where(x => start is null || StartOf(x) >= start)
                .Where(x => end is null || StartOf(x) <= end)
                .Where(x =>
                    project is null
                    || project.Equals(x.TextAt("projectId"), StringComparison.Ordinal)
                )
                .Where(x => call.Query("in-progress") is not "true" || EndOf(x) is null)
                .OrderByDescending(StartOf),
            Show
        );
    }

    private JsonAnswer ListRunning(JsonCall call) =>
        ClockifyBook.Page(call, book.All(Kind).Where(x => EndOf(x) is null), Show);

    public static DateTimeOffset StartOf(JsonObject entry) =>
        ClockifyBook.Instant(Interval(entry).TextAt("start"), "start")!.Value;

    public static DateTimeOffset? EndOf(JsonObject entry) =>
        ClockifyBook.Instant(Interval(entry).TextAt("end"), "end");

    private static JsonObject Interval(JsonObject entry) => entry["timeInterval"]!.AsObject();

    private JsonAnswer Create(JsonCall call, string user)
    {
        var entry = new JsonObject
        {
            ["userId"] = book.Get("users", user).TextAt("id"),
            ["workspaceId"] = call.Ids[0],
            ["kioskId"] = null,
            ["customFieldValues"] = new JsonArray(),
        };
        Fill(entry, call);
        if (EndOf(entry) is null)
        {
            StopRunning(user, call.Now);
        }

        _ = book.Add(Kind, entry, call.Now);
        webhooks.Tell(EndOf(entry) is null ? "NEW_TIMER_STARTED" : "NEW_TIME_ENTRY", Show(entry));
        return new JsonAnswer(201, Show(entry));
    }

    private void Fill(JsonObject entry, JsonCall call)
    {
        var sent = call.Sent;
        var start = ClockifyBook.Instant(sent.TextAt("start"), "start") ?? call.Now;
        var end = ClockifyBook.Instant(sent.TextAt("end"), "end");
        if (end < start)
        {
            throw ClockifyRefusals.Invalid("Start time must be before end time");
        }

        var project = sent.TextAt("projectId") is { Length: > 0 } id
            ? book.Get("projects", id)
            : null;
        if (project?.IsTrue("archived") is true)
        {
            throw ClockifyRefusals.Invalid("Cannot add a time entry to an archived project");
        }

        if (
            sent.TextAt("taskId") is { Length: > 0 } task
            && !string.Equals(
                book.Get("tasks", task).TextAt("projectId"),
                project?.TextAt("id"),
                StringComparison.Ordinal
            )
        )
        {
            throw ClockifyRefusals.Invalid("Task doesn't belong to Project");
        }

        entry["description"] = sent.TextAt("description") ?? string.Empty;
        entry["tagIds"] = sent["tagIds"]?.DeepClone() ?? new JsonArray();
        entry["billable"] =
            sent["billable"]?.DeepClone() ?? project?["billable"]?.DeepClone() ?? false;
        entry["projectId"] = project?.TextAt("id");
        entry["taskId"] = sent.TextAt("taskId");
        entry["type"] = sent.TextAt("type") ?? "REGULAR";
        entry["timeInterval"] = IntervalOf(start, end);
    }

    private static JsonObject IntervalOf(DateTimeOffset start, DateTimeOffset? end) =>
        new()
        {
            ["start"] = JsonApi.Stamp(start),
            ["end"] = end is { } some ? JsonApi.Stamp(some) : null,
            ["duration"] = end is { } until ? DurationOf(until - start) : null,
        };

    /// <summary>As Java writes it: hours are not summed up to days.</summary>
    public static string DurationOf(TimeSpan time)
    {
        var whole = TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds));
        var hours = (int)whole.TotalHours;
        var rest = XmlConvert.ToString(whole - TimeSpan.FromHours(hours));
        return hours == 0 ? rest : $"PT{hours}H{(rest is "PT0S" ? string.Empty : rest[2..])}";
    }

    private void StopRunning(string user, DateTimeOffset now)
    {
        foreach (
            var running in book.All(Kind)
                .Where(x =>
                    EndOf(x) is null && user.Equals(x.TextAt("userId"), StringComparison.Ordinal)
                )
                .ToList()
        )
        {
            running["timeInterval"] = IntervalOf(StartOf(running), now);
            _ = book.Save(Kind, running, now);
            webhooks.Tell("TIMER_STOPPED", Show(running));
        }
    }

    private JsonAnswer Stop(JsonCall call)
    {
        var user = book.Get("users", call.Ids[1]).TextAt("id")!;
        var running =
            book.All(Kind)
                .FirstOrDefault(x =>
                    EndOf(x) is null && user.Equals(x.TextAt("userId"), StringComparison.Ordinal)
                )
            ?? throw ClockifyRefusals.NotFound("Currently running time entry", user);
        var end = ClockifyBook.Instant(call.Sent.TextAt("end"), "end") ?? call.Now;
        running["timeInterval"] = IntervalOf(StartOf(running), end);
        _ = book.Save(Kind, running, call.Now);
        webhooks.Tell("TIMER_STOPPED", Show(running));
        return Show(running);
    }

    private JsonAnswer Change(JsonCall call)
    {
        var entry = Unlocked(call);
        _ = call.Sent.TextAt("start") ?? throw ClockifyRefusals.Invalid("start is required");
        Fill(entry, call);
        _ = book.Save(Kind, entry, call.Now);
        webhooks.Tell("TIME_ENTRY_UPDATED", Show(entry));
        return Show(entry);
    }

    private JsonAnswer Delete(JsonCall call)
    {
        var entry = Unlocked(call);
        book.Remove(Kind, entry);
        _ = book.Add(
            "_deleted",
            new JsonObject
            {
                ["documentCode"] = "TIME_ENTRY",
                ["document"] = Show(entry),
                ["deletedAt"] = JsonApi.Stamp(call.Now),
            },
            call.Now
        );
        webhooks.Tell("TIME_ENTRY_DELETED", Show(entry));
        return new JsonAnswer(204);
    }

    /// <summary>As somebody does in the trash of the web page; no call of the vendor's does it.</summary>
    private JsonAnswer Restore(JsonCall call)
    {
        var told =
            book.All("_deleted")
                .LastOrDefault(x =>
                    call.Id.Equals(x["document"]!.AsObject().TextAt("id"), StringComparison.Ordinal)
                )
            ?? throw ClockifyRefusals.NotFound("Deleted time entry", call.Id);
        var entry = book.Restore(Kind, told["document"]!.AsObject().Copy(), call.Now);
        webhooks.Tell("TIME_ENTRY_RESTORED", Show(entry));
        return Show(entry);
    }

    private JsonObject Unlocked(JsonCall call)
    {
        var entry = book.Get(Kind, call.Id);
        return IsLocked(entry)
            ? throw ClockifyRefusals.Invalid("Cannot edit a locked time entry")
            : entry;
    }

    private JsonAnswer MarkInvoiced(JsonCall call)
    {
        foreach (var id in call.Sent["timeEntryIds"] as JsonArray ?? [])
        {
            var entry = book.Get(Kind, id!.ToString());
            entry["invoiced"] = call.Sent.IsTrue("invoiced");
            _ = book.Save(Kind, entry, call.Now);
        }

        return new JsonAnswer(200);
    }

    /// <summary>What was deleted in a stretch of time; a minute behind.</summary>
    private JsonAnswer ListDeleted(JsonCall call)
    {
        var start = ClockifyBook.Instant(call.Query("start"), "start");
        var end = ClockifyBook.Instant(call.Query("end"), "end");
        var type = call.Query("type");
        if (start is null || end is null || type is null)
        {
            throw ClockifyRefusals.Invalid("type, start and end are required");
        }

        var until = end < call.Now - FeedLag ? end : call.Now - FeedLag;
        var found = book.All("_deleted")
            .Where(x => type.Equals(x.TextAt("documentCode"), StringComparison.Ordinal))
            .Where(x =>
                ClockifyBook.Instant(x.TextAt("deletedAt"), "deletedAt") is var at
                && at >= start
                && at <= until
            )
            .ToList();
        var size = Math.Clamp(ClockifyBook.Whole(call, "limit", 50), 1, 5000);
        var number = Math.Max(1, ClockifyBook.Whole(call, "page", 1));
        return new JsonObject
        {
            ["response"] = found
                .Skip((number - 1) * size)
                .Take(size)
                .Select(x => (JsonNode)x.Copy())
                .ToJsonArray(),
        };
    }
}
