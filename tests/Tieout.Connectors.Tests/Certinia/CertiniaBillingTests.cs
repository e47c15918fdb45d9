using Tieout.Connectors.Tests.Salesforce;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Certinia;

/// <summary>What billing decides in PSA on splits, expenses and milestones holds in the hub.</summary>
public sealed class CertiniaBillingTests
{
    private const string Approved = """{"pse__Approved_for_Billing__c":true}""";
    private const string Billed = """{"pse__Billed__c":true}""";
    private const string Hold = """{"pse__Billing_Hold__c":true}""";
    private const string NoHold = """{"pse__Billing_Hold__c":false}""";

    [Fact]
    public async Task Time_waits_until_its_split_is_approved_for_billing()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync("\"pse__Monday_Hours__c\":8");
        await org.ApproveAsync(card);
        var time = await org.ReadAsync("time");
        var splits = await org.ReadAsync("time-splits");
        var before = SalesforceConnection.Facts<TimeEntry>(time)[0];

        await org.ChangeSplitsAsync(card, Approved);
        var after = await org.ReadAsync("time-splits", splits.LastOrDefault()?.Next);

        Assert.Equal(ApprovalStatus.Approved, before.Status);
        Assert.False(before.IsInFinancials);
        var entry = Assert.Single(SalesforceConnection.Facts<TimeEntry>(after));
        Assert.Equal(before.Id, entry.Id);
        Assert.True(entry.IsInFinancials);
        Assert.True(entry.Version > before.Version);
        Assert.Empty(
            SalesforceConnection.Facts<TimeEntry>(await org.ReadAsync("time", time[^1].Next))
        );
    }

    /// <summary>The week from 30 March to 5 April has a split for each month.</summary>
    [Fact]
    public async Task A_hold_on_a_split_holds_its_days_and_no_others()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.Sandbox.CreateAsync(
            CertiniaOrg.Card,
            $$"""
            {"pse__Project__c":"{{org.Project}}","pse__Resource__c":"{{org.Ada}}","pse__Billable__c":true,
             "pse__Assignment__c":"{{org.Assignment}}","pse__Start_Date__c":"2026-03-30","pse__End_Date__c":"2026-04-05",
             "pse__Tuesday_Hours__c":8,"pse__Wednesday_Hours__c":8}
            """
        );
        await org.ApproveAsync(card);
        await org.ChangeSplitsAsync(card, Approved);
        var released = await org.EntriesAsync();
        await org.ChangeSplitsAsync(card, Hold, start: "2026-04-01");
        var held = await org.EntriesAsync();
        await org.ChangeSplitsAsync(card, NoHold, start: "2026-04-01");
        var again = await org.EntriesAsync();

        Assert.True(released["tue"].IsInFinancials && released["wed"].IsInFinancials);
        Assert.True(held["tue"].IsInFinancials);
        Assert.False(held["wed"].IsInFinancials);
        Assert.True(again["wed"].IsInFinancials);
        Assert.True(released["wed"].Version < held["wed"].Version);
        Assert.True(held["wed"].Version < again["wed"].Version);
    }

    [Fact]
    public async Task A_card_that_is_read_late_has_what_was_decided_on_its_splits_meanwhile()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync("\"pse__Monday_Hours__c\":8");
        await org.ApproveAsync(card);
        org.Sandbox.Time.Advance(TimeSpan.FromSeconds(60));
        await org.ChangeSplitsAsync(card, Approved);

        var byCard = SalesforceConnection.Facts<TimeEntry>(await org.ReadAsync("time"))[0];
        var bySplit = Assert.Single(
            SalesforceConnection.Facts<TimeEntry>(await org.ReadAsync("time-splits"))
        );

        Assert.True(byCard.IsInFinancials);
        Assert.Equal(byCard, bySplit);
    }

    /// <summary>A second change in the same second would have the same version.</summary>
    [Fact]
    public async Task What_was_decided_a_moment_ago_is_left_to_the_next_reading()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync("\"pse__Monday_Hours__c\":8");
        await org.ApproveAsync(card);
        org.Sandbox.Time.Advance(TimeSpan.FromSeconds(60));
        await org.ChangeSplitsAsync(card, Approved);
        using var source = org.Open();

        var early = await SalesforceConnection.ReadAsync(source, "time");
        await org.ChangeSplitsAsync(card, Hold);
        var monday = (await org.EntriesAsync())["mon"];

        Assert.DoesNotContain(SalesforceConnection.Facts<TimeEntry>(early), x => !x.IsDeleted);
        Assert.False(monday.IsInFinancials);
    }

    [Fact]
    public async Task An_expense_waits_for_its_approval_for_billing_and_while_it_is_on_hold()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var expense = await org.ExpenseAsync();
        var approved = await LastAsync<Expense>(org, "expenses");
        _ = await org.ChangeAsync("pse__Expense__c", expense, Approved);
        var released = await LastAsync<Expense>(org, "expenses");
        _ = await org.ChangeAsync("pse__Expense__c", expense, Hold);
        var held = await LastAsync<Expense>(org, "expenses");

        Assert.Equal(ApprovalStatus.Approved, approved.Status);
        Assert.False(approved.IsInFinancials);
        Assert.True(released.IsInFinancials);
        Assert.False(held.IsInFinancials);
    }

    [Fact]
    public async Task A_milestone_is_accepted_once_it_is_approved_for_billing()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var milestone = await org.MilestoneAsync();
        var approved = await LastAsync<Milestone>(org, "milestones");
        _ = await org.ChangeAsync("pse__Milestone__c", milestone, Approved);
        var released = await LastAsync<Milestone>(org, "milestones");

        Assert.Null(approved.Accepted);
        Assert.Equal(new LocalDate(2026, 4, 28), released.Accepted);
    }

    [Fact]
    public async Task Where_nobody_approves_for_billing_the_approval_of_the_work_counts()
    {
        await using var org = await CertiniaOrg.StartAsync();
        _ = await org.ExpenseAsync();
        var names = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["approvedForBilling"] = string.Empty,
        };
        org.Sandbox.Time.Advance(TimeSpan.FromSeconds(5));
        using var source = org.Open(names: names);

        var pages = await SalesforceConnection.ReadAsync(source, "expenses");

        Assert.True(Assert.Single(SalesforceConnection.Facts<Expense>(pages)).IsInFinancials);
    }

    [Fact]
    public async Task Time_that_was_billed_without_the_hub_is_not_billed_again()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync("\"pse__Monday_Hours__c\":8");
        await org.ApproveAsync(card);
        await org.ChangeSplitsAsync(card, Approved);
        var open = (await org.EntriesAsync())["mon"];
        await org.ChangeSplitsAsync(card, Billed);
        var billed = (await org.EntriesAsync())["mon"];
        await org.ChangeSplitsAsync(card, """{"pse__Billed__c":false}""");
        var again = (await org.EntriesAsync())["mon"];

        Assert.Equal(
            [false, true, false],
            new[] { open, billed, again }.Select(x => x.IsBilledElsewhere)
        );
        Assert.True(billed is { IsInFinancials: true, IsBillable: true });
    }

    [Fact]
    public async Task Expenses_and_milestones_that_were_billed_without_the_hub_are_not_billed_again()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var expense = await org.ExpenseAsync();
        var milestone = await org.MilestoneAsync();
        _ = await org.ChangeAsync("pse__Expense__c", expense, Approved);
        _ = await org.ChangeAsync("pse__Milestone__c", milestone, Approved);
        var openExpense = await LastAsync<Expense>(org, "expenses");
        var openMilestone = await LastAsync<Milestone>(org, "milestones");
        _ = await org.ChangeAsync("pse__Expense__c", expense, Billed);
        _ = await org.ChangeAsync("pse__Milestone__c", milestone, Billed);

        Assert.False(openExpense.IsBilledElsewhere);
        Assert.True((await LastAsync<Expense>(org, "expenses")).IsBilledElsewhere);
        Assert.False(openMilestone.IsBilledElsewhere);
        Assert.True((await LastAsync<Milestone>(org, "milestones")).IsBilledElsewhere);
    }

    private static async Task<T> LastAsync<T>(CertiniaOrg org, string feed)
        where T : CanonicalFact => SalesforceConnection.Facts<T>(await org.ReadAsync(feed))[^1];
}
