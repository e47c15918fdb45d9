using System.Net.Http.Headers;
using System.Text;
using Tieout.Sandbox;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A system that tells its records otherwise than it used to is noticed while the hub reads it.</summary>
public sealed class FieldDriftTests
{
    private const string Report = "/reports/api/v3/workspace/4210001/search/time_entries";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_field_that_vanishes_is_told_once_though_the_hub_starts_anew_each_time()
    {
        var clock = new SandboxClock(TimeProvider.System);
        await using var toggl = await SimulatedSystems
            .All.Single(x => x.Name is "toggl")
            .StartAsync(new SimulatorOptions { Clock = clock }, Cancellation);
        await using var bench = await HubBench.StartAsync();
        await ConnectAsync(bench, toggl);
        using var people = new HttpClient { BaseAddress = toggl.BaseAddress };
        people.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String("rehearsal:api_token"u8.ToArray())
        );
        for (var day = 1; day <= 50; day++)
        {
            await TrackAsync(people, day % 28 + 1);
            // Nobody may call more than once in a second.
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await bench.RunOnceAsync();
        Assert.Empty(bench.Warnings);

        toggl.Faults = new FaultProgramme(
            new FaultRule(
                new FaultMatch("POST", Report),
                From: 1,
                Times: 100,
                new FaultAction.ChangeAnswer(Without: ["stop", "start"])
            )
        );
        await bench.RunOnceAsync();
        await bench.RunOnceAsync();

        Assert.Equal(
            [
                "warning: toggl time: its records have no start any more, though each of 50 before had it. "
                    + "What is read from there is empty from now on: look at what the system has changed",
            ],
            bench.Warnings
        );
        var log = await File.ReadAllTextAsync(
            Path.Combine(bench.Folder, ".tieout", "hub.log"),
            Cancellation
        );
        Assert.Contains(
            "toggl time: its records have changed their fields, and nothing is read from these: stop",
            log,
            StringComparison.Ordinal
        );
    }

    private static async Task ConnectAsync(HubBench bench, SimulatorServer toggl)
    {
        var section = $"""
            toggl:
              kind: toggl
              workspace: "4210001"
              zone: Europe/Berlin
              apiToken: file:secret
              address: {toggl.BaseAddress}
            """;
        await bench.ConnectAsync(section);
    }

    private static async Task TrackAsync(HttpClient people, int day)
    {
        using var body = new StringContent(
            $$"""
            {"created_with":"tests","workspace_id":4210001,"start":"2026-10-{{day:D2}}T08:00:00Z","duration":1800}
            """,
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await people.PostAsync(
            new Uri("api/v9/workspaces/4210001/time_entries", UriKind.Relative),
            body,
            Cancellation
        );
        answer.EnsureSuccessStatusCode();
    }
}
