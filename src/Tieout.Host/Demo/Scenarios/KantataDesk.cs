using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>What consultants and their managers do in Kantata OX.</summary>
internal sealed class KantataDesk : SystemDesk
{
    private const string Root = "api/v1";
    private const string Sheets = "timesheet_submissions";

    private string _field = string.Empty;

    private KantataDesk(SimulatorServer server)
        : base(server) => Caller.SendAlways("Authorization", "Bearer rehearsal");

    public static async Task<KantataDesk> OpenAsync(
        ScenarioStage stage,
        CancellationToken cancellationToken
    )
    {
        var desk = await stage.OpenAsync("kantata", x => new KantataDesk(x), cancellationToken);
        desk._field = await desk.EnterAsync(
            "custom_fields",
            new JsonObject
            {
                ["custom_field"] = new JsonObject
                {
                    ["name"] = "Contract",
                    ["subject_type"] = "Workspace",
                },
            },
            cancellationToken
        );
        return desk;
    }

    /// <summary>A project that asks for approvals, with its contract in the custom field.</summary>
    public async Task<string> OpenProjectAsync(
        string title,
        string contract,
        CancellationToken cancellationToken
    )
    {
        var project = await EnterAsync(
            "workspaces",
            new JsonObject
            {
                ["workspace"] = new JsonObject
                {
                    ["title"] = title,
                    ["currency"] = "GBP",
                    ["require_time_approvals"] = true,
                },
            },
            cancellationToken
        );
        _ = await EnterAsync(
            "custom_field_values",
            new JsonObject
            {
                ["custom_field_value"] = new JsonObject
                {
                    ["custom_field_id"] = _field,
                    ["subject_type"] = "Workspace",
                    ["subject_id"] = project,
                    ["value"] = contract,
                },
            },
            cancellationToken
        );
        return project;
    }

    public Task<string> HireAsync(string name, CancellationToken cancellationToken) =>
        EnterAsync(
            "account_invitations",
            new JsonObject
            {
                ["account_invitation"] = new JsonObject
                {
                    ["full_name"] = name,
                    ["email_address"] = $"{name.Split(' ')[^1]}@rehearsal.example",
                },
            },
            cancellationToken
        );

    public Task<string> LogAsync(
        string project,
        string person,
        LocalDate day,
        int minutes,
        CancellationToken cancellationToken
    ) =>
        EnterAsync(
            "time_entries",
            new JsonObject
            {
                ["time_entry"] = new JsonObject
                {
                    ["workspace_id"] = project,
                    ["user_id"] = person,
                    ["date_performed"] = $"{day:uuuu-MM-dd}",
                    ["time_in_minutes"] = minutes,
                },
            },
            cancellationToken
        );

    /// <summary>Somebody submits a timesheet, and its manager approves it.</summary>
    /// <returns>The timesheet.</returns>
    public async Task<string> ApproveAsync(
        string project,
        IReadOnlyList<string> entries,
        CancellationToken cancellationToken
    )
    {
        var sheet = await EnterAsync(
            Sheets,
            new JsonObject
            {
                ["timesheet_submission"] = new JsonObject
                {
                    ["title"] = "Timesheet",
                    ["workspace_id"] = project,
                    ["line_item_ids"] = new JsonArray([
                        .. entries.Select(x =>
                            (JsonNode)long.Parse(x, CultureInfo.InvariantCulture)
                        ),
                    ]),
                },
            },
            cancellationToken
        );
        await DecideAsync(sheet, "approve", cancellationToken);
        return sheet;
    }

    /// <summary>A manager takes an approval back.</summary>
    public Task ReopenAsync(string sheet, CancellationToken cancellationToken) =>
        DecideAsync(sheet, "cancel", cancellationToken);

    public Task ChangeAsync(string entry, int minutes, CancellationToken cancellationToken) =>
        Caller.CallAsync(
            HttpMethod.Put,
            $"{Root}/time_entries/{entry}",
            new JsonObject { ["time_entry"] = new JsonObject { ["time_in_minutes"] = minutes } },
            cancellationToken
        );

    /// <summary>Its section of <c>hub.yaml</c>.</summary>
    public string Section(string name) =>
        $$"""
              {{name}}:
                kind: kantata
                address: {{Server.BaseAddress}}
                accessToken: file:rehearsal.secret
            """;

    private Task<JsonNode?> DecideAsync(
        string sheet,
        string act,
        CancellationToken cancellationToken
    ) =>
        Caller.CallAsync(
            HttpMethod.Put,
            $"{Root}/{Sheets}/{sheet}/{act}",
            new JsonObject { ["resolution"] = new JsonObject { ["description"] = "As agreed" } },
            cancellationToken
        );

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
        return answer!["results"]![0]!["id"]!.ToString();
    }
}
