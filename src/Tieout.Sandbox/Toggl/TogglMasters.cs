using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Toggl;

/// <summary>Clients, projects, tasks and tags of the workspace.</summary>
internal sealed class TogglMasters(TogglBook book, TogglWebhooks webhooks)
{
    private const int PageStandard = 151;
    private const int PageMax = 200;

    private static readonly (string Name, string Standard)[] OfClients =
    [
        ("name", "null"),
        ("notes", "null"),
        ("external_reference", "null"),
        ("archived", "false"),
    ];

    private static readonly (string Name, string Standard)[] OfProjects =
    [
        ("name", "null"),
        ("client_id", "null"),
        ("is_private", "false"),
        ("active", "true"),
        ("color", "\"#0b83d9\""),
        ("billable", "true"),
        ("template", "false"),
        ("auto_estimates", "false"),
        ("estimated_hours", "null"),
        ("rate", "null"),
        ("currency", "null"),
        ("recurring", "false"),
        ("fixed_fee", "null"),
        ("start_date", "null"),
        ("end_date", "null"),
        ("external_reference", "null"),
    ];

    private static readonly (string Name, string Standard)[] OfTasks =
    [
        ("name", "null"),
        ("active", "true"),
        ("estimated_seconds", "null"),
        ("user_id", "null"),
        ("external_reference", "null"),
    ];

    private static readonly (string Name, string Standard)[] OfTags = [("name", "null")];

    private const string Root = "api/v9/workspaces/*";

    public void AddRoutes(JsonRoutes routes)
    {
        AddKind(routes, "clients", OfClients, ListClients);
        AddKind(routes, "projects", OfProjects, ListProjects);
        AddKind(routes, "tags", OfTags, _ => Shown(book.All("tags")));
        TogglApi.AddBelow(routes, "POST", $"{Root}/clients/*/archive", x => Archive(x, true));
        TogglApi.AddBelow(routes, "POST", $"{Root}/clients/*/restore", x => Archive(x, false));
        TogglApi.AddBelow(routes, "GET", $"{Root}/tasks", _ => Shown(book.All("tasks")));
        const string Tasks = $"{Root}/projects/*/tasks";
        TogglApi.AddBelow(routes, "GET", Tasks, ListTasks);
        TogglApi.AddBelow(routes, "POST", Tasks, x => Create(x, "tasks", OfTasks));
        TogglApi.AddBelow(routes, "GET", $"{Tasks}/*", x => Get(x, "tasks").Copy());
        TogglApi.AddBelow(routes, "PUT", $"{Tasks}/*", x => Change(x, "tasks", OfTasks));
        TogglApi.AddBelow(routes, "DELETE", $"{Tasks}/*", x => Delete(x, "tasks"));
    }

    private void AddKind(
        JsonRoutes routes,
        string kind,
        (string Name, string Standard)[] members,
        Func<JsonCall, JsonAnswer> list
    )
    {
        TogglApi.AddBelow(routes, "GET", $"{Root}/{kind}", list);
        TogglApi.AddBelow(routes, "POST", $"{Root}/{kind}", x => Create(x, kind, members));
        TogglApi.AddBelow(routes, "GET", $"{Root}/{kind}/*", x => Get(x, kind).Copy());
        TogglApi.AddBelow(routes, "PUT", $"{Root}/{kind}/*", x => Change(x, kind, members));
        TogglApi.AddBelow(routes, "DELETE", $"{Root}/{kind}/*", x => Delete(x, kind));
    }

    private static string One(string kind) => kind[..^1];

    private JsonObject Get(JsonCall call, string kind)
    {
        var one = One(kind);
        return book.Get(kind, call.Id, char.ToUpperInvariant(one[0]) + one[1..]);
    }

    private static JsonArray Shown(IEnumerable<JsonObject> records) =>
        records.Select(x => (JsonNode)x.Copy()).ToJsonArray();

    private JsonAnswer ListClients(JsonCall call)
    {
        var status = call.Query("status") ?? "active";
        return Shown(
            book.All("clients")
                .Where(x => status is "both" || x.IsTrue("archived") == (status is "archived"))
                .OrderBy(x => x.TextAt("name"), StringComparer.OrdinalIgnoreCase)
        );
    }

