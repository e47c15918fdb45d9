using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Toggl;

/// <summary>Weeks and months that people submit, and others approve.</summary>
/// <remarks>
/// Shapes are those of the specification. It names no statuses: <c>open</c>, <c>submitted</c>,
/// <c>approved</c> and <c>rejected</c>, and the ways between them, are our reading of it [U]. So is
/// that <c>member_id</c> is the id of a user.
/// </remarks>
internal sealed class TogglTimesheets(TogglBook book, TogglTime time)
{
    private const string Setups = "timesheet_setups";
    private const string Decisions = "_timesheets";
    private const string Root = "api/v9/workspaces/*";
    private const string One = $"{Root}/timesheets/*/*";
    private const int PageStandard = 20;
    private const int PageMax = 1000;

    private static readonly string[] Statuses = ["open", "submitted", "approved", "rejected"];

    public void AddRoutes(JsonRoutes routes)
    {
        TogglApi.AddBelow(routes, "GET", $"{Root}/{Setups}", ListSetups);
        TogglApi.AddBelow(routes, "POST", $"{Root}/{Setups}", CreateSetups);
        TogglApi.AddBelow(routes, "DELETE", $"{Root}/{Setups}/*", DeleteSetup);
        TogglApi.AddBelow(routes, "GET", $"{Root}/timesheets", List);
        TogglApi.AddBelow(routes, "PUT", $"{Root}/timesheets", DecideAll);
        TogglApi.AddBelow(routes, "POST", $"{Root}/timesheets/hours", ListHours);
        TogglApi.AddBelow(routes, "PUT", One, x => Decide(x, x.Sent, x.Ids[1], x.Id));
        TogglApi.AddBelow(routes, "GET", $"{One}/time_entries", ListEntries);
    }

    private JsonAnswer ListSetups(JsonCall call)
    {
        var members = TogglValues.Ids(call, "member_ids");
        return new JsonObject
        {
            ["data"] = book.All(Setups)
                .Where(x => members is null || members.Contains(x.WholeAt("member_id")!.Value))
                .Select(x => (JsonNode)x.Copy())
                .ToJsonArray(),
        };
    }

    private JsonAnswer CreateSetups(JsonCall call)
    {
        var sent = call.Sent;
        var start =
            TogglValues.DayOf(sent.TextAt("start_date"), "date")
            ?? throw TogglRefusals.Invalid("Invalid date");
        if (sent.TextAt("periodicity") is not ("weekly" or "biweekly" or "monthly"))
        {
            throw TogglRefusals.Invalid("Invalid periodicity");
        }

        var approver = PersonOf(sent["approver_id"] ?? (sent["approver_ids"] as JsonArray)?[0]);
        var made = new JsonArray();
        foreach (var node in sent["member_ids"] as JsonArray ?? [])
        {
            var member = PersonOf(node);
            if (book.All(Setups).Any(x => x.WholeAt("member_id") == member.WholeAt("id")))
            {
                throw TogglRefusals.Invalid("Member already has a timesheet setup");
            }

            made.Add(
                book.Add(
                        Setups,
                        new JsonObject
                        {
                            ["workspace_id"] = TogglApi.Workspace,
                            ["member_id"] = member["id"]!.DeepClone(),
                            ["member_name"] = member["fullname"]!.DeepClone(),
                            ["approver_id"] = approver["id"]!.DeepClone(),
                            ["approver_name"] = approver["fullname"]!.DeepClone(),
                            ["start_date"] = TogglValues.Day(start),
                            ["end_date"] = null,
                            ["periodicity"] = sent.TextAt("periodicity"),
                        },
                        call.Now
                    )
                    .Copy()
            );
        }

        return made;
    }

    private JsonObject PersonOf(JsonNode? id) =>
        book.Find("users", TogglValues.Whole(id?.ToString()))
        ?? throw TogglRefusals.Invalid("Invalid user ID");

    private JsonAnswer DeleteSetup(JsonCall call)
    {
        var setup = book.Get(Setups, call.Id, "Timesheet setup");
        if (
            book.All(Decisions)
                .Any(x =>
                    x.WholeAt("timesheet_setup_id") == setup.WholeAt("id")
                    && x.TextAt("status") is not "open"
                )
        )
        {
            throw TogglRefusals.Invalid(
                "Failed to delete timesheet setup, member has approved, rejected or submitted timesheets"
            );
        }

        book.Remove(Setups, setup);
        return new JsonAnswer(200);
    }

