using System.Text.Json.Nodes;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Toggl;

public sealed class TogglSandboxTests
{
    private const string Root = TogglOffice.Root;

    [Fact]
    public async Task The_token_is_asked_for_and_the_workspace_must_be_known()
    {
        await using var sandbox = await TogglOffice.EmptyAsync();

        var me = await sandbox.GetAsync("api/v9/me");
        Assert.Equal("robin@rehearsal.example", me.Text("email"));
        Assert.Equal("4210001", me.Text("default_workspace_id"));
        var wrong = await sandbox.SendAsync(
            HttpMethod.Get,
            "api/v9/me",
            null,
            ("Authorization", "Basic c3RvbGVuOmFwaV90b2tlbg==")
        );
        Assert.Equal(403, wrong.Status);
        Assert.Equal("Incorrect username and/or password", wrong.Body!.ToString());
        Assert.Equal(403, (await sandbox.GetAsync("api/v9/workspaces/77/users")).Status);
    }

    [Theory]
    [InlineData("""{"created_with":"t","start":"2026-03-02T08:00:00Z","duration":5400}""", 5400)]
    [InlineData(
        """{"created_with":"t","start":"2026-03-02T08:00:00Z","stop":"2026-03-02T09:30:00Z"}""",
        5400
    )]
    [InlineData(
        """{"created_with":"t","start":"2026-03-02T09:00:00+01:00","stop":"2026-03-02T08:00:45Z"}""",
        45
    )]
    [InlineData("""{"created_with":"t","start":"2026-03-16T11:00:00Z","duration":-1}""", -1)]
    public async Task Start_with_stop_or_length_makes_an_entry(string json, int duration)
    {
        await using var sandbox = await TogglOffice.EmptyAsync();

        var entry = await sandbox.DoAsync("POST", $"{Root}/time_entries", json);

        Assert.Equal(duration, (int)entry["duration"]!);
        Assert.Equal(duration < 0, entry["stop"] is null);
        Assert.EndsWith("+00:00", entry["start"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"start":"2026-03-02T08:00:00Z","duration":1}""", "created_with")]
    [InlineData("""{"created_with":"t","duration":1}""", "start needs")]
    [InlineData("""{"created_with":"t","start":"2026-03-02T08:00:00Z"}""", "duration or stop")]
    [InlineData(
        """{"created_with":"t","start":"2026-03-02T08:00:00Z","duration":1,"stop":"2026-03-02T09:00:00Z"}""",
        "does not equal"
    )]
    [InlineData(
        """{"created_with":"t","start":"2026-03-02T08:00:00Z","duration":1,"project_id":7}""",
        "Invalid project_id"
    )]
    public async Task What_makes_no_entry_is_refused(string json, string words)
    {
        await using var sandbox = await TogglOffice.EmptyAsync();

        var refused = await sandbox.SendAsync(HttpMethod.Post, $"{Root}/time_entries", json);

        Assert.Equal(400, refused.Status);
        Assert.Contains(words, refused.Body!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_that_starts_stops_the_other_of_its_person()
    {
        await using var office = await TogglOffice.StartAsync();
        var first = await office.TrackAsync("2026-03-16T11:30:00Z", seconds: null);
        await office.TrackAsync("2026-03-16T12:00:00Z", seconds: null);

        // It is no timer any more, so it cannot be stopped.
        var again = await office.Sandbox.SendAsync(
            HttpMethod.Patch,
            $"{Root}/time_entries/{first["id"]}/stop",
            null
        );

        Assert.Equal(409, again.Status);
    }

    [Fact]
    public async Task The_report_tells_the_time_of_all_that_is_stopped_in_pages_by_row_number()
    {
        await using var office = await TogglOffice.StartAsync();
        for (var day = 1; day <= 5; day++)
        {
            await office.TrackAsync($"2026-03-0{day}T08:00:00Z", 1800);
        }

        await office.TrackAsync("2026-03-05T12:00:00Z", seconds: null);

        var first = await SearchAsync(office, """ "page_size":2,"order_dir":"ASC" """);
        var last = await SearchAsync(office, """ "page_size":2,"first_row_number":5 """);

        Assert.Equal(2, first.Body!.AsArray().Count);
        Assert.Equal("3", first.Headers["X-Next-Row-Number"]);
        Assert.Equal("2026-03-01T09:00:00+01:00", first.Text("0.time_entries.0.start"));
        Assert.Equal("1800", first.Text("0.time_entries.0.seconds"));
        Assert.Equal(office.Person.ToString(Invariant), first.Text("0.user_id"));
        // Half an hour at 120.00.
        Assert.Equal("6000", first.Text("0.billable_amount_in_cents"));
        Assert.Single(last.Body!.AsArray());
        Assert.False(last.Headers.ContainsKey("X-Next-Row-Number"));
    }

    [Fact]
    public async Task Days_of_the_report_are_those_of_the_tokens_person()
    {
        await using var office = await TogglOffice.StartAsync();
        // Half past midnight of Tuesday in Berlin.
        await office.TrackAsync("2026-03-02T23:30:00Z", 1800);

        Assert.Empty((await SearchAsync(office, """ "end_date":"2026-03-02" """)).Body!.AsArray());
        Assert.Single((await SearchAsync(office, """ "end_date":"2026-03-03" """)).Body!.AsArray());
    }

    [Fact]
    public async Task Rows_are_grouped_where_that_is_asked_for()
    {
        await using var office = await TogglOffice.StartAsync();
        await office.TrackAsync("2026-03-02T08:00:00Z", 1800);
        await office.TrackAsync("2026-03-03T08:00:00Z", 3600);

        var row = Assert.Single(
            (
                await SearchAsync(office, """ "grouped":true,"enrich_response":true """)
            ).Body!.AsArray()
        );

        Assert.Equal(2, row!["time_entries"]!.AsArray().Count);
        Assert.Equal("18000", row["billable_amount_in_cents"]!.ToString());
        Assert.Equal("Contoso", row["client_name"]!.ToString());
    }

    [Fact]
    public async Task What_has_changed_since_is_told_with_what_is_deleted()
    {
        await using var sandbox = await TogglOffice.EmptyAsync();
        var entry = await sandbox.DoAsync(
            "POST",
            $"{Root}/time_entries",
            """{"created_with":"t","start":"2026-03-02T08:00:00Z","duration":60}"""
        );
        await sandbox.DoAsync("DELETE", $"{Root}/time_entries/{entry["id"]}");
        var noon = new DateTimeOffset(2026, 3, 16, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

        var told = await sandbox.GetAsync($"api/v9/me/time_entries?since={noon}");

        Assert.Equal(entry["id"]!.ToString(), told.Text("0.id"));
        Assert.Equal("2026-03-16T12:00:02+00:00", told.Text("0.server_deleted_at"));
        Assert.Empty((await sandbox.GetAsync("api/v9/me/time_entries")).Body!.AsArray());
        Assert.Equal(400, (await sandbox.GetAsync("api/v9/me/time_entries?since=1")).Status);
    }

    [Fact]
    public async Task The_quota_of_an_hour_is_told_and_ends_in_402()
    {
        await using var sandbox = await TogglOffice.EmptyAsync();
        for (var i = 0; i < 30; i++)
        {
            sandbox.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(200, (await sandbox.GetAsync("api/v9/me")).Status);
        }

        sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        var refused = await sandbox.GetAsync("api/v9/me");
        var other = await sandbox.GetAsync($"{Root}/users");

        Assert.Equal(402, refused.Status);
        // The first call was 30 seconds ago.
        Assert.Equal("3570", refused.Headers["X-Toggl-Quota-Resets-In"]);
        Assert.Equal("599", other.Headers["X-Toggl-Quota-Remaining"]);
        sandbox.Time.Advance(TimeSpan.FromSeconds(3570));
        Assert.Equal(200, (await sandbox.GetAsync("api/v9/me")).Status);
    }

    [Theory]
    [InlineData(402, "X-Toggl-Quota-Resets-In")]
    [InlineData(429, "Retry-After")]
    public async Task A_programmed_refusal_says_how_long_to_wait_as_Toggl_does(
        int status,
        string header
    )
    {
        await using var sandbox = await TogglOffice.EmptyAsync();
        sandbox.Fail("GET", "/api/v9/me", new FaultAction.Status(status, RetryAfterSeconds: 90));

        var refused = await sandbox.GetAsync("api/v9/me");

        Assert.Equal(status, refused.Status);
        Assert.Equal("90", refused.Headers[header]);
    }

    [Fact]
    public async Task Too_many_calls_at_once_end_in_429()
    {
        await using var sandbox = await TogglOffice.EmptyAsync();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(200, (await sandbox.GetAsync($"{Root}/users")).Status);
        }

        Assert.Equal(429, (await sandbox.GetAsync($"{Root}/users")).Status);
        sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await sandbox.GetAsync($"{Root}/users")).Status);
    }

    [Fact]
    public async Task A_timesheet_is_submitted_and_approved_and_goes_no_other_way()
    {
        await using var office = await TogglOffice.StartAsync();
        await office.TrackAsync("2026-03-02T08:00:00Z", 1800);
        var setup = await office.SetUpAsync("2026-03-02");

        var early = await office.Sandbox.SendAsync(
            HttpMethod.Put,
            $"{Root}/timesheets/{setup}/2026-03-02",
            """{"status":"approved"}"""
        );
        await office.DecideAsync(setup, "2026-03-02", "submitted");
        var approved = await office.DecideAsync(setup, "2026-03-02", "approved");

        Assert.Equal(400, early.Status);
        Assert.Equal("Invalid timesheet transition", early.Body!.ToString());
        Assert.Equal("2026-03-08", approved["end_date"]!.ToString());
        Assert.Equal("robin", approved["approved_or_rejected_name"]!.ToString());
        var all = await office.Sandbox.GetAsync($"{Root}/timesheets?per_page=2");
        // The weeks of 2, 9 and 16 March.
        Assert.Equal("3", all.Text("total_count"));
        Assert.Equal("approved", all.Text("data.0.status"));
        Assert.Equal("open", all.Text("data.1.status"));
        var entries = await office.Sandbox.GetAsync(
            $"{Root}/timesheets/{setup}/2026-03-02/time_entries"
        );
        Assert.Equal("1800", entries.Text("0.duration"));
    }

    private static System.Globalization.CultureInfo Invariant =>
        System.Globalization.CultureInfo.InvariantCulture;

    private static async Task<TrackerReply> SearchAsync(TogglOffice office, string more)
    {
        office.Sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        var body = JsonNode.Parse($"{{{more}}}")!.AsObject();
        body["start_date"] = "2026-03-01";
        body["end_date"] ??= "2026-03-31";
        return await office.Sandbox.SendAsync(
            HttpMethod.Post,
            TogglOffice.Search,
            body.ToJsonString()
        );
    }
}