    /// <summary>A page of them; without <c>active</c> of all [U].</summary>
    private JsonAnswer ListProjects(JsonCall call)
    {
        var active = call.Query("active");
        var clients = TogglValues.Ids(call, "client_ids");
        var size = Math.Min(TogglValues.Count(call, "per_page", PageStandard), PageMax);
        return Shown(
            book.All("projects")
                .Where(x => active is null or "both" || x.IsTrue("active") == (active is "true"))
                .Where(x =>
                    clients is null || x.WholeAt("client_id") is { } id && clients.Contains(id)
                )
                .OrderBy(x => x.TextAt("name"), StringComparer.OrdinalIgnoreCase)
                .ThenBy(x => x.WholeAt("id"))
                .Skip((TogglValues.Count(call, "page", 1) - 1) * size)
                .Take(size)
        );
    }

    private JsonAnswer ListTasks(JsonCall call)
    {
        var project = TogglValues.Whole(call.Id);
        return Shown(book.All("tasks").Where(x => x.WholeAt("project_id") == project));
    }

    private JsonAnswer Create(JsonCall call, string kind, (string, string)[] members)
    {
        var record = new JsonObject
        {
            ["workspace_id"] = TogglApi.Workspace,
            ["wid"] = TogglApi.Workspace,
        };
        if (kind is "tasks")
        {
            record["project_id"] = book.Get("projects", call.Id, "Project")["id"]!.DeepClone();
        }

        Fill(call, kind, record, members);
        record["created_at"] = TogglValues.Stamp(call.Now);
        record["creator_id"] = TogglApi.Me;
        _ = book.Add(kind, record, call.Now);
        webhooks.Tell(call, One(kind), "created", record);
        return record.Copy();
    }

    private JsonAnswer Change(JsonCall call, string kind, (string, string)[] members)
    {
        var record = Get(call, kind);
        Fill(call, kind, record, members);
        _ = book.Save(kind, record, call.Now);
        webhooks.Tell(call, One(kind), "updated", record);
        return record.Copy();
    }

    private void Fill(JsonCall call, string kind, JsonObject record, (string, string)[] members)
    {
        TogglValues.Take(record, call.Sent, members);
        if (string.IsNullOrWhiteSpace(record.TextAt("name")))
        {
            throw TogglRefusals.Invalid($"{One(kind)} name can't be blank");
        }

        var isTaken = book.All(kind)
            .Any(x =>
                x.WholeAt("id") != record.WholeAt("id")
                && x.WholeAt("client_id") == record.WholeAt("client_id")
                && x.WholeAt("project_id") == record.WholeAt("project_id")
                && string.Equals(x.TextAt("name"), record.TextAt("name"), StringComparison.Ordinal)
            );
        if (isTaken)
        {
            throw TogglRefusals.Invalid("Name has already been taken");
        }

        record["at"] = TogglValues.Stamp(call.Now);
        if (kind is "projects")
        {
            var client = book.Referred("clients", record, "client_id");
            record["cid"] = client?["id"]?.DeepClone();
            record["client_name"] = client?["name"]?.DeepClone();
            record["status"] = record.IsTrue("active") ? "active" : "archived";
            record["actual_seconds"] ??= 0;
        }
    }

    private JsonAnswer Archive(JsonCall call, bool isArchived)
    {
        var client = book.Get("clients", call.Id, "Client");
        client["archived"] = isArchived;
        client["at"] = TogglValues.Stamp(call.Now);
        _ = book.Save("clients", client, call.Now);
        webhooks.Tell(call, "client", "updated", client);
        return isArchived
            ? new JsonArray(client["id"]!.DeepClone())
            : new JsonAnswer(200, client.Copy());
    }

    /// <summary>What stood below it stays, without it.</summary>
    private JsonAnswer Delete(JsonCall call, string kind)
    {
        var record = Get(call, kind);
        var name = $"{One(kind)}_id";
        foreach (var other in new[] { "projects", TogglTime.Kind })
        {
            foreach (
                var below in book.All(other)
                    .Where(x => x.WholeAt(name) == record.WholeAt("id"))
                    .ToList()
            )
            {
                below[name] = null;
                _ = book.Save(other, below, call.Now);
            }
        }

        book.Remove(kind, record);
        webhooks.Tell(call, One(kind), "deleted", record);
        return record["id"]!.DeepClone();
    }
}
