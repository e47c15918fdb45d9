using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Harvest;

/// <summary>Time entries.</summary>
internal sealed class HarvestTime(HarvestBook book, HarvestShapes shapes, HarvestRights rights)
{
    public const string Kind = "time_entries";

    private static readonly string[] Hidden =
    [
        "user_id",
        "project_id",
        "task_id",
        "hours",
        "invoice_id",
        "is_explicitly_locked",
    ];

    public void AddRoutes(JsonRoutes routes)
    {
        routes.Add("GET", "v2/time_entries", List);
        routes.Add("POST", "v2/time_entries", Create);
        routes.Add("GET", "v2/time_entries/*", x => Show(rights.Get(Kind, x.Id), x.Now));
        routes.Add("PATCH", "v2/time_entries/*", Change);
        routes.Add("DELETE", "v2/time_entries/*", Delete);
        routes.Add("DELETE", "v2/time_entries/*/external_reference", DeleteReference);
        routes.Add("PATCH", "v2/time_entries/*/restart", Restart);
        routes.Add("PATCH", "v2/time_entries/*/stop", x => Stop(Entry(x), x.Now));
    }

    /// <summary>Why it may not be changed; none when it may.</summary>
    public static string? LockOf(JsonObject entry)
    {
        var (isApproved, isBilled) = (
            entry.TextAt("approval_status") is "approved",
            entry.IsTrue("is_billed")
        );
        return (isApproved, isBilled, entry.IsTrue("is_explicitly_locked")) switch
        {
            (true, true, _) => "Item Invoiced and Approved and Locked for this Time Period",
            (true, false, _) => "Item Approved and Locked for this Time Period",
            (false, true, _) => "Item Invoiced and Locked for this Time Period",
            (false, false, true) => "The project is locked for this time period.",
            _ => null,
        };
    }

    /// <summary>Hours that were stopped, and those of a timer that runs.</summary>
    private static decimal HoursOf(JsonObject entry, DateTimeOffset now) =>
        (entry.NumberAt("hours") ?? 0m)
        + (
            entry.TextAt("timer_started_at") is { } started
                ? HarvestClock.Hours(
                    now - DateTimeOffset.Parse(started, CultureInfo.InvariantCulture)
                )
                : 0m
        );

    private JsonObject Company => book.Get("company", "1");

    private JsonAnswer List(JsonCall call)
    {
        var all = book.All(Kind).Where(x => rights.Sees(x) && HarvestFilter.Holds(call, x));
        if (call.Query("client_id") is { } client)
        {
            all = all.Where(x =>
                shapes.Client(x, "id") is { } of
                && client.Equals(of["id"]!.ToString(), StringComparison.Ordinal)
            );
        }

        return HarvestPaging.Page(call, Kind, HarvestPaging.InOrder(all), x => Show(x, call.Now));
    }

    private JsonObject Show(JsonObject entry, DateTimeOffset now)
    {
        var shown = HarvestShapes.Without(entry, Hidden);
        var hours = HoursOf(entry, now);
        var lockedReason = LockOf(entry);
        var project = book.Referred(entry, "project_id", "projects")!;
        shown["user"] = shapes.User(entry);
        shown["client"] = shapes.Client(entry, "id", "name");
        shown["project"] = project.Only("id", "name");
        shown["task"] = shapes.Reference(entry, "task_id", "tasks", "id", "name");
        shown["user_assignment"] = shapes
            .Assignment(entry, "user_assignments", "user_id")
            ?.Only(
                "id",
                "is_project_manager",
                "is_active",
                "budget",
                "created_at",
                "updated_at",
                "hourly_rate"
            );
        var task = shapes.Assignment(entry, "task_assignments", "task_id");
        shown["task_assignment"] = task?.Only(
            "id",
            "billable",
            "is_active",
            "created_at",
            "updated_at",
            "hourly_rate",
            "budget"
        );
        shown["hours"] = hours;
        shown["hours_without_timer"] = entry.NumberAt("hours") ?? 0m;
        shown["rounded_hours"] = HarvestRounding.Apply(Company, hours);
        shown["is_locked"] = lockedReason is not null;
        shown["locked_reason"] = lockedReason;
        shown["is_closed"] = entry.TextAt("approval_status") is "approved";
        shown["invoice"] = shapes.Reference(entry, "invoice_id", "invoices", "id", "number");
        shown["budgeted"] = project.TextAt("budget_by") is not "none";
        shown["billable_rate"] =
            rights.IsAdministrator && entry.IsTrue("billable")
                ? RateOf(entry, project, task)
                : null;
        shown["cost_rate"] = rights.IsAdministrator
            ? book.Referred(entry, "user_id", "users")?["cost_rate"]?.DeepClone()
            : null;
        return shown;
    }

    private JsonNode? RateOf(JsonObject entry, JsonObject project, JsonObject? task) =>
        (
            project.TextAt("bill_by") switch
            {
                "Project" => project["hourly_rate"],
                "Tasks" => task?["hourly_rate"],
                "People" => shapes.Assignment(entry, "user_assignments", "user_id")?["hourly_rate"]
                    ?? book.Referred(entry, "user_id", "users")?["default_hourly_rate"],
                _ => null,
            }
        )?.DeepClone();

