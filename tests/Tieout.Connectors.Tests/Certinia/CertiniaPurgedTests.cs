using Tieout.Connectors.Tests.Salesforce;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Certinia;

/// <summary>Records that left the recycle bin before they were seen there: only the id is left.</summary>
public sealed class CertiniaPurgedTests
{
    [Fact]
    public async Task Hours_of_a_purged_card_are_deleted()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync("\"pse__Monday_Hours__c\":8,\"pse__Sunday_Hours__c\":2");

        var (told, gone) = await PurgeAsync<TimeEntry>(org, "time", CertiniaOrg.Card, card);

        Assert.Equal(2, told.Count);
        Assert.Equal(7, gone.Count);
        Assert.All(gone, x => Assert.True(x.IsDeleted));
        Assert.All(
            told,
            x => Assert.True(gone.Single(y => y.Id == x.Id).Version > x.Version, x.Identity)
        );
    }

    [Fact]
    public async Task A_purged_expense_is_deleted()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var id = await org.ExpenseAsync();

        var (told, gone) = await PurgeAsync<Expense>(org, "expenses", "pse__Expense__c", id);

        Assert.Equal(Assert.Single(told).Id, Assert.Single(gone).Id);
        Assert.True(gone[0].IsDeleted && gone[0].Version > told[0].Version);
    }

    [Fact]
    public async Task A_purged_milestone_is_deleted()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var id = await org.MilestoneAsync();

        var (told, gone) = await PurgeAsync<Milestone>(org, "milestones", "pse__Milestone__c", id);

        Assert.Equal(Assert.Single(told).Id, Assert.Single(gone).Id);
        Assert.True(gone[0].IsDeleted && gone[0].Version > told[0].Version);
    }

    /// <summary>The bin had all of it; the log of deletions has the id, with the same instant.</summary>
    [Fact]
    public async Task What_was_told_from_the_bin_and_is_purged_then_has_no_version_twice()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var id = await org.ExpenseAsync();
        var told = await org.ReadAsync("expenses");
        _ = await org.Sandbox.DeleteAsync($"/sobjects/pse__Expense__c/{id}");
        var binned = await org.ReadAsync("expenses", told[^1].Next);
        org.Sandbox.Server.Tampering.Purge(id);
        org.Sandbox.Time.Advance(TimeSpan.FromMinutes(2));
        var purged = await org.ReadAsync("expenses", binned[^1].Next);

        var first = Assert.Single(SalesforceConnection.Facts<Expense>(binned));
        var then = Assert.Single(SalesforceConnection.Facts<Expense>(purged));
        Assert.True(first.IsDeleted && then.IsDeleted);
        Assert.True(then.Version > first.Version);
    }

    private static async Task<(List<T> Told, List<T> Gone)> PurgeAsync<T>(
        CertiniaOrg org,
        string feed,
        string kind,
        string id
    )
        where T : CanonicalFact
    {
        var told = await org.ReadAsync(feed);
        Assert.Null((await org.Sandbox.DeleteAsync($"/sobjects/{kind}/{id}")).Code);
        org.Sandbox.Server.Tampering.Purge(id);
        org.Sandbox.Time.Advance(TimeSpan.FromMinutes(2));
        var pages = await org.ReadAsync(feed, told[^1].Next);
        Assert.Empty(pages.SelectMany(x => x.Rejected));
        Assert.Empty(SalesforceConnection.Facts<T>(await org.ReadAsync(feed, pages[^1].Next)));
        return (
            [.. SalesforceConnection.Facts<T>(told)],
            [.. SalesforceConnection.Facts<T>(pages)]
        );
    }
}
