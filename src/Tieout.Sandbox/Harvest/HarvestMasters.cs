using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Harvest;

/// <summary>Clients, projects, tasks, people, and who and what is assigned to a project.</summary>
internal sealed class HarvestMasters(HarvestBook book, HarvestShapes shapes, HarvestRights rights)
{
    public void AddRoutes(JsonRoutes routes)
    {
        routes.Add("GET", "v2/company", _ => Company());
        routes.Add("PATCH", "v2/company", ChangeCompany);
        routes.Add("GET", "v2/users/me", _ => book.Get("users", HarvestApi.MeText).Copy());
        routes.Add("GET", "v2/users/me/project_assignments", x => Assigned(x, HarvestApi.MeText));
        routes.Add("GET", "v2/users/*/project_assignments", x => Assigned(x, x.Id));
        foreach (
            var kind in new[]
            {
                HarvestKind.Clients,
                HarvestKind.Tasks,
                HarvestKind.Projects,
                HarvestKind.Users,
                HarvestKind.Roles,
                HarvestKind.ExpenseCategories,
            }
        )
        {
            AddRoutes(routes, kind, $"v2/{kind.Name}", parent: null);
        }

        foreach (var kind in new[] { HarvestKind.TaskAssignments, HarvestKind.UserAssignments })
        {
            routes.Add("GET", $"v2/{kind.Name}", x => List(x, kind, parent: null));
            AddRoutes(routes, kind, $"v2/projects/*/{kind.Name}", ("projects", "project_id"));
        }

        foreach (var name in new[] { "cost_rates", "billable_rates" })
        {
            AddRates(routes, HarvestKind.RatesOf(name));
        }
    }

    private void AddRoutes(
        JsonRoutes routes,
        HarvestKind kind,
        string path,
        (string Kind, string Member)? parent
    )
    {
        routes.Add("GET", path, x => List(x, kind, parent));
        routes.Add("POST", path, x => new JsonAnswer(201, Create(x, kind, parent)));
        routes.Add("GET", $"{path}/*", x => shapes.Show(kind.Name, Of(x, kind, parent)));
        routes.Add("PATCH", $"{path}/*", x => Change(x, kind, parent));
        routes.Add("DELETE", $"{path}/*", x => Delete(x, kind, parent));
    }

    /// <summary>Rates are added and never changed: a new one ends the one before.</summary>
    private void AddRates(JsonRoutes routes, HarvestKind kind)
    {
        var parent = ("users", "user_id");
        var path = $"v2/users/*/{kind.Name}";
        routes.Add("GET", path, x => List(x, kind, parent));
        routes.Add(
            "POST",
            path,
            x =>
            {
                var created = Create(x, kind, parent);
                EndEarlierRates(kind.Name, x);
                return new JsonAnswer(201, Shown(kind, created));
            }
        );
        routes.Add("GET", $"{path}/*", x => shapes.Show(kind.Name, Of(x, kind, parent)));
    }

    private void EndEarlierRates(string kind, JsonCall call)
    {
        var rates = book.All(kind)
            .Where(x => x.WholeAt("user_id") == call.WholeAt(0))
            .OrderBy(x => x.TextAt("start_date") ?? string.Empty, StringComparer.Ordinal)
            .ToList();
        foreach (var (rate, next) in rates.Zip(rates.Skip(1).Append(null)))
        {
            rate["end_date"] = next?.TextAt("start_date") is { } start
                ? DateOnly
                    .ParseExact(start, "yyyy-MM-dd", null)
                    .AddDays(-1)
                    .ToString("yyyy-MM-dd", null)
                : null;
            _ = book.Save(kind, rate, call.Now);
        }
    }

    private JsonNode Shown(HarvestKind kind, JsonNode created) =>
        shapes.Show(kind.Name, book.Get(kind.Name, HarvestBook.IdOf(created.AsObject())));

    private JsonAnswer ChangeCompany(JsonCall call)
    {
        var company = book.Get("company", "1");
        foreach (var name in new[] { "wants_timestamp_timers", "weekly_capacity" })
        {
            if (call.Sent[name] is { } value)
            {
                company[name] = value.DeepClone();
            }
        }

        _ = book.Save("company", company, call.Now);
        return Company();
    }

    private JsonObject Company() =>
        HarvestShapes.Without(
            book.Get("company", "1"),
            "id",
            "created_at",
            "updated_at",
            "_rounding_minutes",
            "_rounding_mode"
        );

    private JsonAnswer List(JsonCall call, HarvestKind kind, (string Kind, string Member)? parent)
    {
        rights.Require(orManager: kind == HarvestKind.Projects);
        var all = book.All(kind.Name);
        if (kind == HarvestKind.Projects)
        {
            all = all.Where(rights.SeesProject);
        }

        if (parent is { } above)
        {
            _ = book.Get(above.Kind, call.Ids[0]);
            all = all.Where(x => x.WholeAt(above.Member) == call.WholeAt(0));
        }

        return HarvestPaging.Page(
            call,
            kind.Name,
            HarvestPaging.InOrder(all.Where(x => HarvestFilter.Holds(call, x))),
            x => shapes.Show(kind.Name, x)
        );
    }

