using Tieout.Connect;
using Tieout.Connectors.Tests.Salesforce;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Certinia;

/// <summary>
/// A newer version that cannot be read, or a deletion of it: what was told before is billed no more.
/// </summary>
public sealed class CertiniaUnreadableTests
{
    private const string NoCode = """{"pse__ERP_Worker_Correlation_Id__c":null}""";

    [Theory]
    [InlineData("""{"pse__Status__c":"Parked"}""", "certinia.unknown-status", 16)]
    [InlineData("""{"pse__Monday_Hours__c":-2}""", "certinia.bad-hours", 8)]
    [InlineData("""{"pse__Time_Logged_In_Days__c":true}""", "certinia.logged-in-days", 0)]
    public async Task A_card_that_cannot_be_read_any_more_takes_its_hours_along(
        string change,
        string code,
        int hours
    )
    {
        await using var org = await CertiniaOrg.StartAsync();
        foreach (var kind in new[] { CertiniaOrg.Card, CertiniaOrg.Split })
        {
            org.Sandbox.Server.Tampering.AddValue(kind, "pse__Status__c", "Parked");
        }

        var inDays = """{"pse__Time_Logged_In_Days__c":true}""";
        var card = await org.CardAsync("\"pse__Monday_Hours__c\":8,\"pse__Friday_Hours__c\":8");
        var told = await org.ReadAsync("time");
        if (change == inDays)
        {
            Assert.Null((await org.ChangeAsync("pse__Proj__c", org.Project, inDays)).Code);
        }

        Assert.Null((await org.ChangeAsync(CertiniaOrg.Card, card, change)).Code);
        var pages = await org.ReadAsync("time", told[^1].Next);

        var rejected = Assert.Single(pages.SelectMany(x => x.Rejected));
        Assert.Equal((code, Effort.OfHours(hours)), (rejected.Code, rejected.Effort));
        AssertGone(told, pages);
    }

    [Fact]
    public async Task A_card_that_nobody_has_told_before_is_only_rejected()
    {
        await using var org = await CertiniaOrg.StartAsync();
        _ = await org.ChangeAsync("Contact", org.Ada, NoCode);
        _ = await org.CardAsync("\"pse__Monday_Hours__c\":8");

        var pages = await org.ReadAsync("time");

        Assert.Single(pages.SelectMany(x => x.Rejected));
        Assert.Empty(pages.SelectMany(x => x.Records));
    }

    [Fact]
    public async Task A_card_of_a_person_without_code_can_still_be_deleted()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync("\"pse__Monday_Hours__c\":8");
        var told = await org.ReadAsync("time");
        _ = await org.ChangeAsync("Contact", org.Ada, NoCode);
        _ = await org.Sandbox.DeleteAsync($"/sobjects/{CertiniaOrg.Card}/{card}");

        var pages = await org.ReadAsync("time", told[^1].Next);

