using Tieout.Connect;
using Tieout.Connectors.Tests.Rest;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Toggl;

/// <summary>What is read of Toggl Track by the manifest that is part of the product.</summary>
public sealed class TogglSourceTests
{
    /// <summary>It is never guessed to be an approval.</summary>
    [Fact]
    public async Task A_state_that_was_never_heard_of_approves_nothing()
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("toggl", office.Sandbox, Settings(approvals: true));
        var setup = await office.SetUpAsync("2026-03-02");
        await office.TrackAsync("2026-03-04T08:00:00Z", 5400);
        await office.DecideAsync(setup, "2026-03-02", "submitted");
        await office.DecideAsync(setup, "2026-03-02", "approved");
        office.Sandbox.Fail(
            "GET",
            "/api/v9/workspaces/*/timesheets",
            new FaultAction.ChangeAnswer(With: TrackerReader.Json("""{"status":"sealed"}"""))
        );

        var entry = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));

        Assert.Equal(ApprovalStatus.Draft, entry.Status);
    }

    [Fact]
    public async Task The_timesheet_that_a_day_stands_in_becomes_the_status_of_its_time()
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("toggl", office.Sandbox, Settings(approvals: true));
        var setup = await office.SetUpAsync("2026-03-02");
        await office.TrackAsync("2026-03-04T08:00:00Z", 5400);

        var draft = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        Assert.Empty(await reader.ReadAsync<TimeEntry>("time"));
        await office.DecideAsync(setup, "2026-03-02", "submitted");
        var submitted = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        await office.DecideAsync(setup, "2026-03-02", "approved");
        var approved = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        await office.DecideAsync(setup, "2026-03-02", "open");
        var reopened = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));

        Assert.Equal(ApprovalStatus.Draft, draft.Status);
        Assert.Equal(ApprovalStatus.Submitted, submitted.Status);
        Assert.Equal(ApprovalStatus.Approved, approved.Status);
        Assert.Equal(ApprovalStatus.Draft, reopened.Status);
        Assert.True(reopened.Version > approved.Version);
        Assert.Equal(Effort.OfMinutes(90m), approved.Effort);
        Assert.Equal("Workshop", approved.Note);
        Assert.Equal(Text(office.Project), approved.Project.Value);
        Assert.Equal(Text(office.Person), approved.Resource.Value);
        Assert.Equal(Text(office.Task), approved.Task?.Value);
    }

    [Fact]
    public async Task A_timesheet_approves_its_own_days_and_no_others()
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("toggl", office.Sandbox, Settings(approvals: true));
        var setup = await office.SetUpAsync("2026-03-02");
        await office.DecideAsync(setup, "2026-03-02", "submitted");
        await office.DecideAsync(setup, "2026-03-02", "approved");
        // Before the first week, the evening of its last day in Berlin, half an hour after it.
        await office.TrackAsync("2026-03-01T12:00:00Z", 60);
        await office.TrackAsync("2026-03-08T22:30:00Z", 120);
        await office.TrackAsync("2026-03-08T23:30:00Z", 180);

        var all = await reader.ReadAsync<TimeEntry>("time");

        Assert.Equal(
            [
                (new LocalDate(2026, 3, 1), ApprovalStatus.Draft),
                (new LocalDate(2026, 3, 8), ApprovalStatus.Approved),
                (new LocalDate(2026, 3, 9), ApprovalStatus.Draft),
            ],
            all.OrderBy(x => x.WorkDate).Select(x => (x.WorkDate, x.Status))
        );
    }

    [Theory]
    [InlineData("draft", ApprovalStatus.Draft)]
    [InlineData("approved", ApprovalStatus.Approved)]
    public async Task Without_approvals_a_setting_says_what_time_counts_as(
        string unsubmitted,
        ApprovalStatus status
    )
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("toggl", office.Sandbox, Settings(unsubmitted));
        office.Sandbox.Fail(
            "GET",
            $"/{TogglOffice.Root}/timesheets",
            new FaultAction.Status(402),
            times: 100
        );
        await office.TrackAsync("2026-03-02T08:00:00Z", 5400);

        Assert.Equal(status, Assert.Single(await reader.ReadAsync<TimeEntry>("time")).Status);
    }

    [Fact]
    public async Task What_has_no_project_is_not_there_and_what_runs_is_not_told()
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("toggl", office.Sandbox, Settings("approved"));
        await office.TrackAsync("2026-03-16T11:00:00Z", seconds: null);
        Assert.Empty(await reader.ReadAsync<TimeEntry>("time"));

        var entry = await office.TrackAsync("2026-03-02T08:00:00Z", 60, hasProject: false);
        Assert.True(Assert.Single(await reader.ReadAsync<TimeEntry>("time")).IsDeleted);

        await office.ChangeAsync((long)entry["id"]!, $$"""{"project_id":{{office.Project}}}""");
        Assert.False(Assert.Single(await reader.ReadAsync<TimeEntry>("time")).IsDeleted);
        Assert.Empty(reader.Rejected);
    }

    [Fact]
    public async Task What_the_report_has_no_more_is_asked_for_and_then_gone()
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("toggl", office.Sandbox, Settings());
        var entry = await office.TrackAsync("2026-03-02T08:00:00Z", 60);
        await office.TrackAsync("2026-03-03T08:00:00Z", 60);
        Assert.Equal(2, (await reader.ReadAsync<TimeEntry>("time")).Count);
        await office.Sandbox.DoAsync("DELETE", $"{TogglOffice.Root}/time_entries/{entry["id"]}");

        var gone = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));

        Assert.True(gone.IsDeleted);
        Assert.Equal($"time/tracker/{entry["id"]}", gone.Id.Value);
        Assert.Empty(await reader.ReadAsync<TimeEntry>("time"));
        Assert.Equal(
            Deletions.Noticed,
            reader.Source.Feeds.Single(x => x.Name is "time").Deletions
        );
    }

    [Fact]
    public async Task What_is_only_too_old_to_be_read_again_is_not_gone()
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("toggl", office.Sandbox, Settings());
        // The window goes 62 days back, to 13 January.
        await office.TrackAsync("2026-01-14T08:00:00Z", 60);
        Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        office.Sandbox.Time.Advance(TimeSpan.FromDays(20));

        Assert.Empty(await reader.ReadAsync<TimeEntry>("time"));
        Assert.Empty(reader.Rejected);
    }

    [Fact]
    public async Task People_projects_and_clients_are_read()
    {
        await using var office = await OfficeAsync();
        await office.AddAsync("projects", """{"name":"Our own"}""");
        await office.Sandbox.DoAsync(
            "PUT",
            $"{TogglOffice.Root}/users/{office.Person}",
            """{"inactive":true}"""
        );
        var settings = Settings();
        settings["country"] = "DE";
        using var reader = TrackerReader.Of("toggl", office.Sandbox, settings);

        var people = await reader.ReadAsync<Resource>("people");
        var project = Assert.Single(await reader.ReadAsync<Project>("projects"));
        var client = Assert.Single(await reader.ReadAsync<Customer>("clients"));

        Assert.Equal(["ida", "robin"], people.Select(x => x.Name).Order(StringComparer.Ordinal));
        Assert.False(people.Single(x => x.Name is "ida").IsActive);
        Assert.Equal("ENG-1", project.Engagement.Value);
        Assert.Equal(("Contoso", "DE"), (client.Name, client.Country));
    }

    [Fact]
    public async Task A_quota_that_is_used_up_is_left_for_the_next_round()
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("toggl", office.Sandbox, Settings());
        var calls = 0;
        while ((await office.Sandbox.GetAsync($"{TogglOffice.Root}/users")).Status is 200)
        {
            Assert.InRange(++calls, 1, 600);
        }

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            reader.ReadAsync<Resource>("people")
        );

        Assert.Equal(ConnectorFault.Transient, failure.Fault);
        // Nobody waits as long as that: until the first call is an hour ago.
        Assert.InRange(
            failure.RetryAfter!.Value,
            TimeSpan.FromMinutes(50),
            TimeSpan.FromMinutes(60)
        );
        office.Sandbox.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, (await reader.ReadAsync<Resource>("people")).Count);
    }

    [Theory]
    [InlineData("""{ "admin": false }""")]
    [InlineData("""{ "admin": null, "role": "user" }""")]
    public async Task A_token_that_lost_its_rights_reads_and_deletes_nothing(string workspace)
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("toggl", office.Sandbox, Settings());
        await office.TrackAsync("2026-03-02T08:00:00Z", 60);
        Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        office.Sandbox.Fail(
            "GET",
            $"/{TogglOffice.Root}",
            new FaultAction.ChangeAnswer(With: TrackerReader.Json(workspace)),
            times: 100
        );

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            reader.ReadAsync<TimeEntry>("time")
        );

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
        Assert.Contains("an administrator's", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_without_approvals_is_told_to_an_administrator()
    {
        await using var server = await TestServer.StartAsync(TestContext.Current.CancellationToken);
        server.Answer = x =>
            x.Path.EndsWith("timesheets", StringComparison.Ordinal)
                ? new TestAnswer("\"Approvals are a premium feature\"", 402)
                : new TestAnswer(
                    """
                    [{ "user_id": 1, "project_id": 2, "billable": true, "row_number": 1, "time_entries":
                    [{ "id": 3, "seconds": 60, "start": "2026-03-02T09:00:00+01:00" }] }]
                    """
                );
        using var reader = TrackerReader.Of(
            "toggl",
            server.Address,
            Settings(approvals: true),
            "rehearsal"
        );
        var time = reader.Source.Feeds.Single(x => x.Name is "time");

        var failure = await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            await foreach (
                var _ in reader.Source.ReadAsync(
                    time,
                    Cursor.Start,
                    TestContext.Current.CancellationToken
                )
            ) { }
        });

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
        Assert.Contains(
            "leave the setting approvals out",
            failure.Message,
            StringComparison.Ordinal
        );
    }

    internal static Dictionary<string, string> Settings(
        string unsubmitted = "draft",
        bool approvals = false
    ) =>
        new(StringComparer.Ordinal)
        {
            ["workspace"] = "4210001",
            ["zone"] = "Europe/Berlin",
            ["unsubmitted"] = unsubmitted,
            ["approvals"] = approvals ? "timesheets" : string.Empty,
        };

    private static string Text(long number) =>
        number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<TogglOffice> OfficeAsync()
    {
        var office = await TogglOffice.StartAsync();
        office.Sandbox.LetTimeGoBy();
        return office;
    }
}
