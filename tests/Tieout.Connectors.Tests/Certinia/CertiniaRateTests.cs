using Tieout.Connectors.Tests.Salesforce;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Certinia;

/// <summary>The rate that was approved with a card prices it.</summary>
public sealed class CertiniaRateTests
{
    private const string Monday = "\"pse__Monday_Hours__c\":8";

    private static readonly CurrencyCode Dollar = CurrencyCode.Parse("USD");

    [Fact]
    public async Task A_new_rate_of_the_assignment_is_that_of_the_cards_made_after_it()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var before = await org.CardAsync(Monday);
        _ = await org.ChangeAsync(
            "pse__Assignment__c",
            org.Assignment,
            """{"pse__Bill_Rate__c":200}"""
        );
        var after = await org.CardAsync(Monday);
        _ = await org.ChangeAsync(CertiniaOrg.Card, before, """{"pse__Tuesday_Hours__c":1}""");

        var rates = SalesforceConnection
            .Facts<TimeEntry>(await org.ReadAsync("time"))
            .ToDictionary(x => x.Id.Value, x => x.Rate);

        Assert.Equal(new Money(187.5m, Dollar), rates[$"time/crm/{before}-mon"]);
        Assert.Equal(new Money(187.5m, Dollar), rates[$"time/crm/{before}-tue"]);
        Assert.Equal(new Money(200m, Dollar), rates[$"time/crm/{after}-mon"]);
    }

    [Fact]
    public async Task A_card_has_a_rate_of_its_own_where_somebody_gave_it_one()
    {
        await using var org = await CertiniaOrg.StartAsync();
        _ = await org.CardAsync(Monday + ",\"pse__Bill_Rate__c\":210.5");

        var entry = Assert.Single(
            SalesforceConnection.Facts<TimeEntry>(await org.ReadAsync("time"))
        );

        Assert.Equal(new Money(210.5m, Dollar), entry.Rate);
    }

    [Fact]
    public async Task A_rate_per_day_is_left_to_the_cards_of_the_hub()
    {
        await using var org = await CertiniaOrg.StartAsync();
        _ = await org.CardAsync(
            Monday + ",\"pse__Bill_Rate__c\":1500,\"pse__Daily_Bill_Rate__c\":true"
        );

        var entry = Assert.Single(
            SalesforceConnection.Facts<TimeEntry>(await org.ReadAsync("time"))
        );

        Assert.Null(entry.Rate);
    }

    [Fact]
    public async Task A_firm_whose_rates_are_the_hubs_reads_none()
    {
        await using var org = await CertiniaOrg.StartAsync();
        _ = await org.CardAsync(Monday);
        org.Sandbox.Time.Advance(TimeSpan.FromSeconds(5));
        var names = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["timecardRate"] = string.Empty,
        };
        using var source = org.Open(names: names);

        var pages = await SalesforceConnection.ReadAsync(source, "time");

        Assert.Null(Assert.Single(SalesforceConnection.Facts<TimeEntry>(pages)).Rate);
    }
}
