using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Toggl;

/// <summary>Time entries.</summary>
internal sealed class TogglTime(TogglBook book, TogglWebhooks webhooks)
{
    public const string Kind = "time_entries";

    private const string Gone = "_gone_time_entries";
    private const string Root = "api/v9/workspaces/*/time_entries";
    private const int MonthsBack = 3;

    public void AddRoutes(JsonRoutes routes)
    {
        routes.Add("GET", "api/v9/me/time_entries", ListMine);
        routes.Add("GET", "api/v9/me/time_entries/current", _ => Current());
        routes.Add("GET", "api/v9/me/time_entries/*", x => Mine(x).Copy());
        TogglApi.AddBelow(routes, "POST", Root, Create);
        TogglApi.AddBelow(routes, "PUT", $"{Root}/*", Change);
        TogglApi.AddBelow(routes, "DELETE", $"{Root}/*", Delete);
        TogglApi.AddBelow(routes, "PATCH", $"{Root}/*/stop", Stop);
    }

    public static bool IsRunning(JsonObject entry) => entry.WholeAt("duration") < 0L;

    public static DateTimeOffset StartOf(JsonObject entry) =>
        TogglValues.Instant(entry.TextAt("start"), "start")!.Value;

    public IEnumerable<JsonObject> OfPerson(long? user) =>
        book.All(Kind).Where(x => x.WholeAt("user_id") == user);

    private JsonObject Mine(JsonCall call) =>
        OfPerson(TogglApi.Me).FirstOrDefault(x => x.WholeAt("id") == TogglValues.Whole(call.Id))
        ?? throw TogglRefusals.NotFound("Time entry");

    private JsonAnswer Current() =>
        OfPerson(TogglApi.Me).FirstOrDefault(IsRunning) is { } running
            ? running.Copy()
            : new JsonAnswer(200, JsonNode.Parse("{}")!);

    /// <summary>One's own: of a stretch of time, or what has changed since, with what is deleted.</summary>
    private JsonAnswer ListMine(JsonCall call)
    {
        var earliest = call.Now.AddMonths(-MonthsBack);
        var all = OfPerson(TogglApi.Me);
        if (call.Query("since") is { } since)
        {
            var from = TogglValues.Whole(since) is { } seconds and <= 253_402_300_799L
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : throw TogglRefusals.Invalid("Invalid since");
            if (from < earliest)
            {
                throw TogglRefusals.Invalid("since can't be older than 3 months");
            }

            all = all.Concat(book.All(Gone).Where(x => x.WholeAt("user_id") == TogglApi.Me))
                .Where(x => TogglValues.Instant(x.TextAt("at"), "at") >= from);
        }

        if (call.Query("start_date") is null != call.Query("end_date") is null)
        {
            throw TogglRefusals.Invalid("start_date and end_date must be both present");
        }

        var start = TogglValues.Instant(call.Query("start_date"), "start_date");
        var end =
            TogglValues.Instant(call.Query("end_date"), "end_date")
            ?? TogglValues.Instant(call.Query("before"), "before");
        if (start < earliest)
        {
            throw TogglRefusals.Invalid("start_date must not be earlier than 3 months ago");
        }

        return all.Where(x => start is null || StartOf(x) >= start)
            .Where(x => end is null || StartOf(x) < end)
            .OrderByDescending(StartOf)
            .Select(x => (JsonNode)x.Copy())
            .ToJsonArray();
    }

    private JsonAnswer Create(JsonCall call)
    {
        if (string.IsNullOrWhiteSpace(call.Sent.TextAt("created_with")))
        {
            throw TogglRefusals.Invalid("created_with needs to be provided");
        }

        if (call.Sent.WholeAt("workspace_id") is { } sent and not TogglApi.Workspace)
        {
            throw TogglRefusals.Invalid($"Invalid workspace_id {sent}");
        }

        var user = call.Sent.WholeAt("user_id") ?? TogglApi.Me;
        if (book.Find("users", user) is null)
        {
            throw TogglRefusals.Forbidden();
        }

        var entry = new JsonObject
        {
            ["workspace_id"] = TogglApi.Workspace,
            ["user_id"] = user,
            ["duronly"] = true,
            ["server_deleted_at"] = null,
            ["wid"] = TogglApi.Workspace,
            ["uid"] = user,
        };
        Fill(entry, call);
        if (IsRunning(entry))
        {
            StopRunning(user, call);
        }

        _ = book.Add(Kind, entry, call.Now);
        webhooks.Tell(call, "time_entry", "created", entry);
        return entry.Copy();
    }

