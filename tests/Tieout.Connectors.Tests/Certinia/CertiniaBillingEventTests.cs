using Tieout.Connectors.Tests.Salesforce;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Certinia;

/// <summary>What PSA has put on a billing event waits until the event is invoiced or cleared.</summary>
public sealed class CertiniaBillingEventTests
{
    private const string Event = "pse__Billing_Event__c";
    private const string Expense = "pse__Expense__c";
    private const string Milestone = "pse__Milestone__c";
    private const string Approved = """{"pse__Approved_for_Billing__c":true}""";

    private const string Invoiced =
        """{"pse__Invoiced__c":true,"pse__Invoice_Number__c":"PSA-77","pse__Invoice_Date__c":"2026-05-05"}""";

    [Fact]
    public async Task What_stands_on_an_event_is_told_again_once_the_event_is_invoiced()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var all = await ReleasedAsync(org);
        var open = await WorkAsync(org);
        var billed = await org.EventAsync(all);
        var held = await WorkAsync(org);
        var before = await org.ReadAsync("billing-events");
        Assert.Null((await org.ChangeAsync(Event, billed, Invoiced)).Code);
        var told = await org.ReadAsync("billing-events", before[^1].Next);
        var invoiced = Newest(told);

        Assert.Equal(["expense", "milestone", "time"], open.Keys.Order(StringComparer.Ordinal));
        Assert.All(
            open.Values,
            x => Assert.True(x is { BillingEvent: null, IsBilledElsewhere: false })
        );
        Assert.All(
            held.Values,
            x => Assert.Equal((false, "BE-000001"), (x.IsBilledElsewhere, x.BillingEvent))
        );
        Assert.Equal(held, Newest(before));
        Assert.Equal(
            held.Keys.Order(StringComparer.Ordinal),
            invoiced.Keys.Order(StringComparer.Ordinal)
        );
        Assert.All(
            invoiced,
            x =>
            {
                Assert.True(x.Value is { IsBilledElsewhere: true, BillingEvent: null });
                Assert.True(x.Value.Version > held[x.Key].Version);
            }
        );
        // The feeds of the work itself say the same, though nothing of their records has changed.
        Assert.Equal(invoiced, await WorkAsync(org));
    }

    [Fact]
    public async Task The_number_of_the_invoice_is_that_of_the_event_where_the_work_has_none()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var billed = await org.EventAsync(await ReleasedAsync(org));
        Assert.Null((await org.ChangeAsync(Event, billed, Invoiced)).Code);
        org.Sandbox.Time.Advance(TimeSpan.FromSeconds(5));
        using var source = org.Open(writesBack: true);

        var pages = await SalesforceConnection.ReadAsync(source, "billing-events");

        var work = Newest(pages);
        Assert.Equal(3, work.Count);
        Assert.All(work.Values, x => Assert.Equal("PSA-77", x.BilledOn));
    }

    [Fact]
    public async Task What_is_taken_off_an_event_may_be_billed_again()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var all = await ReleasedAsync(org);
        var billed = await org.EventAsync(all);
        var held = await WorkAsync(org);
        foreach (var (kind, id) in all)
        {
            const string cleared = """{"pse__Billed__c":false,"pse__Billing_Event_Item__c":null}""";
            Assert.Null((await org.ChangeAsync(kind, id, cleared)).Code);
        }

        _ = await org.Sandbox.DeleteAsync($"/sobjects/{Event}/{billed}");
        var open = await WorkAsync(org);

        Assert.All(
            open,
            x =>
            {
                Assert.True(x.Value is { BillingEvent: null, IsBilledElsewhere: false });
                Assert.True(x.Value.Version > held[x.Key].Version);
            }
        );
    }

    /// <summary>'tieout check' notes each feed of work whose deletions go unnoticed.</summary>
    [Fact]
    public async Task No_deletion_of_work_goes_unnoticed()
    {
        await using var org = await CertiniaOrg.StartAsync();
        using var source = org.Open();

        Assert.DoesNotContain(
            source.Feeds,
            x => !x.IsMasterData && x.Deletions is Connect.Deletions.Unnoticed
        );
    }

    /// <summary>An organisation may mark as billed only what is released.</summary>
    [Fact]
    public async Task An_item_of_an_event_is_enough_without_a_mark()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var all = await ReleasedAsync(org);
        _ = await org.EventAsync(all);
        foreach (var (kind, id) in all)
        {
            Assert.Null((await org.ChangeAsync(kind, id, """{"pse__Billed__c":false}""")).Code);
        }

        var held = await WorkAsync(org);

        Assert.Equal(3, held.Count);
        Assert.All(
            held.Values,
            x => Assert.Equal((false, "BE-000001"), (x.IsBilledElsewhere, x.BillingEvent))
        );
    }

    /// <summary>Its own feed rejects it, and ends that once it is corrected; an event does not change for that.</summary>
    [Fact]
    public async Task What_cannot_be_read_is_rejected_by_its_own_feed_only()
    {
        await using var org = await CertiniaOrg.StartAsync();
        _ = await org.EventAsync(await ReleasedAsync(org));
        const string noCode = """{"pse__ERP_Worker_Correlation_Id__c":null}""";
        Assert.Null((await org.ChangeAsync("Contact", org.Ada, noCode)).Code);

        var told = await org.ReadAsync("billing-events");
        var own = await org.ReadAsync("expenses");

        Assert.Empty(told.SelectMany(x => x.Rejected));
        Assert.Equal(["milestone"], Newest(told).Keys);
        Assert.Single(own.SelectMany(x => x.Rejected));
    }

    /// <summary>A second change in the same second would have the same version.</summary>
    [Fact]
    public async Task What_an_event_said_a_moment_ago_is_left_to_the_next_reading()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var billed = await org.EventAsync(await ReleasedAsync(org));
        var held = await WorkAsync(org);
        Assert.Null((await org.ChangeAsync(Event, billed, Invoiced)).Code);
        using var source = org.Open();
        var early = new List<Work>();
        foreach (var feed in Feeds)
        {
            early.AddRange(
                SalesforceConnection.Facts<Work>(await SalesforceConnection.ReadAsync(source, feed))
            );
        }

        Assert.DoesNotContain(early, x => x.IsBilledElsewhere);
        Assert.DoesNotContain(early, x => x.Version > held.Values.Max(y => y.Version));
        Assert.All((await WorkAsync(org)).Values, x => Assert.True(x.IsBilledElsewhere));
    }

    [Fact]
    public async Task Where_events_are_not_read_the_mark_on_the_work_counts()
    {
        await using var org = await CertiniaOrg.StartAsync();
        _ = await org.EventAsync(await ReleasedAsync(org));
        org.Sandbox.Time.Advance(TimeSpan.FromSeconds(5));
        var names = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["billingEvent"] = string.Empty,
        };
        using var source = org.Open(names: names);

        var expense = Assert.Single(
            SalesforceConnection.Facts<Expense>(
                await SalesforceConnection.ReadAsync(source, "expenses")
            )
        );

        Assert.DoesNotContain(source.Feeds, x => x.Name is "billing-events");
        Assert.True(expense is { IsBilledElsewhere: true, BillingEvent: null });
    }

    /// <summary>Salesforce takes 16,384 characters of a request's line, and answers 414 to more.</summary>
    [Fact]
    public async Task As_many_events_as_are_read_at_once_fit_into_a_request()
    {
        await using var org = await CertiniaOrg.StartAsync();
        for (var i = 0; i < 200; i++)
        {
            _ = await org.EventAsync();
        }

        _ = await org.EventAsync(await ReleasedAsync(org));
        org.Sandbox.Time.Advance(TimeSpan.FromSeconds(5));
        using var source = org.Open(pageSize: 2000, writesBack: true);

        var pages = await SalesforceConnection.ReadAsync(source, "billing-events");

        Assert.Equal(3, Newest(pages).Count);
    }

    private static readonly string[] Feeds =
    [
        "time",
        "time-splits",
        "expenses",
        "milestones",
        "billing-events",
    ];

    /// <summary>A split, an expense and a milestone that may be billed.</summary>
    private static async Task<(string Kind, string Id)[]> ReleasedAsync(CertiniaOrg org)
    {
        var card = await org.CardAsync("\"pse__Monday_Hours__c\":8");
        await org.ApproveAsync(card);
        var splits = await org.Sandbox.ColumnAsync(
            $"SELECT Id FROM {CertiniaOrg.Split} WHERE pse__Timecard_Header__c = '{card}'"
        );
        (string Kind, string Id)[] all =
        [
            (CertiniaOrg.Split, Assert.Single(splits)!),
            (Expense, await org.ExpenseAsync()),
            (Milestone, await org.MilestoneAsync()),
        ];
        foreach (var (kind, id) in all)
        {
            Assert.Null((await org.ChangeAsync(kind, id, Approved)).Code);
        }

        return all;
    }

    /// <summary>What all feeds of work but that of events tell from their start, by kind.</summary>
    private static async Task<Dictionary<string, Work>> WorkAsync(CertiniaOrg org)
    {
        var pages = new List<Connect.Page>();
        foreach (var feed in Feeds.SkipLast(1))
        {
            pages.AddRange(await org.ReadAsync(feed));
        }

        return Newest(pages);
    }

    private static Dictionary<string, Work> Newest(IEnumerable<Connect.Page> pages) =>
        SalesforceConnection
            .Facts<Work>(pages)
            .Where(x => !x.IsDeleted)
            .GroupBy(x => x.Id.Value.Split('/')[0], StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => x.MaxBy(y => y.Version)!, StringComparer.Ordinal);
}