    private JsonObject Of(JsonCall call, HarvestKind kind, (string Kind, string Member)? parent)
    {
        rights.Require(orManager: kind == HarvestKind.Projects);
        var record = book.Get(kind.Name, call.Id);
        if (kind == HarvestKind.Projects && !rights.SeesProject(record))
        {
            throw HarvestRefusals.NotFound();
        }

        return parent is not { } above || record.WholeAt(above.Member) == call.WholeAt(0)
            ? record
            : throw HarvestRefusals.NotFound();
    }

    private JsonNode Create(JsonCall call, HarvestKind kind, (string Kind, string Member)? parent)
    {
        rights.Require(orManager: false);
        var sent = call.Sent.Copy();
        if (parent is { } above)
        {
            _ = book.Get(above.Kind, call.Ids[0]);
            sent[above.Member] = call.WholeAt(0);
        }

        var record = new JsonObject();
        book.Fill(kind, record, sent, isNew: true);
        Complete(kind, record);
        _ = book.Add(kind.Name, record, call.Now);
        if (kind == HarvestKind.Projects)
        {
            AssignDefaultTasks(record, call.Now);
        }

        return shapes.Show(kind.Name, record);
    }

    /// <summary>What the system knows and callers do not set.</summary>
    private void Complete(HarvestKind kind, JsonObject record)
    {
        switch (kind.Name)
        {
            case "clients":
                record["statement_key"] = $"{book.All("clients").Count() + 1:x32}";
                break;
            case "users":
                record["avatar_url"] =
                    "https://cache.harvestapp.com/assets/profile_images/abraj_albait_towers.png";
                break;
            case "cost_rates" or "billable_rates":
                record["end_date"] = null;
                break;
        }

        var twin = kind.Name switch
        {
            "task_assignments" => shapes.Assignment(record, kind.Name, "task_id"),
            "user_assignments" => shapes.Assignment(record, kind.Name, "user_id"),
            "users" => book.All("users").FirstOrDefault(x => IsSame(x, record, "email")),
            "clients" or "tasks" => book.All(kind.Name)
                .FirstOrDefault(x => IsSame(x, record, "name")),
            _ => null,
        };
        if (twin is not null)
        {
            throw HarvestRefusals.Invalid(
                kind.Name is "users"
                    ? "Email has already been taken"
                    : "Name has already been taken"
            );
        }
    }

    private static bool IsSame(JsonObject left, JsonObject right, string member) =>
        string.Equals(
            left.TextAt(member),
            right.TextAt(member),
            StringComparison.OrdinalIgnoreCase
        );

    private void AssignDefaultTasks(JsonObject project, DateTimeOffset now)
    {
        foreach (var task in book.All("tasks").Where(x => x.IsTrue("is_default")).ToList())
        {
            var assignment = new JsonObject();
            var sent = new JsonObject
            {
                ["project_id"] = project.WholeAt("id"),
                ["task_id"] = task.WholeAt("id"),
                ["billable"] = task.IsTrue("billable_by_default"),
            };
            book.Fill(HarvestKind.TaskAssignments, assignment, sent, isNew: true);
            _ = book.Add("task_assignments", assignment, now);
        }
    }

    private JsonAnswer Change(JsonCall call, HarvestKind kind, (string Kind, string Member)? parent)
    {
        var record = Of(call, kind, parent);
        book.Fill(kind, record, call.Sent, isNew: false);
        return shapes.Show(kind.Name, book.Save(kind.Name, record, call.Now));
    }

    private JsonAnswer Delete(JsonCall call, HarvestKind kind, (string Kind, string Member)? parent)
    {
        var record = Of(call, kind, parent);
        var isUsed = kind.IsUsedBy.Any(x =>
            book.All(x.Kind).Any(y => y.WholeAt(x.Member) == record.WholeAt("id"))
        );
        if (isUsed)
        {
            throw HarvestRefusals.Invalid(
                $"This record can't be deleted because it has {kind.IsUsedBy[0].Kind.Replace('_', ' ')}"
            );
        }

        if (kind == HarvestKind.Projects)
        {
            // With everything that was tracked on it.
            RemoveBelow(record, "time_entries", "expenses", "task_assignments", "user_assignments");
        }

        book.Remove(kind.Name, record);
        return shapes.Show(kind.Name, record);
    }

    private void RemoveBelow(JsonObject project, params ReadOnlySpan<string> kinds)
    {
        foreach (var kind in kinds)
        {
            foreach (
                var record in book.All(kind)
                    .Where(x => x.WholeAt("project_id") == project.WholeAt("id"))
                    .ToList()
            )
            {
                book.Remove(kind, record);
            }
        }
    }

    private JsonAnswer Assigned(JsonCall call, string user)
    {
        var id = book.Get("users", user).WholeAt("id");
        var all = book.All("user_assignments")
            .Where(x => x.WholeAt("user_id") == id && x.IsTrue("is_active"));
        return HarvestPaging.Page(
            call,
            "project_assignments",
            HarvestPaging.InOrder(all.Where(x => HarvestFilter.Holds(call, x))),
            shapes.ProjectAssignment
        );
    }
}
