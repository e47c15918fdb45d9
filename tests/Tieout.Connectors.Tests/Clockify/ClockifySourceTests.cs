using System.Text;
using Tieout.Connect;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Clockify;

/// <summary>What is read of Clockify by the manifest that is part of the product.</summary>
public sealed class ClockifySourceTests
{
    /// <summary>It is never guessed to be an approval.</summary>
    [Fact]
    public async Task A_state_that_was_never_heard_of_approves_nothing()
    {
        await using var office = await OfficeAsync();
        await office.TrackAsync("2026-03-02T08:00:00Z", "2026-03-02T09:30:00Z");
        _ = await office.SubmitAsync("2026-03-02");
        office.Sandbox.Fail(
            "GET",
            "/api/v1/workspaces/*/approval-requests",
            new FaultAction.ChangeAnswer(With: TrackerReader.Json("""{"state":"SEALED"}"""))
        );
        using var reader = TrackerReader.Of("clockify", office.Sandbox, Settings());

        Assert.Empty(await reader.ReadAsync<TimeEntry>("time"));

        Assert.Equal("rest.unmapped", Assert.Single(reader.Rejected).Code);
    }

    [Fact]
    public async Task The_request_that_an_entry_stands_in_becomes_its_status()
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("clockify", office.Sandbox, Settings());
        await office.TrackAsync("2026-03-02T08:00:00Z", "2026-03-02T09:30:00Z");

