using System.Globalization;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Harvest;

public sealed class HarvestSandboxTests
{
    [Fact]
    public async Task The_token_the_account_and_a_user_agent_are_asked_for()
    {
        await using var sandbox = await HarvestOffice.EmptyAsync();

        Assert.Equal("Robin", (await sandbox.GetAsync("v2/users/me")).Text("first_name"));
        var wrong = await sandbox.SendAsync(
            HttpMethod.Get,
            "v2/users/me",
            null,
            ("Authorization", "Bearer stolen")
        );
        Assert.Equal(401, wrong.Status);
        Assert.Equal("invalid_token", wrong.Text("error"));
        var other = await sandbox.SendAsync(
            HttpMethod.Get,
            "v2/users/me",
            null,
            ("Harvest-Account-Id", "7")
        );
        Assert.Equal(401, other.Status);
    }

    [Fact]
    public async Task A_member_sees_his_own_work_and_a_manager_that_of_his_projects_too()
    {
        await using var office = await HarvestOffice.StartAsync();
        await office.AddAsync(
            $"v2/projects/{office.Project}/user_assignments",
            """{"user_id":1,"is_project_manager":true}"""
        );
        var own = await office.AddAsync(
            "v2/time_entries",
            $$"""
            {"user_id":1,"project_id":{{office.Project}},"task_id":{{office.Task}},"spent_date":"2026-03-02",
            "hours":1}
            """
        );
        var other = await office.TrackAsync("2026-03-02", 1m);

        await office.Sandbox.DoAsync("PUT", "rehearsal/access-roles", Roles("member"));
        var seen = await office.Sandbox.GetAsync("v2/time_entries");
        Assert.Equal([own], seen["time_entries"]!.AsArray().Select(x => (long)x!["id"]!));
        Assert.Null(seen["time_entries.0.billable_rate"]);
        var hidden = await office.Sandbox.GetAsync($"v2/time_entries/{other["id"]}");
        Assert.Equal(404, hidden.Status);
        Assert.Equal(403, (await office.Sandbox.GetAsync("v2/users")).Status);
        Assert.Equal(
            "member",
            (await office.Sandbox.GetAsync("v2/users/me")).Text("access_roles.0")
        );

        await office.Sandbox.DoAsync("PUT", "rehearsal/access-roles", Roles("manager"));
        Assert.Equal(2, (int)(await office.Sandbox.GetAsync("v2/time_entries"))["total_entries"]!);
        Assert.Equal(1, (int)(await office.Sandbox.GetAsync("v2/projects"))["total_entries"]!);
        Assert.Equal(403, (await office.Sandbox.GetAsync("v2/clients")).Status);

        static string Roles(string role) => $$"""{"access_roles":["{{role}}"]}""";
    }

    [Fact]
    public async Task A_time_entry_shows_what_it_refers_to_and_its_rates()
    {
        await using var office = await HarvestOffice.StartAsync();
        var entry = await office.TrackAsync(
            "2026-03-02",
            1.5m,
            """,'notes':'Sketches','external_reference':{'id':'T-9'}""".Replace('\'', '"')
        );

        Assert.Equal("Ida Ito", entry["user"]!["name"]!.ToString());
        Assert.Equal("Contoso", entry["client"]!["name"]!.ToString());
        Assert.Equal("Rollout", entry["project"]!["name"]!.ToString());
        Assert.Equal("Design", entry["task"]!["name"]!.ToString());
        Assert.Equal(1.5m, (decimal)entry["hours"]!);
        Assert.Equal(120m, (decimal)entry["billable_rate"]!);
        Assert.Equal(60m, (decimal)entry["cost_rate"]!);
        Assert.Equal("unsubmitted", entry["approval_status"]!.ToString());
        Assert.False((bool)entry["is_locked"]!);
        var found = await office.Sandbox.GetAsync("v2/time_entries?external_reference_id=T-9");
        Assert.Equal(1, (int)found["total_entries"]!);
        var none = await office.Sandbox.GetAsync("v2/time_entries?external_reference_id=T-8");
        Assert.Equal(0, (int)none["total_entries"]!);
    }

    [Fact]
    public async Task Without_hours_a_timer_runs_until_it_is_stopped_or_another_starts()
    {
        await using var office = await HarvestOffice.StartAsync();
        var first = await office.TrackAsync("2026-03-16", hours: null);
        Assert.True((bool)first["is_running"]!);
        office.Sandbox.Time.Advance(TimeSpan.FromMinutes(20));
        var running = await office.Sandbox.GetAsync($"v2/time_entries/{first["id"]}");
        // A third of an hour, in hundredths.
        Assert.Equal(0.33m, (decimal)running["hours"]!);
        Assert.Equal(0m, (decimal)running["hours_without_timer"]!);

        var second = await office.TrackAsync("2026-03-16", hours: null);

        var stopped = await office.Sandbox.GetAsync($"v2/time_entries/{first["id"]}");
        Assert.False((bool)stopped["is_running"]!);
        Assert.Equal(0.33m, (decimal)stopped["hours"]!);
        office.Sandbox.Time.Advance(TimeSpan.FromHours(1));
        var ended = await office.Sandbox.DoAsync("PATCH", $"v2/time_entries/{second["id"]}/stop");
        Assert.Equal(1m, (decimal)ended["hours"]!);
        var again = await office.Sandbox.SendAsync(
            HttpMethod.Patch,
            $"v2/time_entries/{second["id"]}/stop",
            null
        );
        Assert.Equal(422, again.Status);
    }