    private JsonAnswer List(JsonCall call)
    {
        var members = TogglValues.Ids(call, "member_ids");
        var approvers = TogglValues.Ids(call, "approver_ids");
        var setups = TogglValues.Ids(call, "timesheet_setup_ids");
        var statuses = call.Query("statuses")?.Split(',');
        var before = TogglValues.DayOf(call.Query("before"), "date");
        var after = TogglValues.DayOf(call.Query("after"), "date");
        var size = TogglValues.Count(call, "per_page", PageStandard);
        size = size > PageMax ? PageStandard : size;
        var number = TogglValues.Count(call, "page", 1);
        var all = book.All(Setups)
            .Where(x => members is null || members.Contains(x.WholeAt("member_id")!.Value))
            .Where(x => approvers is null || approvers.Contains(x.WholeAt("approver_id")!.Value))
            .Where(x => setups is null || setups.Contains(x.WholeAt("id")!.Value))
            .SelectMany(x => PeriodsOf(x, call.Now).Select(y => Timesheet(x, y)))
            .Where(x => statuses?.Contains(x.TextAt("status"), StringComparer.Ordinal) ?? true)
            .Where(x => before is null || StartOf(x) < before)
            .Where(x => after is null || StartOf(x) > after)
            .OrderBy(x => x.TextAt("start_date"), StringComparer.Ordinal)
            .ThenBy(x => x.WholeAt("timesheet_setup_id"))
            .ToList();
        if (call.Query("sort_order") is "desc" or "DESC")
        {
            all.Reverse();
        }

        return new JsonObject
        {
            ["data"] = all.Skip((number - 1) * size)
                .Take(size)
                .Select(x => (JsonNode)x)
                .ToJsonArray(),
            ["page"] = number,
            ["per_page"] = size,
            ["total_count"] = all.Count,
        };
    }

    private static DateOnly StartOf(JsonObject record) =>
        TogglValues.DayOf(record.TextAt("start_date"), "date")!.Value;

    /// <summary>The first days of the periods of a setup, up to today's.</summary>
    private static IEnumerable<DateOnly> PeriodsOf(JsonObject setup, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        for (var start = StartOf(setup); start <= today; start = EndOf(setup, start).AddDays(1))
        {
            yield return start;
        }
    }

    private static DateOnly EndOf(JsonObject setup, DateOnly start) =>
        setup.TextAt("periodicity") switch
        {
            "monthly" => start.AddMonths(1).AddDays(-1),
            "biweekly" => start.AddDays(13),
            _ => start.AddDays(6),
        };

    private JsonObject? DecisionOf(JsonObject setup, DateOnly start) =>
        book.All(Decisions)
            .FirstOrDefault(x =>
                x.WholeAt("timesheet_setup_id") == setup.WholeAt("id") && StartOf(x) == start
            );

    private JsonObject Timesheet(JsonObject setup, DateOnly start)
    {
        var shown = setup.Only(
            "workspace_id",
            "member_id",
            "member_name",
            "approver_id",
            "approver_name",
            "periodicity"
        );
        shown["timesheet_setup_id"] = setup["id"]!.DeepClone();
        shown["start_date"] = TogglValues.Day(start);
        shown["end_date"] = TogglValues.Day(EndOf(setup, start));
        shown["timezone"] = TogglPeople.Zone;
        shown["status"] = "open";
        foreach (
            var name in new[]
            {
                "submitted_at",
                "approved_or_rejected_at",
                "approved_or_rejected_id",
                "approved_or_rejected_name",
                "rejection_comment",
                "status",
            }
        )
        {
            shown[name] = DecisionOf(setup, start)?[name]?.DeepClone() ?? shown[name]?.DeepClone();
        }

        return shown;
    }

