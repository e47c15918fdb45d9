using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Clockify;

/// <summary>People, clients, projects, tasks and tags of the workspace.</summary>
internal sealed class ClockifyMasters(ClockifyBook book, ClockifyWebhooks webhooks)
{
    private static readonly string[] RecordKinds = ["clients", "projects", "tags"];

    private static readonly Dictionary<string, (string Name, string Standard)[]> Members = new(
        StringComparer.Ordinal
    )
    {
        ["clients"] =
        [
            ("name", "null"),
            ("email", "null"),
            ("address", "null"),
            ("note", "null"),
            ("archived", "false"),
            ("currencyId", "null"),
            ("currencyCode", "\"USD\""),
            ("ccEmails", "null"),
        ],
        ["projects"] =
        [
            ("name", "null"),
            ("clientId", "\"\""),
            ("hourlyRate", "null"),
            ("costRate", "null"),
            ("billable", "true"),
            ("color", "\"#03A9F4\""),
            ("archived", "false"),
            ("note", "\"\""),
            ("public", "true"),
            ("template", "false"),
        ],
        ["tags"] = [("name", "null"), ("archived", "false")],
        ["tasks"] =
        [
            ("name", "null"),
            ("assigneeIds", "[]"),
            ("userGroupIds", "[]"),
            ("estimate", "\"PT0S\""),
            ("status", "\"ACTIVE\""),
            ("billable", "true"),
            ("hourlyRate", "null"),
            ("costRate", "null"),
        ],
    };

    public void AddRoutes(JsonRoutes routes)
    {
        routes.Add("GET", "api/v1/user", _ => book.All("users").First().Copy());
        routes.Add(
            "GET",
            "api/v1/workspaces",
            x => ClockifyBook.Page(x, book.All("workspaces"), y => y.Copy())
        );
        routes.Add("GET", "api/v1/workspaces/*", x => book.Get("workspaces", x.Id).Copy());
        Add(routes, "GET", "users", ListUsers);
        Add(routes, "POST", "users", AddUser);
        Add(routes, "PUT", "users/*", ChangeUser);
        foreach (var kind in RecordKinds)
        {
            Add(routes, "GET", kind, x => List(x, kind, book.All(kind)));
            Add(routes, "POST", kind, x => Create(x, kind, new JsonObject()));
            Add(routes, "GET", $"{kind}/*", x => book.Get(kind, x.Id).Copy());
            Add(routes, "PUT", $"{kind}/*", x => Change(x, kind));
            Add(routes, "DELETE", $"{kind}/*", x => Delete(x, kind));
        }

        Add(routes, "GET", "projects/*/tasks", x => List(x, "tasks", TasksOf(x.Ids[1])));
        Add(
            routes,
            "POST",
            "projects/*/tasks",
            x => Create(x, "tasks", new JsonObject { ["projectId"] = ProjectOf(x) })
        );
        Add(routes, "GET", "projects/*/tasks/*", x => book.Get("tasks", x.Id).Copy());
        Add(routes, "PUT", "projects/*/tasks/*", x => Change(x, "tasks"));
        Add(routes, "DELETE", "projects/*/tasks/*", x => Delete(x, "tasks"));
    }

    /// <summary>A route below the workspace, which must be the one that there is.</summary>
    public void Add(
        JsonRoutes routes,
        string method,
        string path,
        Func<JsonCall, JsonAnswer> answer
    ) =>
        routes.Add(
            method,
            $"api/v1/workspaces/*/{path}",
            call =>
            {
                _ = book.Get("workspaces", call.Ids[0]);
                return answer(call);
            }
        );

    private string ProjectOf(JsonCall call) => book.Get("projects", call.Ids[1]).TextAt("id")!;

    private IEnumerable<JsonObject> TasksOf(string project) =>
        book.All("tasks")
            .Where(x => project.Equals(x.TextAt("projectId"), StringComparison.Ordinal));

    private JsonAnswer ListUsers(JsonCall call) =>
        ClockifyBook.Page(
            call,
            book.All("users")
                .Where(x =>
                    call.Query("email") is not { } email
                    || email.Equals(x.TextAt("email"), StringComparison.OrdinalIgnoreCase)
                ),
            x => x.Copy()
        );

