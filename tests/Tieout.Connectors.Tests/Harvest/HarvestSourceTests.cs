using Tieout.Connectors.Rest;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Harvest;

/// <summary>What is read of Harvest by the manifest that is part of the product.</summary>
public sealed class HarvestSourceTests
{
    [Fact]
    public async Task Approval_becomes_the_status_and_reopening_takes_it_back()
    {
        await using var office = await HarvestOffice.StartAsync();
        using var reader = TrackerReader.Of("harvest", office.Sandbox, Settings());
        await office.TrackAsync("2026-03-02", 7.5m, """,'notes':'Workshop'""".Replace('\'', '"'));

        var draft = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        await office.ApproveAsync("submitted", "2026-03-02", "2026-03-02");
        var submitted = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        await office.ApproveAsync("approved", "2026-03-02", "2026-03-02");
        var approved = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        await office.ApproveAsync("unsubmitted", "2026-03-02", "2026-03-02");
        var reopened = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));

        Assert.Equal(ApprovalStatus.Draft, draft.Status);
        Assert.Equal(ApprovalStatus.Submitted, submitted.Status);
        Assert.Equal(ApprovalStatus.Approved, approved.Status);
        Assert.Equal(ApprovalStatus.Draft, reopened.Status);
        Assert.True(reopened.Version > approved.Version);
        Assert.Equal(Effort.OfHours(7.5m), approved.Effort);
        Assert.Equal(new LocalDate(2026, 3, 2), approved.WorkDate);
        Assert.Equal("Workshop", approved.Note);
        Assert.True(approved.IsBillable);
        Assert.Equal($"{office.Project}", approved.Project.Value);
        Assert.Equal($"{office.Person}", approved.Resource.Value);
        Assert.Equal($"{office.Task}", approved.Task?.Value);
    }

    [Fact]
    public async Task Time_counts_once_its_timer_has_stopped()
    {
        await using var office = await HarvestOffice.StartAsync();
        using var reader = TrackerReader.Of("harvest", office.Sandbox, Settings("approved"));
        var timer = await office.TrackAsync("2026-03-16", hours: null);

        var running = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        office.Sandbox.Time.Advance(TimeSpan.FromMinutes(90));
        await office.Sandbox.DoAsync("PATCH", $"v2/time_entries/{timer["id"]}/stop");
        var stopped = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        await office.Sandbox.DoAsync("PATCH", $"v2/time_entries/{timer["id"]}/restart");
        var again = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));

        // Nothing has been worked as far as Harvest says; it is not there yet.
        Assert.True(running.IsDeleted);
        Assert.False(stopped.IsDeleted);
        Assert.Equal(Effort.OfHours(1.5m), stopped.Effort);
        Assert.Equal(ApprovalStatus.Approved, stopped.Status);
        // What was worked before goes on to be there, and waits.
        Assert.False(again.IsDeleted);
        Assert.Equal(Effort.OfHours(1.5m), again.Effort);
        Assert.Equal(ApprovalStatus.Draft, again.Status);
    }

    [Fact]
    public async Task An_entry_that_is_set_to_nothing_is_gone()
    {
        await using var office = await HarvestOffice.StartAsync();
        using var reader = TrackerReader.Of("harvest", office.Sandbox, Settings());
        var entry = await office.TrackAsync("2026-03-02", 2m);
        Assert.False(Assert.Single(await reader.ReadAsync<TimeEntry>("time")).IsDeleted);

        await office.Sandbox.DoAsync("PATCH", $"v2/time_entries/{entry["id"]}", """{"hours":0}""");

        Assert.True(Assert.Single(await reader.ReadAsync<TimeEntry>("time")).IsDeleted);
    }

    [Fact]
    public async Task What_was_invoiced_in_Harvest_is_not_billed_again()
    {
        await using var office = await HarvestOffice.StartAsync();
        using var reader = TrackerReader.Of("harvest", office.Sandbox, Settings("approved"));
        var category = await office.AddAsync("v2/expense_categories", """{"name":"Travel"}""");
        foreach (var day in new[] { "2026-03-02", "2026-03-03" })
        {
            await office.TrackAsync(day, 2m);
            await office.AddAsync(
                "v2/expenses",
                $$"""
                {"user_id":{{office.Person}},"project_id":{{office.Project}},
                "expense_category_id":{{category}},"spent_date":"{{day}}","total_cost":20}
                """
            );
        }

        await office.Sandbox.DoAsync(
            "POST",
            "rehearsal/invoices",
            """{"number":"1001","to":"2026-03-02"}"""
        );

        var time = (await reader.ReadAsync<TimeEntry>("time")).OrderBy(x => x.WorkDate);
        var expenses = (await reader.ReadAsync<Expense>("expenses")).OrderBy(x => x.Date);
        Assert.Equal([true, false], time.Select(x => x.IsBilledElsewhere));
        Assert.Equal([true, false], expenses.Select(x => x.IsBilledElsewhere));
    }

    [Fact]
    public async Task People_projects_and_expenses_are_read_and_clients_where_their_country_is_known()
    {
        await using var office = await HarvestOffice.StartAsync();
        var category = await office.AddAsync("v2/expense_categories", """{"name":"Travel"}""");
        await office.Sandbox.DoAsync(
            "POST",
            "v2/expenses",
            $$"""
            {"user_id":{{office.Person}},"project_id":{{office.Project}},"expense_category_id":{{category}},
            "spent_date":"2026-03-03","total_cost":33.35}
            """
        );
        await office.AddAsync(
            "v2/projects",
            $$"""
            {"client_id":{{office.Client}},"name":"Our own","is_billable":false,"bill_by":"none",
            "budget_by":"none"}
            """
        );
        using var plain = TrackerReader.Of("harvest", office.Sandbox, Settings());
        using var reader = TrackerReader.Of(
            "harvest",
            office.Sandbox,
            new Dictionary<string, string>(Settings(), StringComparer.Ordinal)
            {
                ["country"] = "DE",
                ["legalEntity"] = "DE1",
            }
        );

        var person = (await reader.ReadAsync<Resource>("people")).Single(x => x.Name is "Ida Ito");
        var project = Assert.Single(await reader.ReadAsync<Project>("projects"));
        var client = Assert.Single(await reader.ReadAsync<Customer>("clients"));
        var expense = Assert.Single(await reader.ReadAsync<Expense>("expenses"));

        Assert.Equal($"{office.Person}", person.Code.Value);
        Assert.Equal("Designer", person.Role);
        Assert.Equal("DE1", person.LegalEntity?.Value);
        // A project without a code belongs to no contract.
        Assert.Equal($"{office.Project}", project.Code.Value);
        Assert.Equal("ENG-1", project.Engagement.Value);
        Assert.Equal(("Contoso", "DE"), (client.Name, client.Country));
        Assert.Equal(33.35m, expense.Amount.Amount);
        Assert.Equal("EUR", expense.Amount.Currency.Code);
        Assert.Equal("Travel", expense.Category);
        Assert.DoesNotContain(plain.Source.Feeds, x => x.Name is "clients");
        Assert.DoesNotContain(
            FactKind.Customer,
            BuiltInManifests.Find("harvest")!.TellsWith(Settings())
        );
    }

    [Fact]
    public async Task A_state_that_Harvest_has_not_told_us_of_is_not_guessed()
    {
        await using var office = await HarvestOffice.StartAsync();
        await office.TrackAsync("2026-03-02", 1m);
        office.Sandbox.Fail(
            "GET",
            "/v2/time_entries",
            new FaultAction.ChangeAnswer(
                With: TrackerReader.Json("""{"approval_status":"paused"}""")
            )
        );
        using var reader = TrackerReader.Of("harvest", office.Sandbox, Settings());

        Assert.Empty(await reader.ReadAsync<TimeEntry>("time"));

        var rejected = Assert.Single(reader.Rejected);
        Assert.Equal("rest.unmapped", rejected.Code);
    }

    /// <summary>A change of answers for some records only, by numbers, texts, flags and null.</summary>
    [Theory]
    [InlineData("""{ "hours": 2.0 }""", 1)]
    [InlineData("""{ "spent_date": "2026-03-03" }""", 1)]
    [InlineData("""{ "billable": true }""", 2)]
    [InlineData("""{ "billable": false }""", 0)]
    [InlineData("""{ "notes": null, "hours": 1.0 }""", 1)]
    public async Task An_answer_is_changed_where_its_values_are_those_that_are_meant(
        string where,
        int changed
    )
    {
        await using var office = await HarvestOffice.StartAsync();
        await office.TrackAsync("2026-03-02", 1m);
        await office.TrackAsync("2026-03-03", 2m);
        office.Sandbox.Fail(
            "GET",
            "/v2/time_entries",
            new FaultAction.ChangeAnswer(
                With: TrackerReader.Json("""{ "approval_status": "paused" }"""),
                Where: TrackerReader.Json(where)
            )
        );
        using var reader = TrackerReader.Of("harvest", office.Sandbox, Settings());

        _ = await reader.ReadAsync<TimeEntry>("time");

        Assert.Equal(changed, reader.Rejected.Count);
    }

    [Fact]
    public async Task The_price_of_an_entry_counts_where_a_firm_wants_it()
    {
        await using var office = await HarvestOffice.StartAsync();
        var settings = Settings();
        using var without = TrackerReader.Of("harvest", office.Sandbox, settings);
        using var with = TrackerReader.Of(
            "harvest",
            office.Sandbox,
            new Dictionary<string, string>(settings, StringComparer.Ordinal)
            {
                ["entryRates"] = "true",
            }
        );
        await office.TrackAsync("2026-03-02", 1.5m);

        Assert.Null(Assert.Single(await without.ReadAsync<TimeEntry>("time")).Rate);
        Assert.Equal(
            new Money(120m, CurrencyCode.Parse("EUR")),
            Assert.Single(await with.ReadAsync<TimeEntry>("time")).Rate
        );
    }

    private static Dictionary<string, string> Settings(string unsubmitted = "draft") =>
        new(StringComparer.Ordinal)
        {
            ["account"] = "1001",
            ["contact"] = "tests@rehearsal.example",
            ["unsubmitted"] = unsubmitted,
        };
}