    private JsonAnswer DecideAll(JsonCall call)
    {
        var all = (call.Body as JsonArray ?? []).OfType<JsonObject>();
        return all.Select(x =>
                Decide(
                    call,
                    x,
                    x["timesheet_setup_id"]?.ToString() ?? string.Empty,
                    x.TextAt("start_date") ?? string.Empty
                ).Body
            )
            .ToJsonArray();
    }

    private JsonAnswer Decide(JsonCall call, JsonObject sent, string setupId, string date)
    {
        var (setup, start) = Named(setupId, date, call.Now);
        var decision = DecisionOf(setup, start);
        var status = sent.TextAt("status");
        if (!Statuses.Contains(status, StringComparer.Ordinal))
        {
            throw TogglRefusals.Invalid("Invalid status");
        }

        if (sent.TextAt("rejection_comment") is not null && status is not "rejected")
        {
            throw TogglRefusals.Invalid("Invalid status for rejection comment");
        }

        var isAllowed = (decision?.TextAt("status") ?? "open", status) switch
        {
            ("open" or "rejected", "submitted") => true,
            ("submitted", "approved" or "rejected" or "open") => true,
            ("approved", "rejected" or "open") => true,
            _ => false,
        };
        if (!isAllowed)
        {
            throw TogglRefusals.Invalid("Invalid timesheet transition");
        }

        decision ??= book.Add(
            Decisions,
            new JsonObject
            {
                ["timesheet_setup_id"] = setup["id"]!.DeepClone(),
                ["start_date"] = TogglValues.Day(start),
            },
            call.Now
        );
        Note(decision, status!, sent, call.Now);
        _ = book.Save(Decisions, decision, call.Now);
        return Timesheet(setup, start);
    }

    private void Note(JsonObject decision, string status, JsonObject sent, DateTimeOffset now)
    {
        decision["status"] = status;
        decision["rejection_comment"] = sent["rejection_comment"]?.DeepClone();
        if (status is "submitted")
        {
            decision["submitted_at"] = TogglValues.Stamp(now);
        }

        var isDecided = status is "approved" or "rejected";
        decision["approved_or_rejected_at"] = isDecided ? TogglValues.Stamp(now) : null;
        decision["approved_or_rejected_id"] = isDecided ? TogglApi.Me : null;
        decision["approved_or_rejected_name"] = isDecided
            ? book.Find("users", TogglApi.Me)!["fullname"]!.DeepClone()
            : null;
    }

    private (JsonObject Setup, DateOnly Start) Named(string setup, string date, DateTimeOffset now)
    {
        var found =
            book.Find(Setups, TogglValues.Whole(setup))
            ?? throw TogglRefusals.Invalid("Invalid ID");
        var start = TogglValues.DayOf(date, "date")!.Value;
        return PeriodsOf(found, now).Contains(start)
            ? (found, start)
            : throw TogglRefusals.Invalid("Invalid date");
    }

    private IEnumerable<JsonObject> EntriesOf(JsonObject setup, DateOnly start) =>
        time.OfPerson(setup.WholeAt("member_id"))
            .Where(x =>
                TogglReports.DayOf(x) >= start && TogglReports.DayOf(x) <= EndOf(setup, start)
            );

    private JsonAnswer ListEntries(JsonCall call)
    {
        var (setup, start) = Named(call.Ids[1], call.Id, call.Now);
        return EntriesOf(setup, start).Select(x => (JsonNode)x.Copy()).ToJsonArray();
    }

    private JsonAnswer ListHours(JsonCall call)
    {
        var asked = call.Body as JsonArray ?? [call.Sent.Copy()];
        var hours = new JsonArray();
        foreach (var one in asked.OfType<JsonObject>())
        {
            var (setup, start) = Named(
                one["timesheet_setup_id"]?.ToString() ?? string.Empty,
                one.TextAt("start_date") ?? string.Empty,
                call.Now
            );
            hours.Add(
                new JsonObject
                {
                    ["timesheet_setup_id"] = setup["id"]!.DeepClone(),
                    ["start_date"] = TogglValues.Day(start),
                    ["total_seconds"] = EntriesOf(setup, start)
                        .Where(x => !TogglTime.IsRunning(x))
                        .Sum(x => x.WholeAt("duration")),
                    ["working_hours_in_minutes"] = 2400,
                }
            );
        }

        return hours;
    }
}
