using Tieout.Connectors.Tests.TimeTrackers;

namespace Tieout.Connectors.Tests.Clockify;

public sealed class ClockifySandboxTests
{
    private const string Root = ClockifyOffice.Root;

    [Fact]
    public async Task The_key_is_asked_for_and_the_workspace_must_be_known()
    {
        await using var sandbox = await ClockifyOffice.EmptyAsync();

        Assert.Equal(
            "robin@rehearsal.example",
            (await sandbox.GetAsync("api/v1/user")).Text("email")
        );
        var wrong = await sandbox.SendAsync(
            HttpMethod.Get,
            "api/v1/user",
            null,
            ("X-Api-Key", "stolen")
        );
        Assert.Equal(401, wrong.Status);
        Assert.Equal("Api key does not exist", wrong.Text("message"));
        Assert.Equal(404, (await sandbox.GetAsync("api/v1/workspaces/77/users")).Status);
    }

    [Theory]
    [InlineData("2026-03-02T09:30:00Z", "PT1H30M")]
    [InlineData("2026-03-02T08:00:45Z", "PT45S")]
    [InlineData("2026-03-02T10:00:00Z", "PT2H")]
    [InlineData("2026-03-03T10:05:00Z", "PT26H5M")]
    public async Task Durations_are_periods_of_ISO_8601_whose_hours_are_not_summed_up(
        string end,
        string duration
    )
    {
        await using var office = await ClockifyOffice.StartAsync();

        var entry = await office.TrackAsync("2026-03-02T08:00:00Z", end);

        Assert.Equal(duration, entry["timeInterval"]!["duration"]!.ToString());
        Assert.Equal(12000, (int)entry["hourlyRate"]!["amount"]!);
        Assert.Equal("REGULAR", entry["type"]!.ToString());
    }

    [Fact]
    public async Task A_timer_has_no_end_and_another_one_stops_it()
    {
        await using var office = await ClockifyOffice.StartAsync();
        var first = await office.TrackAsync("2026-03-16T11:30:00Z", end: null);
        Assert.Null(first["timeInterval"]!["duration"]);

        await office.TrackAsync("2026-03-16T12:00:00Z", end: null);

        var running = await office.Sandbox.GetAsync($"{Root}/time-entries/status/in-progress");
        Assert.Single(running.Body!.AsArray());
        var stopped = await office.Sandbox.GetAsync($"{Root}/time-entries/{first["id"]}");
        Assert.NotNull(stopped["timeInterval.end"]);
    }

    [Fact]
    public async Task Lists_come_in_pages_and_a_header_says_which_is_the_last()
    {
        await using var office = await ClockifyOffice.StartAsync();
        for (var day = 1; day <= 5; day++)
        {
            await office.TrackAsync($"2026-03-0{day}T08:00:00Z", $"2026-03-0{day}T09:00:00Z");
        }

        var path = $"{Root}/user/{office.Person}/time-entries";
        var first = await office.Sandbox.GetAsync($"{path}?page-size=2");
        var last = await office.Sandbox.GetAsync($"{path}?page-size=2&page=3");
        var none = await office.Sandbox.GetAsync(
            $"{path}?start=2026-03-04T00:00:00Z&end=2026-03-04T07:00:00Z"
        );

        Assert.Equal("2026-03-05T08:00:00Z", first.Text("0.timeInterval.start"));
        Assert.Equal("false", first.Headers["Last-Page"]);
        Assert.Single(last.Body!.AsArray());
        Assert.Equal("true", last.Headers["Last-Page"]);
        Assert.Empty(none.Body!.AsArray());
    }

