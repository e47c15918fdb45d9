using System.Text;
using System.Text.Json.Nodes;
using Tieout.Connectors.Tests.TimeTrackers;

namespace Tieout.Connectors.Tests.Toggl;

/// <summary>A workspace of Toggl Track with a project and a person who works on it from Berlin.</summary>
internal sealed class TogglOffice : IAsyncDisposable
{
    public const string Root = "api/v9/workspaces/4210001";
    public const string Search = "reports/api/v3/workspace/4210001/search/time_entries";

    private TogglOffice(TrackerSandbox sandbox) => Sandbox = sandbox;

    public TrackerSandbox Sandbox { get; }

    public long Project { get; private set; }

    public long Task { get; private set; }

    public long Person { get; private set; }

    public static string Proof { get; } =
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("rehearsal:api_token"));

    public static Task<TrackerSandbox> EmptyAsync(int seed = 1) =>
        TrackerSandbox.StartAsync("toggl", [("Authorization", Proof)], seed);

    public static async Task<TogglOffice> StartAsync()
    {
        var office = new TogglOffice(await EmptyAsync());
        var client = await office.AddAsync("clients", """{"name":"Contoso"}""");
        office.Project = await office.AddAsync(
            "projects",
            $$"""
            {"name":"Rollout","client_id":{{client}},"external_reference":"ENG-1","rate":120,
            "currency":"EUR"}
            """
        );
        office.Task = await office.AddAsync(
            $"projects/{office.Project}/tasks",
            """{"name":"Design"}"""
        );
        var invited = await office.Sandbox.DoAsync(
            "POST",
            "api/v9/organizations/4110001/invitations",
            """{"emails":["ida@rehearsal.example"],"workspaces":[{"workspace_id":4210001}]}"""
        );
        office.Person = (long)invited["data"]![0]!["user_id"]!;
        return office;
    }

    public async Task<long> AddAsync(string path, string json) =>
        (long)(await Sandbox.DoAsync("POST", $"{Root}/{path}", json))["id"]!;

    /// <summary>Tracks time of Ida's; without a length a timer starts.</summary>
    public Task<JsonNode> TrackAsync(string start, int? seconds, bool hasProject = true) =>
        Sandbox.DoAsync("POST", $"{Root}/time_entries", EntryOf(start, seconds, hasProject));

    public Task<JsonNode> ChangeAsync(long entry, string json) =>
        Sandbox.DoAsync("PUT", $"{Root}/time_entries/{entry}", json);

    public string EntryOf(string start, int? seconds, bool hasProject = true) =>
        new JsonObject
        {
            ["created_with"] = "tests",
            ["workspace_id"] = 4210001,
            ["user_id"] = Person,
            ["start"] = start,
            ["duration"] = seconds ?? -1,
            ["project_id"] = hasProject ? Project : null,
            ["task_id"] = hasProject ? Task : null,
            ["description"] = "Workshop",
        }.ToJsonString();

    /// <summary>Ida's weeks are approved by Robin.</summary>
    public async Task<long> SetUpAsync(string monday)
    {
        var made = await Sandbox.DoAsync(
            "POST",
            $"{Root}/timesheet_setups",
            $$"""
            {"member_ids":[{{Person}}],"approver_id":9000001,"periodicity":"weekly","start_date":"{{monday}}"}
            """
        );
        return (long)made[0]!["id"]!;
    }

    public Task<JsonNode> DecideAsync(long setup, string monday, string status) =>
        Sandbox.DoAsync(
            "PUT",
            $"{Root}/timesheets/{setup}/{monday}",
            $$"""{"status":"{{status}}"}"""
        );

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