        Assert.Empty(pages.SelectMany(x => x.Rejected));
        AssertGone(told, pages);
    }

    [Fact]
    public async Task A_split_whose_card_cannot_be_read_any_more_takes_its_hours_along()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync("\"pse__Monday_Hours__c\":8");
        var told = await org.ReadAsync("time");
        _ = await org.ChangeAsync("Contact", org.Ada, NoCode);
        org.Sandbox.Time.Advance(TimeSpan.FromMinutes(1));
        await org.ChangeSplitsAsync(card, """{"pse__Billing_Hold__c":true}""");

        var pages = await org.ReadAsync("time-splits");

        Assert.Equal("certinia.no-code", Assert.Single(pages.SelectMany(x => x.Rejected)).Code);
        AssertGone(told, pages);
    }

    [Fact]
    public async Task An_expense_that_cannot_be_read_any_more_is_gone_until_it_can()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var id = await org.ExpenseAsync();
        var told = await org.ReadAsync("expenses");
        var partly = """{"pse__Non_Billable_Incurred_Amount__c":19}""";
        _ = await org.ChangeAsync("pse__Expense__c", id, partly);
        var unread = await org.ReadAsync("expenses", told[^1].Next);
        var whole = """{"pse__Non_Billable_Incurred_Amount__c":0}""";
        _ = await org.ChangeAsync("pse__Expense__c", id, whole);
        var mended = await org.ReadAsync("expenses", unread[^1].Next);

        var rejected = Assert.Single(unread.SelectMany(x => x.Rejected));
        Assert.Equal("certinia.partly-billable", rejected.Code);
        var gone = Assert.Single(SalesforceConnection.Facts<Expense>(unread));
        Assert.True(gone.IsDeleted);
        Assert.Equal("PR-000001", gone.Project.Value);
        Assert.Equal(rejected.Subject, gone.Identity);
        Assert.False(Assert.Single(SalesforceConnection.Facts<Expense>(mended)).IsDeleted);
    }

    [Fact]
    public async Task An_expense_that_cannot_be_read_can_still_be_deleted()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var id = await org.ExpenseAsync();
        var told = await org.ReadAsync("expenses");
        _ = await org.ChangeAsync("Contact", org.Ada, NoCode);
        _ = await org.Sandbox.DeleteAsync($"/sobjects/pse__Expense__c/{id}");

        var pages = await org.ReadAsync("expenses", told[^1].Next);

        Assert.Empty(pages.SelectMany(x => x.Rejected));
        Assert.True(Assert.Single(SalesforceConnection.Facts<Expense>(pages)).IsDeleted);
    }

    [Fact]
    public async Task A_milestone_that_lost_its_day_or_its_amount_is_not_billed()
    {
        await using var org = await CertiniaOrg.StartAsync();
        const string kind = "pse__Milestone__c";
        var id = await org.MilestoneAsync();
        _ = await org.ChangeAsync(kind, id, """{"pse__Approved_for_Billing__c":true}""");
        var told = await org.ReadAsync("milestones");
        _ = await org.ChangeAsync(kind, id, """{"pse__Actual_Date__c":null}""");
        var open = await org.ReadAsync("milestones", told[^1].Next);
        _ = await org.ChangeAsync(kind, id, """{"pse__Milestone_Amount__c":null}""");
        var gone = await org.ReadAsync("milestones", open[^1].Next);

        Assert.NotNull(Assert.Single(SalesforceConnection.Facts<Milestone>(told)).Accepted);
        Assert.Equal(
            "certinia.no-acceptance-day",
            Assert.Single(open.SelectMany(x => x.Rejected)).Code
        );
        Assert.Null(Assert.Single(SalesforceConnection.Facts<Milestone>(open)).Accepted);
        Assert.Equal("certinia.no-amount", Assert.Single(gone.SelectMany(x => x.Rejected)).Code);
        Assert.True(Assert.Single(SalesforceConnection.Facts<Milestone>(gone)).IsDeleted);
    }

    [Fact]
    public async Task A_rate_that_became_one_per_day_does_not_leave_the_old_one_in_force()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var told = await org.ReadAsync("assignments");
        _ = await org.ChangeAsync(
            "pse__Assignment__c",
            org.Assignment,
            """{"pse__Bill_Rate__c":1500,"pse__Daily_Bill_Rate__c":true}"""
        );

        var pages = await org.ReadAsync("assignments", told[^1].Next);

        Assert.Equal("certinia.daily-rate", Assert.Single(pages.SelectMany(x => x.Rejected)).Code);
        var facts = pages.SelectMany(x => x.Records).Select(x => x.Fact);
        Assert.Null(Assert.Single(facts.OfType<RateCard>()).DefaultRate);
    }

    /// <summary>Every entry that stood is deleted by a higher version.</summary>
    private static void AssertGone(IEnumerable<Page> told, IEnumerable<Page> pages)
    {
        var after = SalesforceConnection.Facts<TimeEntry>(pages).ToDictionary(x => x.Id);
        Assert.All(
            SalesforceConnection.Facts<TimeEntry>(told),
            x =>
            {
                Assert.True(after[x.Id].IsDeleted);
                Assert.True(after[x.Id].Version > x.Version);
            }
        );
    }
}