    [Fact]
    public async Task An_account_with_start_and_end_times_computes_the_hours()
    {
        await using var office = await HarvestOffice.StartAsync();
        await office.Sandbox.DoAsync("PATCH", "v2/company", """{"wants_timestamp_timers":true}""");

        var entry = await office.TrackAsync(
            "2026-03-02",
            hours: 9m,
            more: """,'started_time':'8:00am','ended_time':'9:45am'""".Replace('\'', '"')
        );

        Assert.Equal(1.75m, (decimal)entry["hours"]!);
        Assert.Equal("8:00am", entry["started_time"]!.ToString());
        Assert.Equal("9:45am", entry["ended_time"]!.ToString());
    }

    [Fact]
    public async Task Approved_time_is_closed_and_locked_and_says_why()
    {
        await using var office = await HarvestOffice.StartAsync();
        var entry = await office.TrackAsync("2026-03-02", 1m);
        var other = await office.TrackAsync("2026-03-09", 1m);
        await office.ApproveAsync("approved", "2026-03-02", "2026-03-08");

        var closed = await office.Sandbox.GetAsync($"v2/time_entries/{entry["id"]}");

        Assert.True((bool)closed["is_closed"]!);
        Assert.True((bool)closed["is_locked"]!);
        Assert.Equal("approved", closed.Text("approval_status"));
        Assert.Equal("Item Approved and Locked for this Time Period", closed.Text("locked_reason"));
        Assert.True(
            string.CompareOrdinal(closed.Text("updated_at"), entry["updated_at"]!.ToString()) > 0
        );
        var change = await office.Sandbox.SendAsync(
            HttpMethod.Patch,
            $"v2/time_entries/{entry["id"]}",
            """{"hours":2.0}"""
        );
        Assert.Equal(422, change.Status);
        Assert.Equal("Item Approved and Locked for this Time Period", change.Text("message"));
        await office.Sandbox.DoAsync(
            "PATCH",
            $"v2/time_entries/{other["id"]}",
            """{"hours":2.0}"""
        );
        var billed = await office.Sandbox.DoAsync(
            "POST",
            "rehearsal/invoices",
            """{"number":"1001","to":"2026-03-08"}"""
        );
        Assert.Equal(1, (int)billed["changed"]!);
        var invoiced = await office.Sandbox.GetAsync($"v2/time_entries/{entry["id"]}");
        Assert.Equal("1001", invoiced.Text("invoice.number"));
        Assert.StartsWith(
            "Item Invoiced and Approved",
            invoiced.Text("locked_reason"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("nearest", "2.11", "2.0")]
    [InlineData("nearest", "2.13", "2.25")]
    [InlineData("up", "2.01", "2.25")]
    [InlineData("down", "2.24", "2.0")]
    public async Task Hours_are_rounded_as_the_account_prefers_beside_those_tracked(
        string mode,
        string tracked,
        string rounded
    )
    {
        var hours = decimal.Parse(tracked, CultureInfo.InvariantCulture);
        await using var office = await HarvestOffice.StartAsync();
        await office.Sandbox.DoAsync(
            "PUT",
            "rehearsal/rounding",
            $$"""{"minutes":15,"mode":"{{mode}}"}"""
        );

        var entry = await office.TrackAsync("2026-03-02", hours);

        Assert.Equal(hours, (decimal)entry["hours"]!);
        Assert.Equal(
            decimal.Parse(rounded, CultureInfo.InvariantCulture),
            (decimal)entry["rounded_hours"]!
        );
    }

    [Fact]
    public async Task Lists_are_newest_first_and_paged_by_number_or_by_the_cursor_of_the_links()
    {
        await using var office = await HarvestOffice.StartAsync();
        foreach (var day in new[] { 3, 1, 5, 2, 4 })
        {
            await office.TrackAsync($"2026-03-0{day}", 1m);
        }

        var first = await office.Sandbox.GetAsync("v2/time_entries?per_page=2&is_running=false");
        Assert.Equal(["2026-03-05", "2026-03-04"], DaysOf(first));
        Assert.Equal((1, 3, 5, 2), Numbers(first));
        var second = await office.Sandbox.GetAsync("v2/time_entries?per_page=2&page=2");
        Assert.Equal(["2026-03-03", "2026-03-02"], DaysOf(second));

        // What comes while the caller follows the links shifts nothing.
        await office.TrackAsync("2026-03-09", 1m);
        var next = await office.Sandbox.GetAsync(first.Text("links.next")!);
        Assert.Equal(["2026-03-03", "2026-03-02"], DaysOf(next));
        Assert.Null(next["page"]);
        Assert.Contains("is_running=false", next.Text("links.next"), StringComparison.Ordinal);
        var last = await office.Sandbox.GetAsync(next.Text("links.next")!);
        Assert.Equal(["2026-03-01"], DaysOf(last));
        Assert.Null(last["links.next"]);
        Assert.Equal(422, (await office.Sandbox.GetAsync("v2/time_entries?per_page=2001")).Status);
    }

    [Fact]
    public async Task Changes_are_asked_for_by_the_instant_and_a_deletion_leaves_no_trace()
    {
        await using var office = await HarvestOffice.StartAsync();
        var old = await office.TrackAsync("2026-03-02", 1m);
        office.Sandbox.Time.Advance(TimeSpan.FromHours(1));
        var since = office.Sandbox.Time.GetUtcNow().AddSeconds(1);
        await office.Sandbox.DoAsync("PATCH", $"v2/time_entries/{old["id"]}", """{"hours":2}""");

        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"v2/time_entries?updated_since={since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"
        );
        Assert.Equal(1, (int)(await office.Sandbox.GetAsync(path))["total_entries"]!);
        await office.Sandbox.DoAsync("DELETE", $"v2/time_entries/{old["id"]}");
        Assert.Equal(0, (int)(await office.Sandbox.GetAsync(path))["total_entries"]!);
        Assert.Equal(404, (await office.Sandbox.GetAsync($"v2/time_entries/{old["id"]}")).Status);
    }

    [Fact]
    public async Task More_than_a_hundred_requests_in_fifteen_seconds_are_turned_down()
    {
        await using var sandbox = await HarvestOffice.EmptyAsync();
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(200, (await sandbox.GetAsync("v2/company")).Status);
        }

        sandbox.Time.Advance(TimeSpan.FromSeconds(4));
        var refused = await sandbox.GetAsync("v2/company");

        Assert.Equal(429, refused.Status);
        Assert.Equal("11", refused.Headers["Retry-After"]);
        sandbox.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(200, (await sandbox.GetAsync("v2/company")).Status);
    }

