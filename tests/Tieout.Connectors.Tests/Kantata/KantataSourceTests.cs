using Tieout.Connect;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Kantata;

/// <summary>What is read of Kantata OX by the manifest that is part of the product.</summary>
public sealed class KantataSourceTests
{
    private const string Reports = "expense_report_submissions";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_timesheet_of_an_entry_is_its_status()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = office.Reader();
        var entry = await office.TrackAsync("2026-03-04", 90);
        Assert.False(reader.Source.TakesMessages);

        var draft = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        var first = await office.SubmitAsync([entry]);
        var submitted = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        await office.DecideAsync(first, "reject");
        var rejected = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        var second = await office.SubmitAsync([entry]);
        await office.DecideAsync(second, "approve");
        var approved = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        await office.DecideAsync(second, "cancel");
        var cancelled = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));

        Assert.Equal(ApprovalStatus.Draft, draft.Status);
        Assert.Equal(ApprovalStatus.Submitted, submitted.Status);
        Assert.Equal(ApprovalStatus.Rejected, rejected.Status);
        Assert.Equal(ApprovalStatus.Approved, approved.Status);
        Assert.Equal(ApprovalStatus.Draft, cancelled.Status);
        Assert.True(cancelled.Version > approved.Version);
        Assert.Empty(await reader.ReadAsync<TimeEntry>("time"));
    }

    /// <summary>An entry without a price, or with 0, has the firm's own.</summary>
    [Fact]
    public async Task The_price_of_an_entry_counts_where_a_firm_wants_it()
    {
        await using var office = await KantataOffice.StartAsync();
        using var without = office.Reader();
        using var with = office.Reader(("entryRates", "true"));
        var priced = await office.TrackAsync("2026-03-04", 90);
        var free = await office.TrackAsync("2026-03-05", 90);
        await office.ChangeAsync(free, """{"time_entry":{"rate_in_cents":0} }""");

        Assert.All(await without.ReadAsync<TimeEntry>("time"), x => Assert.Null(x.Rate));
        var read = (await with.ReadAsync<TimeEntry>("time")).ToDictionary(
            x => x.Id.Value,
            x => x.Rate,
            StringComparer.Ordinal
        );
        Assert.Equal(new Money(120m, CurrencyCode.Parse("EUR")), read[$"time/tracker/{priced}"]);
        Assert.Null(read[$"time/tracker/{free}"]);
    }

    [Fact]
    public async Task An_entry_is_read_whole()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = office.Reader();
        var role = await office.AddAsync("roles", """{"role":{"name":"Architect"}}""");
        var change =
            $$"""{"time_entry":{"role_id":{{role}},"location":"onsite","billable":false} }""";
        var entry = await office.TrackAsync("2026-03-04", 90);
        await office.ChangeAsync(entry, change);
        var old = await office.TrackAsync("2026-01-05", 90);
        await office.ChangeAsync(old, change);

        var read = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        var earlier = Assert.Single(await reader.ReadAsync<TimeEntry>("time-earlier"));

        Assert.Equal($"time/tracker/{entry}", read.Id.Value);
        Assert.Equal(office.Project, read.Project.Value);
        Assert.Equal(office.Person, read.Resource.Value);
        Assert.Equal(office.Story, read.Task?.Value);
        Assert.Equal(new LocalDate(2026, 3, 4), read.WorkDate);
        Assert.Equal(Effort.OfHours(1.5m), read.Effort);
        Assert.Equal("Architect", read.Role);
        Assert.Equal("Workshop", read.Note);
        Assert.False(read.IsBillable);
        Assert.False(read.IsBilledElsewhere);
        // The list of earlier days tells the same, by the instant of its change.
        Assert.Equal($"time/tracker/{old}", earlier.Id.Value);
        Assert.Equal(
            read with
            {
                Id = earlier.Id,
                Version = earlier.Version,
                WorkDate = new LocalDate(2026, 1, 5),
            },
            earlier
        );
        Assert.True(earlier.Version < read.Version);
    }

    [Fact]
    public async Task Where_a_project_asks_for_no_approval_its_work_is_approved()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = office.Reader();
        var free = await office.AddProjectAsync("Move", "ENG-2", asksForApprovals: false);
        await office.TrackAsync("2026-03-04", 90, free);
        await office.SpendAsync("2026-03-04", free);
        // Were the member only about timesheets, the project would still tell.
        office.Sandbox.Fail(
            "GET",
            "/api/v1/time_entries",
            new FaultAction.ChangeAnswer(With: TrackerReader.Json("""{"approved":false}"""))
        );

        Assert.Equal(
            ApprovalStatus.Approved,
            Assert.Single(await reader.ReadAsync<TimeEntry>("time")).Status
        );
        Assert.Equal(
            ApprovalStatus.Approved,
            Assert.Single(await reader.ReadAsync<Expense>("expenses")).Status
        );
    }

    [Fact]
    public async Task A_decision_that_Kantata_has_not_told_us_of_is_not_guessed()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = office.Reader();
        await office.SubmitAsync([await office.TrackAsync("2026-03-04", 90)]);
        office.Sandbox.Fail(
            "GET",
            "/api/v1/time_entries",
            new FaultAction.ChangeAnswer(With: TrackerReader.Json("""{"status":"escalated"}"""))
        );

        Assert.Empty(await reader.ReadAsync<TimeEntry>("time"));
        Assert.Equal("rest.unmapped", Assert.Single(reader.Rejected).Code);
    }

    [Fact]
    public async Task Expenses_are_read_with_their_report_and_in_their_currency()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = office.Reader();
        var expense = await office.SpendAsync("2026-03-03");

        var draft = Assert.Single(await reader.ReadAsync<Expense>("expenses"));
        var first = await office.SubmitAsync([expense], Reports);
        var submitted = Assert.Single(await reader.ReadAsync<Expense>("expenses"));
        await office.DecideAsync(first, "reject", Reports);
        var rejected = Assert.Single(await reader.ReadAsync<Expense>("expenses"));
        await office.DecideAsync(await office.SubmitAsync([expense], Reports), "approve", Reports);
        var approved = Assert.Single(await reader.ReadAsync<Expense>("expenses"));

        Assert.Equal(ApprovalStatus.Draft, draft.Status);
        Assert.Equal(ApprovalStatus.Submitted, submitted.Status);
        Assert.Equal(ApprovalStatus.Rejected, rejected.Status);
        Assert.Equal(ApprovalStatus.Approved, approved.Status);
        Assert.Equal((33.35m, "EUR"), (approved.Amount.Amount, approved.Amount.Currency.Code));
        Assert.Equal(new LocalDate(2026, 3, 3), approved.Date);
        Assert.Equal("Travel", approved.Category);
        Assert.True(approved.HasReceipt);
        Assert.True(approved.IsBillable);
        Assert.Empty(await reader.ReadAsync<Expense>("expenses-earlier"));
        var old = await office.SpendAsync("2026-01-05");
        await office.DecideAsync(await office.SubmitAsync([old], Reports), "approve", Reports);
        var earlier = Assert.Single(await reader.ReadAsync<Expense>("expenses-earlier"));
        Assert.Equal(
            approved with
            {
                Id = earlier.Id,
                Version = earlier.Version,
                Date = new LocalDate(2026, 1, 5),
            },
            earlier
        );
    }

    [Theory]
    [InlineData("JPY", 3335)]
    [InlineData("USD", 33.35)]
    [InlineData("KWD", 3.335)]
    public async Task Amounts_are_counted_in_what_the_currency_says(string currency, double amount)
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = office.Reader();
        await office.Sandbox.DoAsync(
            "PUT",
            $"{KantataOffice.Root}/workspaces/{office.Project}",
            $$"""{"workspace":{"currency":"{{currency}}"} }"""
        );
        await office.SpendAsync("2026-03-03");

        var read = Assert.Single(await reader.ReadAsync<Expense>("expenses"));

        Assert.Equal((decimal)amount, read.Amount.Amount);
        Assert.Equal(currency, read.Amount.Currency.Code);
    }

    [Fact]
    public async Task An_amount_that_is_counted_in_something_else_is_not_guessed()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = office.Reader();
        await office.SpendAsync("2026-03-03");
        office.Sandbox.Fail(
            "GET",
            "/api/v1/expenses",
            new FaultAction.ChangeAnswer(With: TrackerReader.Json("""{"currency_base_unit":5}"""))
        );

        Assert.Empty(await reader.ReadAsync<Expense>("expenses"));
        Assert.Equal("amount", Assert.Single(reader.Rejected).Field);
    }

    [Fact]
    public async Task What_was_invoiced_in_Kantata_is_billed_elsewhere()
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = office.Reader();
        var entry = await office.TrackAsync("2026-03-04", 90);
        var expense = await office.SpendAsync("2026-03-03");
        await office.DecideAsync(await office.SubmitAsync([entry]), "approve");
        await office.DecideAsync(await office.SubmitAsync([expense], Reports), "approve", Reports);
        Assert.False(Assert.Single(await reader.ReadAsync<TimeEntry>("time")).IsBilledElsewhere);

        var invoice = await office.Sandbox.DoAsync(
            "POST",
            "rehearsal/invoices",
            $$"""{"time_entry_ids":[{{entry}}],"expense_ids":[{{expense}}]}"""
        );
        var billed = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        var spent = Assert.Single(await reader.ReadAsync<Expense>("expenses"));
        await office.Sandbox.DoAsync(
            "PUT",
            $"{KantataOffice.Root}/invoices/{KantataOffice.IdOf(invoice)}/cancel"
        );
        var free = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));

        Assert.True(billed.IsBilledElsewhere);
        Assert.True(spent.IsBilledElsewhere);
        Assert.False(free.IsBilledElsewhere);
    }

    [Fact]
    public async Task People_projects_and_clients_are_read()
    {
        await using var office = await KantataOffice.StartAsync();
        await office.AddProjectAsync("Our own", contract: null, asksForApprovals: false);
        await office.AddAsync(
            "workspace_groups",
            """{"workspace_group":{"name":"Region North"}}"""
        );
        await office.Sandbox.DoAsync(
            "PUT",
            $"{KantataOffice.Root}/users/{office.Person}",
            """{"user":{"disabled":true}}"""
        );
        await office.Sandbox.DoAsync(
            "PUT",
            $"{KantataOffice.Root}/workspaces/{office.Project}",
            """{"workspace":{"archived":true}}"""
        );
        using var plain = office.Reader();
        using var reader = office.Reader(("country", "DE"), ("legalEntity", "DE1"));

        var people = await reader.ReadAsync<Resource>("people");
        var project = Assert.Single(await reader.ReadAsync<Project>("projects"));
        var client = Assert.Single(await reader.ReadAsync<Customer>("clients"));

        Assert.Equal(["Ida Ito", "Robin Reyes"], people.Select(x => x.Name));
        Assert.Equal([false, true], people.Select(x => x.IsActive));
        Assert.Equal(["Designer", null], people.Select(x => x.Role));
        Assert.Equal("DE1", people[0].LegalEntity?.Value);
        // A project without a contract, and a group that is no company, are passed over.
        Assert.Equal(office.Project, project.Code.Value);
        Assert.Equal(("ENG-1", "Rollout"), (project.Engagement.Value, project.Name));
        Assert.Equal(
            (office.Client, "Contoso", "DE"),
            (client.Code.Value, client.Name, client.Country)
        );
        Assert.Empty(reader.Rejected);
        Assert.DoesNotContain(plain.Source.Feeds, x => x.Name is "clients");
    }

    [Fact]
    public async Task The_custom_field_that_names_the_contract_is_a_setting()
    {
        await using var office = await KantataOffice.StartAsync();
        var field = await office.AddAsync(
            "custom_fields",
            """{"custom_field":{"name":"SOW number","subject_type":"Workspace"}}"""
        );
        await office.AddAsync(
            "custom_field_values",
            $$"""
            {"custom_field_value":{"custom_field_id":{{field}},"subject_type":"Workspace",
            "subject_id":{{office.Project}},"value":" SOW-9 "} }
            """
        );
        using var reader = office.Reader(("contractField", "SOW number"));

        var project = Assert.Single(await reader.ReadAsync<Project>("projects"));

        Assert.Equal("SOW-9", project.Engagement.Value);
    }

    [Theory]
    [InlineData(401, ConnectorFault.Settings, "revoked")]
    [InlineData(504, ConnectorFault.Transient, "pageSize")]
    [InlineData(503, ConnectorFault.Transient, "unexpected error")]
    public async Task Refusals_say_who_acts(int status, ConnectorFault fault, string words)
    {
        await using var office = await KantataOffice.StartAsync();
        using var reader = office.Reader();
        office.Sandbox.Fail(
            "GET",
            "/api/v1/users/me",
            new FaultAction.Status(status, status is 503 ? 0 : null),
            times: 10
        );

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            reader.Source.CheckAsync(Token)
        );

        Assert.Equal(fault, failure.Fault);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("rehearsal", failure.Message, StringComparison.Ordinal);
    }
}
