using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Clockify;

/// <summary>Weeks and months that people submit, and others approve.</summary>
internal sealed class ClockifyApprovals(
    ClockifyBook book,
    ClockifyTime time,
    ClockifyWebhooks webhooks
)
{
    private const string Kind = "approval-requests";

    public void AddRoutes(JsonRoutes routes, ClockifyMasters below)
    {
        below.Add(routes, "GET", Kind, List);
        below.Add(routes, "POST", Kind, x => Create(x, ClockifyApi.Me));
        below.Add(routes, "POST", $"{Kind}/users/*", x => Create(x, x.Id));
        below.Add(routes, "PATCH", $"{Kind}/*", Decide);
    }

    private IEnumerable<JsonObject> EntriesOf(JsonObject request) =>
        book.All(ClockifyTime.Kind)
            .Where(x =>
                string.Equals(
                    x.TextAt("approvalRequestId"),
                    request.TextAt("id"),
                    StringComparison.Ordinal
                )
            );

    private static string StateOf(JsonObject request) =>
        request["status"]!.AsObject().TextAt("state")!;

    private JsonAnswer List(JsonCall call)
    {
        var status = call.Query("status");
        var all = book.All(Kind)
            .Where(x => status is null || status.Equals(StateOf(x), StringComparison.Ordinal));
        Func<JsonObject, string?> key = call.Query("sort-column") switch
        {
            "UPDATED_AT" => x => x["status"]!.AsObject().TextAt("updatedAt"),
            "START" => x => x["dateRange"]!.AsObject().TextAt("start"),
            "USER_ID" => x => x["owner"]!.AsObject().TextAt("userId"),
            _ => x => x.TextAt("id"),
        };
        return ClockifyBook.Page(
            call,
            call.Query("sort-order") is "DESCENDING"
                ? all.OrderByDescending(key, StringComparer.Ordinal)
                : all.OrderBy(key, StringComparer.Ordinal),
            Details
        );
    }

    private JsonNode Details(JsonObject request)
    {
        var entries = EntriesOf(request).ToList();
        var tracked = ClockifyTime.DurationOf(
            entries.Aggregate(
                TimeSpan.Zero,
                (sum, x) => sum + (ClockifyTime.EndOf(x)!.Value - ClockifyTime.StartOf(x))
            )
        );
        var state = StateOf(request);
        return new JsonObject
        {
            ["approvalRequest"] = request.Copy(),
            ["entries"] = entries.Select(x => (JsonNode)Entry(x)).ToJsonArray(),
            ["expenses"] = new JsonArray(),
            ["approvedTime"] = state is "APPROVED" ? tracked : "PT0S",
            ["pendingTime"] = state is "PENDING" ? tracked : "PT0S",
            ["trackedTime"] = tracked,
            ["billableTime"] = tracked,
            ["breakTime"] = "PT0S",
            ["billableAmount"] = 0.0m,
            ["costAmount"] = 0.0m,
            ["expenseTotal"] = 0.0m,
        };
    }

    private JsonObject Entry(JsonObject entry)
    {
        var shown = time.Show(entry);
        foreach (
            var name in new[]
            {
                "projectId",
                "taskId",
                "tagIds",
                "userId",
                "workspaceId",
                "kioskId",
            }
        )
        {
            _ = shown.Remove(name);
        }

        shown["approvalRequestId"] = entry.TextAt("approvalRequestId");
        shown["project"] = book.Find("projects", entry.TextAt("projectId"))
            ?.Only("id", "name", "clientId", "clientName", "color");
        shown["task"] = book.Find("tasks", entry.TextAt("taskId"))?.Only("id", "name");
        shown["tags"] = new JsonArray();
        return shown;
    }

    private JsonAnswer Create(JsonCall call, string userId)
    {
        var user = book.Get("users", userId);
        var start =
            ClockifyBook.Instant(call.Sent.TextAt("periodStart"), "periodStart")
            ?? throw ClockifyRefusals.Invalid("periodStart is required");
        var end = call.Sent.TextAt("period") switch
        {
            "MONTHLY" => start.AddMonths(1),
            "SEMI_MONTHLY" => start.Day < 16 ? start.AddDays(15) : start.AddMonths(1).AddDays(-15),
            _ => start.AddDays(7),
        };
        var entries = Submittable(userId, start, end);
        if (entries.Count == 0)
        {
            throw ClockifyRefusals.Invalid("There are no entries to submit for approval");
        }

        var request = book.Add(
            Kind,
            new JsonObject
            {
                ["workspaceId"] = call.Ids[0],
                ["dateRange"] = new JsonObject
                {
                    ["start"] = JsonApi.Stamp(start),
                    ["end"] = JsonApi.Stamp(end.AddSeconds(-1)),
                },
                ["owner"] = new JsonObject
                {
                    ["userId"] = userId,
                    ["userName"] = user.TextAt("name"),
                    ["timeZone"] = user["settings"]!.AsObject().TextAt("timeZone"),
                    ["startOfWeek"] = "MONDAY",
                },
                ["status"] = StatusOf("PENDING", string.Empty, call.Now),
                ["creator"] = new JsonObject
                {
                    ["userId"] = userId,
                    ["userName"] = user.TextAt("name"),
                    ["userEmail"] = user.TextAt("email"),
                },
            },
            call.Now
        );
        foreach (var entry in entries)
        {
            entry["approvalRequestId"] = request.TextAt("id");
            _ = book.Save(ClockifyTime.Kind, entry, call.Now);
        }

        webhooks.Tell("NEW_APPROVAL_REQUEST", request);
        return new JsonAnswer(201, request.Copy());
    }

    /// <summary>What is finished and stands in no request that is pending or approved.</summary>
    private List<JsonObject> Submittable(string user, DateTimeOffset start, DateTimeOffset end) =>
        [
            .. book.All(ClockifyTime.Kind)
                .Where(x => user.Equals(x.TextAt("userId"), StringComparison.Ordinal))
                .Where(x => ClockifyTime.StartOf(x) >= start && ClockifyTime.StartOf(x) < end)
                .Where(x => ClockifyTime.EndOf(x) is not null)
                .Where(x =>
                    book.Find(Kind, x.TextAt("approvalRequestId")) is not { } request
                    || StateOf(request) is not ("PENDING" or "APPROVED")
                ),
        ];

    private JsonAnswer Decide(JsonCall call)
    {
        var request = book.Get(Kind, call.Id);
        var state =
            call.Sent.TextAt("state") ?? throw ClockifyRefusals.Invalid("state is required");
        var isAllowed = (StateOf(request), state) switch
        {
            ("PENDING", "APPROVED" or "REJECTED" or "WITHDRAWN_SUBMISSION") => true,
            ("APPROVED", "WITHDRAWN_APPROVAL") => true,
            ("REJECTED" or "WITHDRAWN_SUBMISSION" or "WITHDRAWN_APPROVAL", "PENDING") => true,
            _ => false,
        };
        if (!isAllowed)
        {
            throw ClockifyRefusals.Invalid(
                $"Approval request can't go from {StateOf(request)} to {state}"
            );
        }

        request["status"] = StatusOf(state, call.Sent.TextAt("note") ?? string.Empty, call.Now);
        _ = book.Save(Kind, request, call.Now);
        webhooks.Tell("APPROVAL_REQUEST_STATUS_UPDATED", request);
        return request.Copy();
    }

    private JsonObject StatusOf(string state, string note, DateTimeOffset now) =>
        new()
        {
            ["state"] = state,
            ["updatedBy"] = ClockifyApi.Me,
            ["updatedByUserName"] = book.Get("users", ClockifyApi.Me).TextAt("name"),
            ["updatedAt"] = JsonApi.Stamp(now),
            ["note"] = note,
        };
}
