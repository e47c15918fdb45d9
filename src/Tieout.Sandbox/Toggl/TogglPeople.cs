using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Toggl;

/// <summary>Who the token is, where, and with whom.</summary>
internal sealed class TogglPeople(TogglBook book, TogglTime time)
{
    /// <summary>Whose days the reports count, and those of timesheets.</summary>
    public const string Zone = "Europe/Berlin";

    private const string Kind = "users";

    public static JsonObject Person(string email, DateTimeOffset now) =>
        new()
        {
            ["email"] = email,
            ["fullname"] = email.Split('@')[0],
            ["inactive"] = false,
            ["is_active"] = true,
            ["is_admin"] = false,
            ["role"] = "user",
            ["at"] = TogglValues.Stamp(now),
        };

    public void AddRoutes(JsonRoutes routes)
    {
        routes.Add("GET", "api/v9/me", Me);
        routes.Add("GET", "api/v9/me/logged", _ => new JsonAnswer(200));
        routes.Add("GET", "api/v9/me/workspaces", _ => Workspaces());
        routes.Add("GET", "api/v9/workspaces", _ => Workspaces());
        routes.Add("GET", "api/v9/me/clients", _ => Shown("clients"));
        routes.Add("GET", "api/v9/me/projects", _ => Shown("projects"));
        routes.Add("GET", "api/v9/me/tags", _ => Shown("tags"));
        TogglApi.AddBelow(routes, "GET", "api/v9/workspaces/*", _ => Workspaces()[0]!.DeepClone());
        TogglApi.AddBelow(routes, "GET", "api/v9/workspaces/*/users", _ => List());
        TogglApi.AddBelow(routes, "PUT", "api/v9/workspaces/*/users/*", Change);
        routes.Add("POST", "api/v9/organizations/*/invitations", Invite);
    }

    private JsonArray Workspaces() => Shown("workspaces");

    private JsonArray Shown(string kind) =>
        book.All(kind).Select(x => (JsonNode)x.Copy()).ToJsonArray();

    private JsonArray List() =>
        book.All(Kind)
            .Select(x =>
                (JsonNode)
                    x.Only("id", "email", "fullname", "inactive", "is_active", "is_admin", "role")
            )
            .ToJsonArray();

    private JsonAnswer Me(JsonCall call)
    {
        var me = book.Find(Kind, TogglApi.Me)!.Only("id", "email", "fullname", "at");
        me["api_token"] = TogglApi.Token;
        me["timezone"] = Zone;
        me["default_workspace_id"] = TogglApi.Workspace;
        me["beginning_of_week"] = 1;
        me["image_url"] = "https://assets.track.toggl.com/images/profile.png";
        me["created_at"] = me["at"]!.DeepClone();
        me["updated_at"] = me["at"]!.DeepClone();
        me["openid_email"] = null;
        me["openid_enabled"] = false;
        me["country_id"] = null;
        me["has_password"] = true;
        if (call.Query("with_related_data") is "true")
        {
            me["workspaces"] = Workspaces();
            me["clients"] = Shown("clients");
            me["projects"] = Shown("projects");
            me["tags"] = Shown("tags");
            me["time_entries"] = time.OfPerson(TogglApi.Me)
                .Select(x => (JsonNode)x.Copy())
                .ToJsonArray();
        }

        return me;
    }

    private JsonAnswer Change(JsonCall call)
    {
        var user = book.Get(Kind, call.Id, "User");
        user["inactive"] = call.Sent.IsTrue("inactive");
        user["at"] = TogglValues.Stamp(call.Now);
        return book.Save(Kind, user, call.Now).Copy();
    }

    /// <summary>Invites people, who are taken to have accepted.</summary>
    private JsonAnswer Invite(JsonCall call)
    {
        if (TogglValues.Whole(call.Id) is not TogglApi.Organization)
        {
            throw TogglRefusals.Forbidden();
        }

        var emails = (call.Sent["emails"] as JsonArray ?? []).Select(x => x!.ToString()).ToList();
        if (emails.Count == 0)
        {
            throw TogglRefusals.Invalid("Invalid emails");
        }

        var data = new JsonArray();
        foreach (var email in emails)
        {
            var user = book.Add(Kind, Person(email, call.Now), call.Now);
            data.Add(
                new JsonObject
                {
                    ["email"] = email,
                    ["user_id"] = user["id"]!.DeepClone(),
                    ["organization_id"] = TogglApi.Organization,
                }
            );
        }

        return new JsonObject { ["data"] = data, ["messages"] = new JsonArray() };
    }
}
