using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>What engineers and their managers do in Harvest.</summary>
internal sealed class TimeDesk : SystemDesk
{
    public const string Account = "1001";

    private long _task;

    private TimeDesk(SimulatorServer server)
        : base(server)
    {
        Caller.SendAlways("Authorization", "Bearer rehearsal");
        Caller.SendAlways("Harvest-Account-Id", Account);
        Caller.SendAlways("User-Agent", "Rehearsal (rehearsal@example.com)");
    }

    public static async Task<TimeDesk> OpenAsync(
        ScenarioStage stage,
        CancellationToken cancellationToken
    )
    {
        var desk = await stage.OpenAsync("harvest", x => new TimeDesk(x), cancellationToken);
        desk._task = await desk.EnterAsync(
            "v2/tasks",
            new JsonObject { ["name"] = "Operations" },
            cancellationToken
        );
        return desk;
    }

    /// <summary>A billable project of a client, whose code is the contract.</summary>
    public async Task<long> OpenProjectAsync(
        string client,
        string name,
        string contract,
        CancellationToken cancellationToken
    )
    {
        var project = await EnterAsync(
            "v2/projects",
            new JsonObject
            {
                ["client_id"] = await EnterAsync(
                    "v2/clients",
                    new JsonObject { ["name"] = client },
                    cancellationToken
                ),
                ["name"] = name,
                ["code"] = contract,
                ["is_billable"] = true,
                ["bill_by"] = "People",
                ["budget_by"] = "none",
            },
            cancellationToken
        );
        _ = await EnterAsync(
            string.Create(CultureInfo.InvariantCulture, $"v2/projects/{project}/task_assignments"),
            new JsonObject { ["task_id"] = _task },
            cancellationToken
        );
        return project;
    }

    /// <summary>Somebody who tracks time on a project.</summary>
    public async Task<long> StaffAsync(
        long project,
        string first,
        string last,
        string role,
        CancellationToken cancellationToken
    )
    {
        var person = await EnterAsync(
            "v2/users",
            new JsonObject
            {
                ["first_name"] = first,
                ["last_name"] = last,
                ["email"] = $"{last}@rehearsal.example",
                ["roles"] = new JsonArray(role),
            },
            cancellationToken
        );
        _ = await EnterAsync(
            string.Create(CultureInfo.InvariantCulture, $"v2/projects/{project}/user_assignments"),
            new JsonObject { ["user_id"] = person },
            cancellationToken
        );
        return person;
    }

    public Task<long> LogAsync(
        long project,
        long person,
        LocalDate day,
        decimal hours,
        CancellationToken cancellationToken
    ) =>
        EnterAsync(
            "v2/time_entries",
            new JsonObject
            {
                ["project_id"] = project,
                ["task_id"] = _task,
                ["user_id"] = person,
                ["spent_date"] = $"{day:uuuu-MM-dd}",
                ["hours"] = hours,
            },
            cancellationToken
        );

    /// <summary>A manager submits or approves what somebody tracked.</summary>
    public Task SetStateAsync(long person, string state, CancellationToken cancellationToken) =>
        Caller.CallAsync(
            HttpMethod.Post,
            "rehearsal/approvals",
            new JsonObject { ["status"] = state, ["user_id"] = person },
            cancellationToken
        );

    /// <summary>Its section of <c>hub.yaml</c>.</summary>
    public string Section(string name) =>
        $$"""
              {{name}}:
                kind: harvest
                address: {{Server.BaseAddress}}
                account: "{{Account}}"
                contact: ops@northbridge.example
                accessToken: file:rehearsal.secret
            """;

    private async Task<long> EnterAsync(
        string path,
        JsonObject record,
        CancellationToken cancellationToken
    )
    {
        var answer = await Caller.CallAsync(HttpMethod.Post, path, record, cancellationToken);
        return (long)answer!["id"]!;
    }
}