    private JsonAnswer Create(JsonCall call)
    {
        var entry = new JsonObject();
        book.Fill(HarvestKind.TimeEntries, entry, call.Sent, isNew: true);
        entry["user_id"] ??= HarvestApi.Me;
        entry["external_reference"] = ReferenceOf(call.Sent);
        entry["approval_status"] = "unsubmitted";
        entry["is_billed"] = false;
        entry["is_running"] = false;
        entry["timer_started_at"] = null;
        entry["billable"] =
            AssignedTask(entry).IsTrue("billable") && ProjectOf(entry).IsTrue("is_billable");
        RequirePerson(entry);
        var isTimestamps = Company.IsTrue("wants_timestamp_timers");
        Measure(entry, isTimestamps, call.Now);
        if (entry["hours"] is null)
        {
            entry["hours"] = 0m;
            StartTimer(entry, call.Now);
        }

        _ = book.Add(Kind, entry, call.Now);
        return new JsonAnswer(201, Show(entry, call.Now));
    }

    /// <summary>Hours from a start to an end, where the account tracks so.</summary>
    private static void Measure(JsonObject entry, bool isTimestamps, DateTimeOffset now)
    {
        if (!isTimestamps)
        {
            entry["started_time"] = null;
            entry["ended_time"] = null;
            return;
        }

        var started = entry.TextAt("started_time") is { } from
            ? HarvestClock.Read(from, "started_time")
            : TimeOnly.FromDateTime(now.UtcDateTime);
        entry["started_time"] = HarvestClock.Write(started);
        if (entry.TextAt("ended_time") is not { } to)
        {
            entry["hours"] = null;
            return;
        }

        var ended = HarvestClock.Read(to, "ended_time");
        entry["ended_time"] = HarvestClock.Write(ended);
        // Over midnight it is a day later.
        entry["hours"] = HarvestClock.Hours(ended - started);
    }

    /// <summary>Only one timer of a person runs: another is stopped.</summary>
    private void StartTimer(JsonObject entry, DateTimeOffset now)
    {
        foreach (
            var other in book.All(Kind)
                .Where(x =>
                    x.IsTrue("is_running") && x.WholeAt("user_id") == entry.WholeAt("user_id")
                )
                .ToList()
        )
        {
            _ = Stop(other, now);
        }

        entry["is_running"] = true;
        entry["ended_time"] = null;
        entry["timer_started_at"] = JsonApi.Stamp(now);
    }

    private JsonAnswer Change(JsonCall call)
    {
        var entry = Entry(call);
        book.Fill(HarvestKind.TimeEntries, entry, call.Sent, isNew: false);
        if (call.Sent.ContainsKey("external_reference"))
        {
            entry["external_reference"] = ReferenceOf(call.Sent);
        }

        entry["billable"] =
            AssignedTask(entry).IsTrue("billable") && ProjectOf(entry).IsTrue("is_billable");
        RequirePerson(entry);
        if (call.Sent.ContainsKey("started_time") || call.Sent.ContainsKey("ended_time"))
        {
            Measure(entry, Company.IsTrue("wants_timestamp_timers"), call.Now);
        }

        return Show(book.Save(Kind, entry, call.Now), call.Now);
    }

    /// <summary>Approved time is deleted by administrators only.</summary>
    private JsonAnswer Delete(JsonCall call)
    {
        var entry = rights.Get(Kind, call.Id);
        if (
            entry.IsTrue("is_billed")
            || entry.IsTrue("is_explicitly_locked")
            || (!rights.IsAdministrator && LockOf(entry) is not null)
        )
        {
            throw HarvestRefusals.Invalid(LockOf(entry)!);
        }

        book.Remove(Kind, entry);
        return Show(entry, call.Now);
    }

    private JsonAnswer DeleteReference(JsonCall call)
    {
        var entry = Entry(call);
        entry["external_reference"] = null;
        _ = book.Save(Kind, entry, call.Now);
        return new JsonAnswer(200);
    }

    private JsonAnswer Restart(JsonCall call)
    {
        var entry = Entry(call);
        if (entry.IsTrue("is_running"))
        {
            throw HarvestRefusals.Invalid("Timer is already running");
        }

        StartTimer(entry, call.Now);
        return Show(book.Save(Kind, entry, call.Now), call.Now);
    }

    private JsonObject Stop(JsonObject entry, DateTimeOffset now)
    {
        if (!entry.IsTrue("is_running"))
        {
            throw HarvestRefusals.Invalid("Timer is not running");
        }

        entry["hours"] = HoursOf(entry, now);
        entry["is_running"] = false;
        entry["timer_started_at"] = null;
        if (entry.TextAt("started_time") is not null)
        {
            entry["ended_time"] = HarvestClock.Write(TimeOnly.FromDateTime(now.UtcDateTime));
        }

        return Show(book.Save(Kind, entry, now), now);
    }

    /// <summary>One that may be changed.</summary>
    private JsonObject Entry(JsonCall call)
    {
        var entry = rights.Get(Kind, call.Ids[0]);
        return LockOf(entry) is { } reason ? throw HarvestRefusals.Invalid(reason) : entry;
    }

    private JsonObject ProjectOf(JsonObject entry) =>
        book.Referred(entry, "project_id", "projects") is { } project && project.IsTrue("is_active")
            ? project
            : throw HarvestRefusals.Invalid("Project is not active");

    private JsonObject AssignedTask(JsonObject entry) =>
        shapes.Assignment(entry, "task_assignments", "task_id") is { } task
        && task.IsTrue("is_active")
            ? task
            : throw HarvestRefusals.Invalid("Task is not assigned to this project");

    private void RequirePerson(JsonObject entry)
    {
        if (
            shapes.Assignment(entry, "user_assignments", "user_id")?.IsTrue("is_active") is not true
        )
        {
            throw HarvestRefusals.Invalid("User is not assigned to this project");
        }
    }

    private static JsonObject? ReferenceOf(JsonObject sent) =>
        sent["external_reference"] is JsonObject reference
            ? reference.Only(
                "id",
                "group_id",
                "account_id",
                "permalink",
                "service",
                "service_icon_url"
            )
            : null;
}