    [Fact]
    public async Task What_is_submitted_is_locked_until_it_is_rejected()
    {
        await using var office = await ClockifyOffice.StartAsync();
        var entry = await office.TrackAsync("2026-03-02T08:00:00Z", "2026-03-02T09:30:00Z");
        var request = await office.SubmitAsync("2026-03-02");

        var locked = await office.Sandbox.GetAsync($"{Root}/time-entries/{entry["id"]}");
        Assert.True((bool)locked["isLocked"]!);
        var refused = await office.Sandbox.SendAsync(
            HttpMethod.Put,
            $"{Root}/time-entries/{entry["id"]}",
            office.EntryOf("2026-03-02T08:00:00Z", "2026-03-02T10:00:00Z", office.Project)
        );
        Assert.Equal(400, refused.Status);
        await office.DecideAsync(request, "REJECTED");
        await office.Sandbox.DoAsync(
            "PUT",
            $"{Root}/time-entries/{entry["id"]}",
            office.EntryOf("2026-03-02T08:00:00Z", "2026-03-02T10:00:00Z", office.Project)
        );
        var again = await office.SubmitAsync("2026-03-02");
        Assert.NotEqual(request, again);
        await office.DecideAsync(again, "APPROVED");

        var list = await office.Sandbox.GetAsync($"{Root}/approval-requests?status=APPROVED");
        Assert.Equal(entry["id"]!.ToString(), list.Text("0.entries.0.id"));
        Assert.Equal("PT2H", list.Text("0.approvedTime"));
        var wrong = await office.Sandbox.SendAsync(
            HttpMethod.Patch,
            $"{Root}/approval-requests/{again}",
            """{"state":"REJECTED"}"""
        );
        Assert.Equal(400, wrong.Status);
    }

    [Fact]
    public async Task What_is_deleted_is_told_a_minute_later()
    {
        await using var office = await ClockifyOffice.StartAsync();
        var entry = await office.TrackAsync("2026-03-02T08:00:00Z", "2026-03-02T09:30:00Z");
        await office.Sandbox.DoAsync("DELETE", $"{Root}/time-entries/{entry["id"]}");
        const string Path =
            Root
            + "/entities/deleted?type=TIME_ENTRY&start=2026-03-01T00:00:00Z&end=2026-04-01T00:00:00Z";

        Assert.Empty((await office.Sandbox.GetAsync(Path))["response"]!.AsArray());
        office.Sandbox.Time.Advance(TimeSpan.FromMinutes(1));

        var told = await office.Sandbox.GetAsync(Path);
        Assert.Equal(entry["id"]!.ToString(), told.Text("response.0.document.id"));
    }

    [Fact]
    public async Task More_than_ten_requests_in_a_second_are_turned_down()
    {
        await using var sandbox = await ClockifyOffice.EmptyAsync();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(200, (await sandbox.GetAsync("api/v1/user")).Status);
        }

        var refused = await sandbox.GetAsync("api/v1/user");

        Assert.Equal(429, refused.Status);
        Assert.Equal("Too many requests", refused.Text("message"));
        Assert.False(refused.Headers.ContainsKey("Retry-After"));
        sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await sandbox.GetAsync("api/v1/user")).Status);
    }

    [Fact]
    public async Task A_webhook_carries_its_token_and_comes_again_when_nobody_answers()
    {
        await using var office = await ClockifyOffice.StartAsync();
        await using var inbox = await WebhookInbox.StartAsync();
        var webhook = await office.Sandbox.DoAsync(
            "POST",
            $"{Root}/webhooks",
            $$"""
            {"name":"hub","url":"{{inbox.Address}}","webhookEvent":"APPROVAL_REQUEST_STATUS_UPDATED",
            "triggerSourceType":"WORKSPACE_ID","triggerSource":["64a687e29ae1f428e7ebe303"]}
            """
        );
        await office.TrackAsync("2026-03-02T08:00:00Z", "2026-03-02T09:30:00Z");
        var request = await office.SubmitAsync("2026-03-02");
        inbox.Status = 500;
        await office.DecideAsync(request, "APPROVED");

        var first = await inbox.NextAsync();
        inbox.Status = 200;
        // One is delivered after another: with this one the first has been put off.
        await office.DecideAsync(request, "WITHDRAWN_APPROVAL");
        _ = await inbox.NextAsync();
        await office.Sandbox.DoAsync("PUT", "_sandbox/clock", "PT2M");
        var second = await inbox.NextAsync();

        Assert.Equal(webhook["authToken"]!.ToString(), first.Headers["Clockify-Signature"]);
        Assert.Equal(
            "APPROVAL_REQUEST_STATUS_UPDATED",
            second.Headers["Clockify-Webhook-Event-Type"]
        );
        Assert.Equal(first.Body.ToArray(), second.Body.ToArray());
    }
}
