using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Connectors.Tests.TimeTrackers;

namespace Tieout.Connectors.Tests.Harvest;

/// <summary>A Harvest account with a client, a project, a task and a person who works on it.</summary>
internal sealed class HarvestOffice : IAsyncDisposable
{
    private HarvestOffice(TrackerSandbox sandbox) => Sandbox = sandbox;

    public TrackerSandbox Sandbox { get; }

    public long Client { get; private set; }

    public long Project { get; private set; }

    public long Task { get; private set; }

    public long Person { get; private set; }

    public static Task<TrackerSandbox> EmptyAsync(int seed = 1) =>
        TrackerSandbox.StartAsync(
            "harvest",
            [
                ("Authorization", "Bearer rehearsal"),
                ("Harvest-Account-Id", "1001"),
                ("User-Agent", "Tests (tests@rehearsal.example)"),
            ],
            seed
        );

    public static async Task<HarvestOffice> StartAsync()
    {
        var office = new HarvestOffice(await EmptyAsync());
        office.Client = await office.AddAsync(
            "v2/clients",
            """{"name":"Contoso","currency":"EUR"}"""
        );
        office.Project = await office.AddAsync(
            "v2/projects",
            $$"""
            {"client_id":{{office.Client}},"name":"Rollout","code":"ENG-1","is_billable":true,
            "bill_by":"People","budget_by":"none"}
            """
        );
        office.Task = await office.AddAsync("v2/tasks", """{"name":"Design"}""");
        office.Person = await office.AddAsync(
            "v2/users",
            """
            {"first_name":"Ida","last_name":"Ito","email":"ida@rehearsal.example","roles":["Designer"],
            "default_hourly_rate":120.0,"cost_rate":60.0}
            """
        );
        _ = await office.AddAsync(
            $"v2/projects/{office.Project}/task_assignments",
            $$"""{"task_id":{{office.Task}}}"""
        );
        _ = await office.AddAsync(
            $"v2/projects/{office.Project}/user_assignments",
            $$"""{"user_id":{{office.Person}}}"""
        );
        return office;
    }

    public async Task<long> AddAsync(string path, string json) =>
        (long)(await Sandbox.DoAsync("POST", path, json))["id"]!;

    /// <summary>Tracks time; without hours a timer starts.</summary>
    public async Task<JsonNode> TrackAsync(string day, decimal? hours, string more = "") =>
        await Sandbox.DoAsync("POST", "v2/time_entries", EntryOf(day, hours, more));

    public string EntryOf(string day, decimal? hours, string more = "") =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"user_id":{{Person}},"project_id":{{Project}},"task_id":{{Task}},"spent_date":"{{day}}"
            {{(hours is { } some ? $",\"hours\":{some}" : string.Empty)}}{{more}}}
            """
        );

    /// <summary>Submits, approves or reopens all work of some days.</summary>
    public Task<JsonNode> ApproveAsync(string status, string from, string to) =>
        Sandbox.DoAsync(
            "POST",
            "rehearsal/approvals",
            $$"""{"status":"{{status}}","from":"{{from}}","to":"{{to}}"}"""
        );

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
