using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Harvest;

/// <summary>What callers see of records: references are shown with the name that they have now.</summary>
internal sealed class HarvestShapes(HarvestBook book)
{
    public JsonNode Show(string kind, JsonObject record) =>
        kind switch
        {
            "projects" => Project(record),
            "task_assignments" => TaskAssignment(record),
            "user_assignments" => UserAssignment(record),
            "cost_rates" or "billable_rates" => Without(record, "user_id"),
            _ => record.Copy(),
        };

    public JsonObject User(JsonObject record) =>
        book.Referred(record, "user_id", "users") is { } user
            ? new JsonObject
            {
                ["id"] = user.WholeAt("id"),
                ["name"] = $"{user.TextAt("first_name")} {user.TextAt("last_name")}",
            }
            : [];

    public JsonObject? Reference(
        JsonObject record,
        string member,
        string kind,
        params ReadOnlySpan<string> names
    ) => book.Referred(record, member, kind)?.Only(names);

    /// <summary>The client of the record's project.</summary>
    public JsonObject? Client(JsonObject record, params ReadOnlySpan<string> names) =>
        book.Referred(record, "project_id", "projects") is { } project
            ? Reference(project, "client_id", "clients", names)
            : null;

    /// <summary>The assignment of a person or task to the record's project; none when there is none.</summary>
    public JsonObject? Assignment(JsonObject record, string kind, string member) =>
        book.All(kind)
            .FirstOrDefault(x =>
                x.WholeAt("project_id") == record.WholeAt("project_id")
                && x.WholeAt(member) == record.WholeAt(member)
            );

    /// <summary>Where a person may track time, with the tasks.</summary>
    public JsonNode ProjectAssignment(JsonObject assignment)
    {
        var shown = Without(assignment, "user_id", "project_id");
        shown["project"] = Reference(assignment, "project_id", "projects", "id", "name", "code");
        shown["client"] = Client(assignment, "id", "name");
        shown["task_assignments"] = book.All("task_assignments")
            .Where(x => x.WholeAt("project_id") == assignment.WholeAt("project_id"))
            .Select(x =>
            {
                var task = TaskAssignment(x);
                _ = task.Remove("project");
                return (JsonNode)task;
            })
            .ToJsonArray();
        return shown;
    }

    public static JsonObject Without(JsonObject record, params ReadOnlySpan<string> names)
    {
        var shown = record.Copy();
        foreach (var name in names)
        {
            _ = shown.Remove(name);
        }

        return shown;
    }

    private JsonObject Project(JsonObject record)
    {
        var shown = Without(record, "client_id");
        shown["client"] = Reference(record, "client_id", "clients", "id", "name", "currency");
        return shown;
    }

    private JsonObject TaskAssignment(JsonObject record)
    {
        var shown = Without(record, "project_id", "task_id");
        shown["project"] = Reference(record, "project_id", "projects", "id", "name", "code");
        shown["task"] = Reference(record, "task_id", "tasks", "id", "name");
        return shown;
    }

    private JsonObject UserAssignment(JsonObject record)
    {
        var shown = Without(record, "project_id", "user_id");
        shown["project"] = Reference(record, "project_id", "projects", "id", "name", "code");
        shown["user"] = User(record);
        return shown;
    }
}