    [Fact]
    public async Task What_is_refused_says_why_and_changes_nothing()
    {
        await using var office = await HarvestOffice.StartAsync();

        Assert.Equal("Project can't be blank", await RefusedAsync("v2/time_entries", "{}", office));
        Assert.Equal("Name can't be blank", await RefusedAsync("v2/clients", "{}", office));
        Assert.Equal(
            "Name has already been taken",
            await RefusedAsync("v2/clients", """{"name":"contoso"}""", office)
        );
        Assert.Equal(404, (await office.Sandbox.GetAsync("v2/clients/77")).Status);
        var used = await office.Sandbox.SendAsync(
            HttpMethod.Delete,
            $"v2/clients/{office.Client}",
            null
        );
        Assert.Equal(422, used.Status);
        Assert.Equal(0, (int)(await office.Sandbox.GetAsync("v2/time_entries"))["total_entries"]!);
    }

    [Fact]
    public async Task A_late_commit_carries_the_time_of_its_beginning()
    {
        await using var office = await HarvestOffice.StartAsync();
        office.Sandbox.Fail("POST", "/v2/time_entries", new FaultAction.CommitLate(90_000));

        var entry = await office.TrackAsync("2026-03-02", 1m);

        // Seven calls of a second each since noon, less a minute and a half.
        Assert.Equal("2026-03-16T11:58:37Z", entry["updated_at"]!.ToString());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_ids()
    {
        await using var left = await HarvestOffice.StartAsync();
        await using var right = await HarvestOffice.StartAsync();
        await using var other = await HarvestOffice.EmptyAsync(seed: 2);

        Assert.Equal(left.Project, right.Project);
        var client = await other.DoAsync("POST", "v2/clients", """{"name":"Contoso"}""");
        Assert.NotEqual(left.Client, (long)client["id"]!);
    }

    private static async Task<string?> RefusedAsync(string path, string json, HarvestOffice office)
    {
        var reply = await office.Sandbox.SendAsync(HttpMethod.Post, path, json);
        Assert.Equal(422, reply.Status);
        return reply.Text("message");
    }

    private static IEnumerable<string> DaysOf(TrackerReply page) =>
        page["time_entries"]!.AsArray().Select(x => x!["spent_date"]!.ToString());

    private static (int Page, int Pages, int Entries, int Next) Numbers(TrackerReply page) =>
        (
            (int)page["page"]!,
            (int)page["total_pages"]!,
            (int)page["total_entries"]!,
            (int)page["next_page"]!
        );
}
