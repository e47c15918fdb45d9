using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>What contractors and their managers do in Clockify.</summary>
internal sealed class ClockifyDesk : SystemDesk
{
    private const string Workspace = "64a687e29ae1f428e7ebe303";
    private const string Root = $"api/v1/workspaces/{Workspace}";

    private ClockifyDesk(SimulatorServer server)
        : base(server) => Caller.SendAlways("X-Api-Key", "rehearsal");

    public static Task<ClockifyDesk> OpenAsync(
        ScenarioStage stage,
        CancellationToken cancellationToken
    ) => stage.OpenAsync("clockify", x => new ClockifyDesk(x), cancellationToken);

    /// <summary>A project whose note is the contract.</summary>
    public Task<string> OpenProjectAsync(
        string name,
        string contract,
        CancellationToken cancellationToken
    ) =>
        EnterAsync(
            "projects",
            new JsonObject { ["name"] = name, ["note"] = contract },
            cancellationToken
        );

    public async Task<string> HireAsync(string mail, CancellationToken cancellationToken)
    {
        _ = await Caller.CallAsync(
            HttpMethod.Post,
            $"{Root}/users",
            new JsonObject { ["email"] = mail },
            cancellationToken
        );
        var found = await Caller.CallAsync(
            HttpMethod.Get,
            $"{Root}/users?email={Uri.EscapeDataString(mail)}",
            body: null,
            cancellationToken
        );
        return found![0]!["id"]!.ToString();
    }

    /// <summary>From eight in the morning, UTC.</summary>
    public Task<string> LogAsync(
        string project,
        string person,
        LocalDate day,
        int hours,
        CancellationToken cancellationToken
    ) =>
        EnterAsync(
            $"user/{person}/time-entries",
            new JsonObject
            {
                ["projectId"] = project,
                ["start"] = $"{day:uuuu-MM-dd}T08:00:00Z",
                ["end"] = $"{day:uuuu-MM-dd}T{8 + hours:00}:00:00Z",
                ["billable"] = true,
            },
            cancellationToken
        );

    /// <summary>Somebody submits a week, and a manager approves it.</summary>
    public async Task ApproveAsync(
        string person,
        LocalDate monday,
        CancellationToken cancellationToken
    )
    {
        var request = await EnterAsync(
            $"approval-requests/users/{person}",
            new JsonObject
            {
                ["period"] = "WEEKLY",
                ["periodStart"] = $"{monday:uuuu-MM-dd}T00:00:00Z",
            },
            cancellationToken
        );
        _ = await Caller.CallAsync(
            HttpMethod.Patch,
            $"{Root}/approval-requests/{request}",
            new JsonObject { ["state"] = "APPROVED" },
            cancellationToken
        );
    }

    /// <summary>Its section of <c>hub.yaml</c>.</summary>
    public string Section(string name) =>
        $$"""
              {{name}}:
                kind: clockify
                address: {{Server.BaseAddress}}
                workspace: {{Workspace}}
                apiKey: file:rehearsal.secret
            """;

    private async Task<string> EnterAsync(
        string path,
        JsonObject record,
        CancellationToken cancellationToken
    )
    {
        var answer = await Caller.CallAsync(
            HttpMethod.Post,
            $"{Root}/{path}",
            record,
            cancellationToken
        );
        return answer!["id"]!.ToString();
    }
}
