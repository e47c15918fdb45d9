using System.Text.Json.Nodes;
using Tieout.Connectors.Tests.TimeTrackers;

namespace Tieout.Connectors.Tests.Clockify;

/// <summary>A Clockify workspace with a project and a person who works on it from Berlin.</summary>
internal sealed class ClockifyOffice : IAsyncDisposable
{
    public const string Root = "api/v1/workspaces/64a687e29ae1f428e7ebe303";

    private ClockifyOffice(TrackerSandbox sandbox) => Sandbox = sandbox;

    public TrackerSandbox Sandbox { get; }

    public string Project { get; private set; } = string.Empty;

    public string Task { get; private set; } = string.Empty;

    public string Person { get; private set; } = string.Empty;

    public static Task<TrackerSandbox> EmptyAsync(int seed = 1) =>
        TrackerSandbox.StartAsync("clockify", [("X-Api-Key", "rehearsal")], seed);

    public static async Task<ClockifyOffice> StartAsync()
    {
        var office = new ClockifyOffice(await EmptyAsync());
        var client = await office.AddAsync("clients", """{"name":"Contoso"}""");
        office.Project = await office.AddAsync(
            "projects",
            $$"""
            {"name":"Rollout","clientId":"{{client}}","note":"ENG-1 as agreed in January",
            "hourlyRate":{"amount":12000,"currency":"EUR"} }
            """
        );
        office.Task = await office.AddAsync(
            $"projects/{office.Project}/tasks",
            """{"name":"Design"}"""
        );
        await office.Sandbox.DoAsync(
            "POST",
            $"{Root}/users",
            """{"email":"ida@rehearsal.example"}"""
        );
        var users = await office.Sandbox.GetAsync($"{Root}/users?email=ida@rehearsal.example");
        office.Person = users.Text("0.id")!;
        return office;
    }

    public async Task<string> AddAsync(string path, string json) =>
        (await Sandbox.DoAsync("POST", $"{Root}/{path}", json))["id"]!.ToString();

    /// <summary>Tracks time of Ida's; without an end a timer starts.</summary>
    public Task<JsonNode> TrackAsync(string start, string? end, string? project = null) =>
        Sandbox.DoAsync(
            "POST",
            $"{Root}/user/{Person}/time-entries",
            EntryOf(start, end, project ?? Project)
        );

    public string EntryOf(string start, string? end, string? project) =>
        new JsonObject
        {
            ["start"] = start,
            ["end"] = end,
            ["projectId"] = project,
            ["taskId"] = project is null ? null : Task,
            ["description"] = "Workshop",
        }.ToJsonString();

    /// <summary>Submits a week of Ida's.</summary>
    public async Task<string> SubmitAsync(string monday) =>
        await AddAsync(
            $"approval-requests/users/{Person}",
            $$"""{"period":"WEEKLY","periodStart":"{{monday}}T00:00:00Z"}"""
        );

    public Task<JsonNode> DecideAsync(string request, string state) =>
        Sandbox.DoAsync(
            "PATCH",
            $"{Root}/approval-requests/{request}",
            $$"""{"state":"{{state}}"}"""
        );

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
