using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime.Text;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>What a project manager and consultants do in a real Redmine.</summary>
internal sealed class RedmineDesk : IAsyncDisposable
{
    /// <summary>The project's identifier; one of an earlier telling is deleted.</summary>
    public const string Project = "tieout-rehearsal";

    private readonly RehearsalCaller _caller;
    private readonly string _address;
    private long _activity;
    private long _project;

    private RedmineDesk(RealSystems systems)
    {
        _address = systems.Redmine.AbsoluteUri;
        _caller = new RehearsalCaller(systems.Redmine);
        _caller.SendAlways("X-Redmine-API-Key", RealSystems.Secret(RealSystems.RedmineKey));
    }

    /// <summary>With a project under a contract, whose number stands in its homepage.</summary>
    /// <exception cref="DemoRefusedException">Redmine does not answer, or does not let anybody in.</exception>
    public static async Task<RedmineDesk> OpenAsync(
        ScenarioStage stage,
        string contract,
        CancellationToken cancellationToken
    )
    {
        var desk = stage.Own(x => new RedmineDesk(x));
        try
        {
            await desk.SetUpAsync(contract, cancellationToken);
            return desk;
        }
        catch (HttpRequestException e)
        {
            throw new DemoRefusedException($"Redmine at {desk._address}: {e.Message}");
        }
    }

    /// <summary>Logs time as a person does: 0:20.</summary>
    /// <returns>Its id.</returns>
    public Task<long> LogAsync(
        LocalDate day,
        string hours,
        string comment,
        CancellationToken cancellationToken
    ) =>
        EnterAsync(
            "time_entry",
            new JsonObject
            {
                ["project_id"] = _project,
                ["spent_on"] = LocalDatePattern.Iso.Format(day),
                ["hours"] = hours,
                ["activity_id"] = _activity,
                ["comments"] = comment,
            },
            cancellationToken
        );

    /// <summary>Somebody finds that it took another time.</summary>
    public Task EditAsync(long entry, string hours, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            HttpMethod.Put,
            PathOf(entry),
            new JsonObject { ["time_entry"] = new JsonObject { ["hours"] = hours } },
            cancellationToken
        );

    /// <summary>Somebody deletes what was logged twice; Redmine keeps no trace of it.</summary>
    public Task DeleteAsync(long entry, CancellationToken cancellationToken) =>
        _caller.CallAsync(HttpMethod.Delete, PathOf(entry), body: null, cancellationToken);

    /// <summary>What Redmine itself shows of the project.</summary>
    public async Task<IReadOnlyList<string>> ShowAsync(CancellationToken cancellationToken)
    {
        var entries = await ListAsync(
            $"time_entries.json?project_id={_project}&limit=100",
            "time_entries",
            cancellationToken
        );
        var hours = entries.Sum(x => (decimal)x!["hours"]!);
        return
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"redmine: {entries.Count} entries, {hours:N2} h"
            ),
        ];
    }

    /// <summary>Its section of <c>hub.yaml</c>.</summary>
    public string Section(string name, string manifest) =>
        $$"""
              {{name}}:
                kind: rest
                manifest: {{manifest}}
                address: {{_address}}
                secrets: { apiKey: env:{{RealSystems.RedmineKey}} }
            """;

    public ValueTask DisposeAsync()
    {
        _caller.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SetUpAsync(string contract, CancellationToken cancellationToken)
    {
        var all = await ListAsync("projects.json?limit=100", "projects", cancellationToken);
        if (all.Any(x => Project.Equals((string?)x!["identifier"], StringComparison.Ordinal)))
        {
            _ = await _caller.CallAsync(
                HttpMethod.Delete,
                $"projects/{Project}.json",
                body: null,
                cancellationToken
            );
        }

        var activities = await ListAsync(
            "enumerations/time_entry_activities.json",
            "time_entry_activities",
            cancellationToken
        );
        _activity = (long)activities[0]!["id"]!;
        _project = await EnterAsync(
            "project",
            new JsonObject
            {
                ["name"] = "Rehearsal of Tieout",
                ["identifier"] = Project,
                ["homepage"] = contract,
            },
            cancellationToken
        );
    }

    private static string PathOf(long entry) =>
        string.Create(CultureInfo.InvariantCulture, $"time_entries/{entry}.json");

    private async Task<JsonArray> ListAsync(
        string path,
        string list,
        CancellationToken cancellationToken
    ) => (await _caller.CallAsync(HttpMethod.Get, path, null, cancellationToken))![list]!.AsArray();

    private async Task<long> EnterAsync(
        string kind,
        JsonObject record,
        CancellationToken cancellationToken
    )
    {
        var path = kind is "time_entry" ? "time_entries.json" : "projects.json";
        var made = await _caller.CallAsync(
            HttpMethod.Post,
            path,
            new JsonObject { [kind] = record },
            cancellationToken
        );
        return (long)made![kind]!["id"]!;
    }
}