        var draft = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        Assert.Empty(await reader.ReadAsync<TimeEntry>("time"));
        var request = await office.SubmitAsync("2026-03-02");
        var submitted = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        await office.DecideAsync(request, "APPROVED");
        var approved = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        await office.DecideAsync(request, "WITHDRAWN_APPROVAL");
        var withdrawn = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));

        Assert.Equal(ApprovalStatus.Draft, draft.Status);
        Assert.Equal(ApprovalStatus.Submitted, submitted.Status);
        Assert.Equal(ApprovalStatus.Approved, approved.Status);
        Assert.Equal(ApprovalStatus.Draft, withdrawn.Status);
        Assert.True(withdrawn.Version > approved.Version);
        Assert.Equal(Effort.OfMinutes(90m), approved.Effort);
        Assert.Equal("Workshop", approved.Note);
        Assert.Equal(office.Project, approved.Project.Value);
        Assert.Equal(office.Person, approved.Resource.Value);
        Assert.Equal(office.Task, approved.Task?.Value);
    }

    [Fact]
    public async Task What_is_changed_after_an_approval_is_not_approved_by_it()
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("clockify", office.Sandbox, Settings());
        var entry = await office.TrackAsync("2026-03-02T08:00:00Z", "2026-03-02T09:30:00Z");
        await office.DecideAsync(await office.SubmitAsync("2026-03-02"), "APPROVED");
        Assert.Equal(
            ApprovalStatus.Approved,
            Assert.Single(await reader.ReadAsync<TimeEntry>("time")).Status
        );

        // The list of requests was read before, that of entries after the change.
        office.Sandbox.Fail(
            "GET",
            "/api/v1/workspaces/*/user/*/time-entries",
            new Sandbox.Faults.FaultAction.ChangeAnswer(
                With: TrackerReader.Json("""{ "duration": "PT5H" }""")
            ),
            times: 100
        );
        var changed = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));

        Assert.Equal($"time/tracker/{entry["id"]}", changed.Id.Value);
        Assert.Equal(Effort.OfHours(5m), changed.Effort);
        Assert.Equal(ApprovalStatus.Draft, changed.Status);
    }

    [Fact]
    public async Task The_day_of_work_is_that_of_the_persons_own_time_zone()
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("clockify", office.Sandbox, Settings());
        // Half past midnight of Tuesday in Berlin.
        await office.TrackAsync("2026-03-02T23:30:00Z", "2026-03-03T00:30:00Z");

        var entry = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));

        Assert.Equal(new LocalDate(2026, 3, 3), entry.WorkDate);
    }

    [Fact]
    public async Task What_runs_or_has_no_project_is_not_there()
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("clockify", office.Sandbox, Settings("approved"));
        await office.TrackAsync("2026-03-16T11:00:00Z", end: null);
        Assert.True(Assert.Single(await reader.ReadAsync<TimeEntry>("time")).IsDeleted);

        await office.Sandbox.DoAsync(
            "PATCH",
            $"{ClockifyOffice.Root}/user/{office.Person}/time-entries",
            """{"end":"2026-03-16T11:45:00Z"}"""
        );
        var stopped = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        Assert.False(stopped.IsDeleted);
        Assert.Equal(Effort.OfMinutes(45m), stopped.Effort);

        await office.Sandbox.DoAsync(
            "PUT",
            $"{ClockifyOffice.Root}/time-entries/{stopped.Id.Value.Split('/')[^1]}",
            office.EntryOf("2026-03-16T11:00:00Z", "2026-03-16T11:45:00Z", project: null)
        );
        Assert.True(Assert.Single(await reader.ReadAsync<TimeEntry>("time")).IsDeleted);
        Assert.Empty(reader.Rejected);
    }

    [Fact]
    public async Task Deletions_are_told_by_the_feed_of_what_was_deleted()
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("clockify", office.Sandbox, Settings());
        var entry = await office.TrackAsync("2026-03-02T08:00:00Z", "2026-03-02T09:30:00Z");
        await office.Sandbox.DoAsync("DELETE", $"{ClockifyOffice.Root}/time-entries/{entry["id"]}");
        office.Sandbox.Time.Advance(TimeSpan.FromMinutes(2));

        var gone = Assert.Single(await reader.ReadAsync<TimeEntry>("time-gone"));

        Assert.True(gone.IsDeleted);
        Assert.Equal($"time/tracker/{entry["id"]}", gone.Id.Value);
        Assert.Empty(await reader.ReadAsync<TimeEntry>("time-gone"));
        Assert.Equal(Deletions.Told, reader.Source.Feeds.Single(x => x.Name is "time").Deletions);
    }

    [Fact]
    public async Task What_was_deleted_and_restored_is_not_told_as_gone()
    {
        await using var office = await OfficeAsync();
        using var reader = TrackerReader.Of("clockify", office.Sandbox, Settings());
        var entry = await office.TrackAsync("2026-03-02T08:00:00Z", "2026-03-02T09:30:00Z");
        var path = $"{ClockifyOffice.Root}/time-entries/{entry["id"]}";
        _ = await reader.ReadAsync<TimeEntry>("time");
        await office.Sandbox.DoAsync("DELETE", path);
        await office.Sandbox.DoAsync(
            "POST",
            $"{ClockifyOffice.Root}/rehearsal/time-entries/{entry["id"]}/restored"
        );
        office.Sandbox.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Empty(await reader.ReadAsync<TimeEntry>("time-gone"));
        await office.Sandbox.DoAsync("DELETE", path);
        office.Sandbox.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(Assert.Single(await reader.ReadAsync<TimeEntry>("time-gone")).IsDeleted);
    }

    [Fact]
    public async Task People_projects_and_clients_are_read()
    {
        await using var office = await OfficeAsync();
        await office.AddAsync("projects", """{"name":"Our own"}""");
        using var reader = TrackerReader.Of(
            "clockify",
            office.Sandbox,
            new Dictionary<string, string>(Settings(), StringComparer.Ordinal)
            {
                ["country"] = "DE",
            }
        );

        var people = await reader.ReadAsync<Resource>("people");
        var project = Assert.Single(await reader.ReadAsync<Project>("projects"));
        var client = Assert.Single(await reader.ReadAsync<Customer>("clients"));

        Assert.Equal(["ida", "robin"], people.Select(x => x.Name).Order(StringComparer.Ordinal));
        Assert.Equal("ENG-1", project.Engagement.Value);
        Assert.Equal(("Contoso", "DE"), (client.Name, client.Country));
    }

    [Fact]
    public void A_webhook_with_the_token_of_one_of_them_tells_what_to_read()
    {
        using var reader = TrackerReader.Of(
            "clockify",
            new Uri("http://127.0.0.1:1/"),
            Settings(),
            "one\ntwo\n"
        );

        var feeds = reader.Source.Receive(Message("two", "TIME_ENTRY_DELETED"));

        Assert.Equal("time-gone", Assert.Single(feeds).Name);
        Assert.Equal(
            "time",
            Assert.Single(reader.Source.Receive(Message("one", "TIMER_STOPPED"))).Name
        );
        Assert.Empty(reader.Source.Receive(Message("one", "NEW_INVOICE")));
        Assert.Null(reader.Source.AnswerTo(Message("one", "NEW_INVOICE")));
        var failure = Assert.Throws<ConnectorException>(() =>
            reader.Source.Receive(Message("three", "NEW_TIME_ENTRY"))
        );
        Assert.Equal(ConnectorFault.Settings, failure.Fault);
    }

    [Fact]
    public async Task What_the_workspace_delivers_is_taken_for_its_own()
    {
        await using var office = await OfficeAsync();
        await using var receiver = await WebhookInbox.StartAsync();
        var webhook = await office.Sandbox.DoAsync(
            "POST",
            $"{ClockifyOffice.Root}/webhooks",
            $$"""
            {"name":"hub","url":"{{receiver.Address}}","webhookEvent":"NEW_TIME_ENTRY",
            "triggerSourceType":"WORKSPACE_ID","triggerSource":["64a687e29ae1f428e7ebe303"]}
            """
        );
        await office.TrackAsync("2026-03-02T08:00:00Z", "2026-03-02T09:30:00Z");

        var message = await receiver.NextAsync();

        using var reader = TrackerReader.Of(
            "clockify",
            office.Sandbox.Address,
            Settings(),
            webhook["authToken"]!.ToString()
        );
        Assert.Equal("time", Assert.Single(reader.Source.Receive(message)).Name);
    }

    private static WebhookMessage Message(string token, string name) =>
        new(
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["Clockify-Signature"] = token,
                ["Clockify-Webhook-Event-Type"] = name,
            },
            Encoding.UTF8.GetBytes("""{"id":"1"}"""),
            Instant.FromUtc(2026, 3, 16, 12, 0)
        );

    private static async Task<ClockifyOffice> OfficeAsync()
    {
        var office = await ClockifyOffice.StartAsync();
        office.Sandbox.LetTimeGoBy();
        return office;
    }

    [Fact]
    public async Task The_price_of_an_entry_counts_where_a_firm_wants_it()
    {
        await using var office = await OfficeAsync();
        var settings = Settings();
        using var without = TrackerReader.Of("clockify", office.Sandbox, settings);
        using var with = TrackerReader.Of(
            "clockify",
            office.Sandbox,
            new Dictionary<string, string>(settings, StringComparer.Ordinal)
            {
                ["entryRates"] = "true",
            }
        );
        await office.TrackAsync("2026-03-02T08:00:00Z", "2026-03-02T09:30:00Z");

        Assert.Null(Assert.Single(await without.ReadAsync<TimeEntry>("time")).Rate);
        Assert.Equal(
            new Money(120m, CurrencyCode.Parse("EUR")),
            Assert.Single(await with.ReadAsync<TimeEntry>("time")).Rate
        );
    }

    private static Dictionary<string, string> Settings(string unsubmitted = "draft") =>
        new(StringComparer.Ordinal)
        {
            ["workspace"] = "64a687e29ae1f428e7ebe303",
            ["unsubmitted"] = unsubmitted,
        };
}