    private void Fill(JsonObject entry, JsonCall call)
    {
        TogglValues.Take(
            entry,
            call.Sent,
            [
                ("description", "null"),
                ("project_id", "null"),
                ("task_id", "null"),
                ("start", "null"),
                ("stop", "null"),
                ("duration", "null"),
            ]
        );
        var project = book.Referred("projects", entry, "project_id");
        if (project?.IsTrue("active") is false)
        {
            throw TogglRefusals.Invalid("Project is archived");
        }

        if (
            book.Referred("tasks", entry, "task_id") is { } task
            && task.WholeAt("project_id") != project?.WholeAt("id")
        )
        {
            throw TogglRefusals.Invalid("Task doesn't belong to the project");
        }

        entry["billable"] =
            call.Sent["billable"]?.DeepClone()
            ?? entry["billable"]?.DeepClone()
            ?? project?["billable"]?.DeepClone()
            ?? false;
        entry["pid"] = project?["id"]?.DeepClone();
        entry["tid"] = entry["task_id"]?.DeepClone();
        Tag(entry, call);
        Measure(entry, call.Sent);
        entry["at"] = TogglValues.Stamp(call.Now);
    }

    /// <summary>Of start, stop and length two are enough; of three all must be right.</summary>
    private static void Measure(JsonObject entry, JsonObject sent)
    {
        var start =
            TogglValues.Instant(entry.TextAt("start"), "start")
            ?? throw TogglRefusals.Invalid("start needs to be provided");
        var stop = TogglValues.Instant(entry.TextAt("stop"), "stop");
        var duration = entry.WholeAt("duration");
        entry["start"] = TogglValues.Stamp(start);
        if (duration < 0L && sent.TextAt("stop") is null)
        {
            entry["stop"] = null;
            return;
        }

        var isByStop = sent.TextAt("stop") is not null || !sent.ContainsKey("duration");
        if (isByStop && stop is null || !isByStop && duration is null)
        {
            throw TogglRefusals.Invalid("duration or stop needs to be provided");
        }

        var end = isByStop ? stop!.Value : start.AddSeconds(duration!.Value);
        if (sent.WholeAt("duration") is { } given && start.AddSeconds(given) != end)
        {
            throw TogglRefusals.Invalid("start + duration does not equal stop");
        }

        if (end < start)
        {
            throw TogglRefusals.Invalid("stop can't be before start");
        }

        entry["stop"] = TogglValues.Stamp(end);
        entry["duration"] = (long)(end - start).TotalSeconds;
    }

    /// <summary>Tags are named; those that there are not yet are made.</summary>
    private void Tag(JsonObject entry, JsonCall call)
    {
        var names = call.Sent.ContainsKey("tags")
            ? (call.Sent["tags"] as JsonArray ?? []).Select(x => x!.ToString()).ToList()
            : (entry["tags"] as JsonArray ?? []).Select(x => x!.ToString()).ToList();
        entry["tags"] = names.Select(x => (JsonNode)x).ToJsonArray();
        entry["tag_ids"] = names.Select(x => (JsonNode)TagOf(x, call)).ToJsonArray();
    }

    private long TagOf(string name, JsonCall call)
    {
        var tag =
            book.All("tags")
                .FirstOrDefault(x => name.Equals(x.TextAt("name"), StringComparison.Ordinal))
            ?? book.Add(
                "tags",
                new JsonObject
                {
                    ["workspace_id"] = TogglApi.Workspace,
                    ["wid"] = TogglApi.Workspace,
                    ["name"] = name,
                    ["at"] = TogglValues.Stamp(call.Now),
                    ["creator_id"] = TogglApi.Me,
                },
                call.Now
            );
        return tag.WholeAt("id")!.Value;
    }

    private void StopRunning(long user, JsonCall call)
    {
        foreach (var running in OfPerson(user).Where(IsRunning).ToList())
        {
            End(running, call);
        }
    }

    private JsonObject End(JsonObject running, JsonCall call)
    {
        running["stop"] = TogglValues.Stamp(call.Now);
        running["duration"] = (long)(call.Now - StartOf(running)).TotalSeconds;
        running["at"] = TogglValues.Stamp(call.Now);
        _ = book.Save(Kind, running, call.Now);
        webhooks.Tell(call, "time_entry", "updated", running);
        return running;
    }

    private JsonAnswer Stop(JsonCall call)
    {
        var entry = book.Get(Kind, call.Ids[1], "Time entry");
        return IsRunning(entry)
            ? End(entry, call).Copy()
            : throw TogglRefusals.Conflict("Time entry already stopped");
    }

    private JsonAnswer Change(JsonCall call)
    {
        var entry = book.Get(Kind, call.Id, "Time entry");
        Fill(entry, call);
        _ = book.Save(Kind, entry, call.Now);
        webhooks.Tell(call, "time_entry", "updated", entry);
        return entry.Copy();
    }

    private JsonAnswer Delete(JsonCall call)
    {
        var entry = book.Get(Kind, call.Id, "Time entry");
        book.Remove(Kind, entry);
        var gone = entry.Copy();
        gone["at"] = TogglValues.Stamp(call.Now);
        gone["server_deleted_at"] = TogglValues.Stamp(call.Now);
        _ = book.AddAs(Gone, gone, call.Now);
        webhooks.Tell(call, "time_entry", "deleted", gone);
        return new JsonAnswer(200);
    }
}
