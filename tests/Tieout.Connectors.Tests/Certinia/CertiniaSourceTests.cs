using Tieout.Connect;
using Tieout.Connectors.Tests.Salesforce;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Certinia;

/// <summary>What records of the package mean to the hub.</summary>
public sealed class CertiniaSourceTests
{
    private static readonly string[] OtherDays = ["thu", "fri", "sat", "sun"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_day_that_has_hours_is_an_entry_of_its_date()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync(
            """
            "pse__Monday_Hours__c":8,"pse__Monday_Notes__c":"kick-off","pse__Wednesday_Hours__c":0.25,"pse__Sunday_Hours__c":2
            """
        );

        var entries = SalesforceConnection.Facts<TimeEntry>(await org.ReadAsync("time"));

        Assert.Equal(
            [$"time/crm/{card}-mon", $"time/crm/{card}-wed", $"time/crm/{card}-sun"],
            entries.Select(x => x.Id.Value)
        );
        Assert.Equal(
            [new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 4), new LocalDate(2026, 3, 8)],
            entries.Select(x => x.WorkDate)
        );
        Assert.Equal(
            [Effort.OfMinutes(480), Effort.OfMinutes(15), Effort.OfMinutes(120)],
            entries.Select(x => x.Effort)
        );
        var monday = entries[0];
        Assert.Equal("PR-000001", monday.Project.Value);
        Assert.Equal("E-7", monday.Resource.Value);
        Assert.Equal(org.Assignment, monday.Assignment);
        Assert.Equal("Architect", monday.Role);
        Assert.Equal("kick-off", monday.Note);
        Assert.True(monday.IsBillable);
        Assert.False(monday.IsInFinancials);
        Assert.Equal(ApprovalStatus.Draft, monday.Status);
    }

    [Fact]
    public async Task Hours_that_were_taken_back_are_deleted_and_those_of_another_week_have_moved()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync("\"pse__Monday_Hours__c\":8,\"pse__Tuesday_Hours__c\":7");
        var before = await org.ReadAsync("time");
        const string change = """
            {"pse__Monday_Hours__c":null,"pse__Wednesday_Hours__c":3,
             "pse__Start_Date__c":"2026-03-09","pse__End_Date__c":"2026-03-15"}
            """;
        Assert.Null((await org.ChangeAsync(CertiniaOrg.Card, card, change)).Code);

        var after = SalesforceConnection
            .Facts<TimeEntry>(await org.ReadAsync("time", before[^1].Next))
            .ToDictionary(x => x.Id.Value[^3..]);

        Assert.True(after["mon"].IsDeleted);
        Assert.Equal(new LocalDate(2026, 3, 10), after["tue"].WorkDate);
        Assert.False(after["tue"].IsDeleted);
        Assert.Equal(Effort.OfHours(3), after["wed"].Effort);
        Assert.All(OtherDays, x => Assert.True(after[x].IsDeleted));
    }

    [Fact]
    public async Task A_card_that_was_rejected_and_deleted_takes_its_hours_along()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync("\"pse__Monday_Hours__c\":8");
        await org.ChangeSplitsAsync(card, """{"pse__Approved_for_Billing__c":true}""");
        var cursor = (await org.ReadAsync("time"))[^1].Next;
        foreach (var status in new[] { "Submitted", "Approved", "Rejected" })
        {
            var json = $$"""{"pse__Status__c":"{{status}}"}""";
            Assert.Null((await org.ChangeAsync(CertiniaOrg.Card, card, json)).Code);
            var pages = await org.ReadAsync("time", cursor);
            var monday = SalesforceConnection.Facts<TimeEntry>(pages)[0];
            Assert.Equal(Enum.Parse<ApprovalStatus>(status), monday.Status);
            Assert.Equal(status is "Approved", monday.IsInFinancials);
            cursor = pages[^1].Next;
        }

        _ = await org.Sandbox.DeleteAsync($"/sobjects/{CertiniaOrg.Card}/{card}");

        var gone = SalesforceConnection.Facts<TimeEntry>(await org.ReadAsync("time", cursor));
        Assert.All(gone, x => Assert.True(x.IsDeleted));
        Assert.Equal(7, gone.Length);
    }

    [Fact]
    public async Task People_projects_assignments_and_their_rates_are_read()
    {
        await using var org = await CertiniaOrg.StartAsync();
        _ = await org.Sandbox.CreateAsync("Contact", """{"LastName":"Customer"}""");
        _ = await org.Sandbox.CreateAsync(
            "pse__Proj__c",
            """{"Name":"Template","pse__Is_Template__c":true}"""
        );

        var person = Assert.Single(
            SalesforceConnection.Facts<Resource>(await org.ReadAsync("resources"))
        );
        var project = Assert.Single(
            SalesforceConnection.Facts<Project>(await org.ReadAsync("projects"))
        );
        var assigned = await org.ReadAsync("assignments");

        Assert.Equal(
            ("E-7", "Ada Lovelace", true),
            (person.Code.Value, person.Name, person.IsActive)
        );
        Assert.Equal("Consultant", person.Role);
        Assert.Equal(("PR-000001", "Rollout"), (project.Code.Value, project.Name));
        Assert.Equal("PR-000001", project.Engagement.Value);
        var facts = assigned.SelectMany(x => x.Records).Select(x => x.Fact).ToList();
        var assignment = Assert.IsType<Assignment>(facts[0]);
        Assert.Equal(new LocalDate(2026, 3, 2), assignment.From);
        Assert.Equal(new LocalDate(2026, 6, 30), assignment.To);
        var card = Assert.IsType<RateCard>(facts[1]);
        Assert.Equal((RateLevel.Assignment, assignment.Code), (card.Level, card.Reference));
        Assert.Equal(187.5m, card.DefaultRate);
        Assert.Equal(CurrencyCode.Parse("USD"), card.Currency);
    }

    [Fact]
    public async Task A_rate_that_was_taken_away_counts_no_more()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var cursor = (await org.ReadAsync("assignments"))[^1].Next;
        _ = await org.ChangeAsync(
            "pse__Assignment__c",
            org.Assignment,
            """{"pse__Bill_Rate__c":null}"""
        );

        var facts = (await org.ReadAsync("assignments", cursor))
            .SelectMany(x => x.Records)
            .Select(x => x.Fact);

        var card = Assert.Single(facts.OfType<RateCard>());
        Assert.Null(card.DefaultRate);
        Assert.Empty(card.Lines);
    }

    [Fact]
    public async Task An_expense_is_in_the_currency_of_its_receipt()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var report = await org.Sandbox.CreateAsync(
            "pse__Expense_Report__c",
            $$"""{"Name":"March","pse__Project__c":"{{org.Project}}","pse__Resource__c":"{{org.Ada}}"}"""
        );
        var expense = await org.Sandbox.CreateAsync(
            "pse__Expense__c",
            $$"""
            {"pse__Expense_Report__c":"{{report}}","pse__Project__c":"{{org.Project}}","pse__Resource__c":"{{org.Ada}}",
             "pse__Expense_Date__c":"2026-03-03","pse__Amount__c":119.0,"pse__Incurred_Tax__c":19.0,"CurrencyIsoCode":"EUR",
             "pse__Type__c":"Taxi","pse__Billable__c":true,"pse__Status__c":"Submitted"}
            """
        );

        var read = Assert.Single(
            SalesforceConnection.Facts<Expense>(await org.ReadAsync("expenses"))
        );

        Assert.Equal($"expense/crm/{expense}", read.Id.Value);
        Assert.Equal(new Money(119m, CurrencyCode.Parse("EUR")), read.Amount);
        Assert.Equal(new Money(0m, CurrencyCode.Parse("EUR")), read.RecoverableTax);
        Assert.Equal(("Taxi", true, true), (read.Category, read.IsBillable, read.HasReceipt));
        Assert.Equal(ApprovalStatus.Submitted, read.Status);
    }

    [Fact]
    public async Task A_milestone_is_accepted_when_it_is_approved_and_not_on_hold()
    {
        await using var org = await CertiniaOrg.StartAsync();
        const string kind = "pse__Milestone__c";
        var id = await org.Sandbox.CreateAsync(
            kind,
            $$"""
            {"Name":"Go-live","pse__Project__c":"{{org.Project}}","pse__Milestone_Amount__c":15000,"pse__Target_Date__c":"2026-04-30",
             "pse__Status__c":"Open","pse__Approved_for_Billing__c":true,"pse__Billing_Hold__c":true}
            """
        );
        var open = await LastAsync(org);
        _ = await org.ChangeAsync(
            kind,
            id,
            """{"pse__Status__c":"Approved","pse__Actual_Date__c":"2026-04-28"}"""
        );
        var held = await LastAsync(org);
        _ = await org.ChangeAsync(kind, id, """{"pse__Billing_Hold__c":false}""");
        var accepted = await LastAsync(org);
        _ = await org.ChangeAsync(kind, id, """{"pse__Status__c":"Canceled"}""");
        var cancelled = await LastAsync(org);

        Assert.Equal(new Money(15_000m, CurrencyCode.Parse("USD")), open.Amount);
        Assert.Equal((new LocalDate(2026, 4, 30), "2"), (open.Due, open.Line.Value));
        Assert.Null(open.Accepted);
        Assert.Null(held.Accepted);
        Assert.Equal(new LocalDate(2026, 4, 28), accepted.Accepted);
        Assert.True(cancelled.IsDeleted);
    }

    [Fact]
    public async Task What_the_hub_cannot_bill_rightly_is_told_and_not_guessed()
    {
        await using var org = await CertiniaOrg.StartAsync();
        _ = await org.Sandbox.CreateAsync(
            "pse__Expense__c",
            $$"""
            {"pse__Project__c":"{{org.Project}}","pse__Resource__c":"{{org.Ada}}","pse__Expense_Date__c":"2026-03-03",
             "pse__Amount__c":10,"pse__Non_Billable_Incurred_Amount__c":4}
            """
        );
        _ = await org.ChangeAsync(
            "pse__Assignment__c",
            org.Assignment,
            """{"pse__Daily_Bill_Rate__c":true}"""
        );
        _ = await org.ChangeAsync(
            "pse__Proj__c",
            org.Project,
            """{"pse__Time_Logged_In_Days__c":true}"""
        );
        _ = await org.CardAsync("\"pse__Time_Logged_In_Days__c\":true");
        _ = await org.ResourceAsync("Nobody", code: null);

        var codes = new List<string>();
        foreach (var feed in new[] { "expenses", "assignments", "time", "resources" })
        {
            codes.AddRange(
                (await org.ReadAsync(feed)).SelectMany(x => x.Rejected).Select(x => x.Code)
            );
        }

        Assert.Equal(
            [
                "certinia.partly-billable",
                "certinia.daily-rate",
                "certinia.logged-in-days",
                "certinia.no-code",
            ],
            codes
        );
    }

    [Fact]
    public async Task Without_the_package_the_check_says_what_is_missing()
    {
        await using var org = await SalesforceSandbox.StartAsync();
        using var source = new Connectors.Certinia.CertiniaSource(
            new() { Access = SalesforceConnection.Access(org) },
            org.Time
        );

        var fault = await Assert.ThrowsAsync<ConnectorException>(() => source.CheckAsync(Token));

        Assert.Equal(ConnectorFault.Settings, fault.Fault);
        Assert.Contains("pse__Is_Resource__c", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<Milestone> LastAsync(CertiniaOrg org) =>
        SalesforceConnection.Facts<Milestone>(await org.ReadAsync("milestones"))[^1];
}