    /// <summary>Invites somebody, who is taken to have accepted.</summary>
    private JsonAnswer AddUser(JsonCall call)
    {
        var email =
            call.Sent.TextAt("email") ?? throw ClockifyRefusals.Invalid("email is required");
        _ = book.Add("users", ClockifyApi.UserOf(email, call.Ids[0]), call.Now);
        return book.Get("workspaces", call.Ids[0]).Copy();
    }

    private JsonAnswer ChangeUser(JsonCall call)
    {
        var user = book.Get("users", call.Id);
        user["status"] = call.Sent.TextAt("status") is "INACTIVE" ? "LIMITED" : "ACTIVE";
        _ = book.Save("users", user, call.Now);
        return book.Get("workspaces", call.Ids[0]).Copy();
    }

    private static JsonAnswer List(JsonCall call, string kind, IEnumerable<JsonObject> records)
    {
        if (call.Query("archived") is { } archived)
        {
            records = records.Where(x => x.IsTrue("archived") == archived is "true");
        }

        if (call.Query("name") is { } name)
        {
            records = records.Where(x =>
                x.TextAt("name")!.Contains(name, StringComparison.OrdinalIgnoreCase)
            );
        }

        return ClockifyBook.Page(
            call,
            records.OrderBy(x => x.TextAt("name"), StringComparer.OrdinalIgnoreCase),
            x => x.Copy()
        );
    }

    private JsonAnswer Create(JsonCall call, string kind, JsonObject record)
    {
        foreach (var (name, standard) in Members[kind])
        {
            record[name] = call.Sent[name]?.DeepClone() ?? JsonNode.Parse(standard);
        }

        Check(kind, record);
        if (kind is not "tasks")
        {
            record["workspaceId"] = call.Ids[0];
        }

        Complete(kind, record);
        _ = book.Add(kind, record, call.Now);
        webhooks.Tell(ClockifyWebhooks.EventOf("NEW", kind), record);
        return new JsonAnswer(201, record.Copy());
    }

    private JsonAnswer Change(JsonCall call, string kind)
    {
        var record = book.Get(kind, call.Id);
        foreach (var (name, _) in Members[kind])
        {
            if (call.Sent.ContainsKey(name))
            {
                record[name] = call.Sent[name]?.DeepClone();
            }
        }

        Check(kind, record);
        Complete(kind, record);
        _ = book.Save(kind, record, call.Now);
        webhooks.Tell(ClockifyWebhooks.EventOf("UPDATED", kind), record);
        return record.Copy();
    }

    /// <summary>Only what is archived, or done, can be deleted.</summary>
    private JsonAnswer Delete(JsonCall call, string kind)
    {
        var record = book.Get(kind, call.Id);
        if (kind is "projects" or "clients" && !record.IsTrue("archived"))
        {
            throw ClockifyRefusals.Invalid($"Cannot delete an active {kind[..^1]}");
        }

        book.Remove(kind, record);
        webhooks.Tell(ClockifyWebhooks.EventOf("DELETED", kind), record);
        return record.Copy();
    }

    private void Check(string kind, JsonObject record)
    {
        if (string.IsNullOrEmpty(record.TextAt("name")))
        {
            throw ClockifyRefusals.Invalid("name is required");
        }

        if (record.TextAt("clientId") is { Length: > 0 } client)
        {
            _ = book.Get("clients", client);
        }

        var id = record.TextAt("id");
        if (
            kind is "clients" or "tags"
            && book.All(kind)
                .Any(x =>
                    !string.Equals(x.TextAt("id"), id, StringComparison.Ordinal)
                    && string.Equals(
                        x.TextAt("name"),
                        record.TextAt("name"),
                        StringComparison.Ordinal
                    )
                )
        )
        {
            throw ClockifyRefusals.Invalid(
                $"{char.ToUpperInvariant(kind[0])}{kind[1..^1]} with name '{record.TextAt("name")}' already exists"
            );
        }
    }

    private void Complete(string kind, JsonObject record)
    {
        if (kind is "projects")
        {
            record["clientName"] =
                book.Find("clients", record.TextAt("clientId"))?.TextAt("name") ?? string.Empty;
            record["duration"] ??= "PT0S";
            record["memberships"] ??= new JsonArray();
            record["estimate"] ??= new JsonObject { ["estimate"] = "PT0S", ["type"] = "AUTO" };
        }
    }
}
