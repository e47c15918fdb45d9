using System.Text.Json.Nodes;
using Tieout.Connectors.Tests.TimeTrackers;

namespace Tieout.Connectors.Tests.Kantata;

/// <summary>A Kantata account with a client, a project that asks for approvals, a task and a person.</summary>
internal sealed class KantataOffice : IAsyncDisposable
{
    public const string Root = "api/v1";

    private KantataOffice(TrackerSandbox sandbox) => Sandbox = sandbox;

    public TrackerSandbox Sandbox { get; }

    public string Client { get; private set; } = string.Empty;

    public string Project { get; private set; } = string.Empty;

    public string Story { get; private set; } = string.Empty;

    public string Person { get; private set; } = string.Empty;

    public string Field { get; private set; } = string.Empty;

    public static Task<TrackerSandbox> EmptyAsync(int seed = 1) =>
        TrackerSandbox.StartAsync("kantata", [("Authorization", "Bearer rehearsal")], seed);

    public static async Task<KantataOffice> StartAsync()
    {
        var office = new KantataOffice(await EmptyAsync());
        office.Client = await office.AddAsync(
            "workspace_groups",
            """{"workspace_group":{"name":"Contoso","company":true}}"""
        );
        var role = await office.AddAsync("roles", """{"role":{"name":"Designer"}}""");
        office.Person = await office.AddAsync(
            "account_invitations",
            $$"""
            {"account_invitation":{"full_name":"Ida Ito","email_address":"ida@rehearsal.example",
            "role_id":{{role}} } }
            """
        );
        office.Field = await office.AddAsync(
            "custom_fields",
            """{"custom_field":{"name":"Contract","subject_type":"Workspace"}}"""
        );
        office.Project = await office.AddProjectAsync("Rollout", "ENG-1", asksForApprovals: true);
        office.Story = await office.AddAsync(
            "stories",
            $$"""
            {"story":{"title":"Design","story_type":"task","workspace_id":{{office.Project}} } }
            """
        );
        return office;
    }

    /// <summary>Reads the account by the manifest that is part of the product.</summary>
    public TrackerReader Reader(params (string Name, string Value)[] settings) =>
        TrackerReader.Of(
            "kantata",
            Sandbox,
            settings.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal)
        );

    /// <summary>Makes one record and tells its id.</summary>
    public async Task<string> AddAsync(string path, string json) =>
        IdOf(await Sandbox.DoAsync("POST", $"{Root}/{path}", json));

    public async Task<string> AddProjectAsync(string title, string? contract, bool asksForApprovals)
    {
        var asks = asksForApprovals ? "true" : "false";
        var project = await AddAsync(
            "workspaces",
            $$"""
            {"workspace":{"title":"{{title}}","currency":"EUR","require_time_approvals":{{asks}},
            "require_expense_approvals":{{asks}},"workspace_group_ids":[{{Client}}] } }
            """
        );
        if (contract is not null)
        {
            await AddAsync(
                "custom_field_values",
                $$"""
                {"custom_field_value":{"custom_field_id":{{Field}},"subject_type":"Workspace",
                "subject_id":{{project}},"value":"{{contract}}" } }
                """
            );
        }

        return project;
    }

    /// <summary>Logs time of Ida's.</summary>
    public Task<string> TrackAsync(string day, int minutes, string? project = null) =>
        AddAsync("time_entries", EntryOf(day, minutes, project));

    public string EntryOf(string day, int minutes, string? project = null) =>
        new JsonObject
        {
            ["time_entry"] = new JsonObject
            {
                ["workspace_id"] = project ?? Project,
                ["user_id"] = Person,
                ["story_id"] = project is null ? Story : null,
                ["date_performed"] = day,
                ["time_in_minutes"] = minutes,
                ["rate_in_cents"] = 12000,
                ["notes"] = "Workshop",
            },
        }.ToJsonString();

    public Task<JsonNode> ChangeAsync(string entry, string json) =>
        Sandbox.DoAsync("PUT", $"{Root}/time_entries/{entry}", json);

    /// <summary>Ida spends 33.35.</summary>
    public Task<string> SpendAsync(string day, string? project = null) =>
        AddAsync(
            "expenses",
            $$"""
            {"expense":{"workspace_id":{{project ?? Project}},"user_id":{{Person}},"date":"{{day}}",
            "category":"Travel","amount_in_cents":3335,"receipt_id":77 } }
            """
        );

    /// <summary>Puts work into a new timesheet or expense report.</summary>
    public Task<string> SubmitAsync(
        IReadOnlyList<string> work,
        string kind = "timesheet_submissions"
    ) =>
        AddAsync(
            kind,
            $$"""
            {"{{kind[..^1]}}":{"title":"Week","workspace_id":{{Project}},
            "line_item_ids":[{{string.Join(',', work)}}] } }
            """
        );

    /// <summary>Approves, rejects or cancels a submission.</summary>
    public Task<JsonNode> DecideAsync(
        string submission,
        string act,
        string kind = "timesheet_submissions"
    ) =>
        Sandbox.DoAsync(
            "PUT",
            $"{Root}/{kind}/{submission}/{act}",
            """{"resolution":{"description":"As agreed"}}"""
        );

    /// <summary>Makes the person whose token it is an administrator, or takes the right away.</summary>
    public async Task<JsonNode> EntitleAsync(bool isAdministrator)
    {
        var memberships = await Sandbox.GetAsync($"{Root}/account_memberships?include=user");
        var mine = RecordsOf(memberships.Body).Single(x => x["user_id"]!.ToString() is "900001");
        var flag = isAdministrator ? "true" : "false";
        return await Sandbox.DoAsync(
            "PUT",
            $"{Root}/account_memberships/{mine["id"]}",
            $$"""{"account_membership":{"is_administrator":{{flag}} } }"""
        );
    }

    /// <summary>The records of an answer in their order.</summary>
    public static IReadOnlyList<JsonNode> RecordsOf(JsonNode? answer) =>
        [
            .. answer!["results"]!
                .AsArray()
                .Select(x => answer[x!["key"]!.ToString()]![x["id"]!.ToString()]!),
        ];

    public static string IdOf(JsonNode answer) => answer["results"]![0]!["id"]!.ToString();

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
