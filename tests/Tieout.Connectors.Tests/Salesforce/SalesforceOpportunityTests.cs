using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Salesforce;

/// <summary>Opportunities: which are won, since when, and what became of them.</summary>
public sealed class SalesforceOpportunityTests : IAsyncLifetime
{
    private const string Feed = "opportunities";

    private SalesforceSandbox _org = null!;
    private SalesforceSource _source = null!;
    private string _account = string.Empty;

    public async ValueTask InitializeAsync()
    {
        _org = await SalesforceSandbox.StartAsync();
        _source = SalesforceConnection.Open(_org);
        _account = await _org.CreateAsync(
            "Account",
            """{"Name":"Contoso","AccountNumber":"C-1"}"""
        );
    }

    public async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await _org.DisposeAsync();
    }

    [Fact]
    public async Task A_won_opportunity_has_its_day_its_customer_its_worth_and_its_contract()
    {
        var contract = await _org.CreateAsync(
            "Contract",
            $$"""{"AccountId":"{{_account}}","StartDate":"2026-01-01","CurrencyIsoCode":"EUR"}"""
        );
        var won = await SellAsync(
            "Closed Won",
            "2026-02-20",
            $$""","Amount":80000.55,"CurrencyIsoCode":"EUR","ContractId":"{{contract}}" """
        );
        _ = await SellAsync("Prospecting", "2026-06-30");

        var (opportunities, rejected) = await ReadAsync();

        Assert.Empty(rejected);
        var told = opportunities.Single(x => x.Id == won);
        Assert.Equal(
            ("Rollout", "Closed Won", "C-1", 80_000.55m, "EUR", new LocalDate(2026, 2, 20)),
            (
                told.Name,
                told.Stage,
                told.Customer?.Value,
                told.Amount!.Value.Amount,
                told.Amount.Value.Currency.Code,
                told.WonOn
            )
        );
        Assert.NotNull(told.Contract);
        Assert.Equal(new LocalDate(2026, 3, 6), told.IsUnsignedFrom);
        Assert.Null(opportunities.Single(x => x.Id != won).WonOn);
    }

    /// <summary>On the second of March, for a day in June that was planned.</summary>
    [Fact]
    public async Task What_is_won_before_its_planned_day_is_won_on_the_day_of_the_change()
    {
        _ = await SellAsync("Closed Won", "2026-06-30");

        Assert.Equal(
            new LocalDate(2026, 3, 2),
            Assert.Single((await ReadAsync()).Opportunities).WonOn
        );
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("deleted")]
    [InlineData("purged")]
    public async Task What_is_not_won_any_more_is_told(string how)
    {
        var id = await SellAsync("Closed Won", "2026-02-20");
        var before = Assert.Single((await ReadAsync()).Opportunities);
        _org.Time.Advance(TimeSpan.FromMinutes(2));
        if (how is "lost")
        {
            const string lost = """{"StageName":"Closed Lost"}""";
            Assert.Null((await _org.PatchAsync($"/sobjects/Opportunity/{id}", lost)).Code);
        }
        else
        {
            _ = await _org.DeleteAsync($"/sobjects/Opportunity/{id}");
        }

        if (how is "purged")
        {
            _org.Server.Tampering.Purge(id);
            _org.Time.Advance(TimeSpan.FromMinutes(2));
        }

        var after = Assert.Single((await ReadAsync()).Opportunities);

        Assert.Equal((id, null), (after.Id, after.WonOn));
        Assert.True(after.Version > before.Version);
        Assert.Empty((await ReadAsync()).Opportunities);
    }

    [Fact]
    public async Task Statements_of_work_and_their_amendments_name_what_they_were_sold_by()
    {
        var first = await SellAsync("Closed Won", "2026-02-20");
        var second = await SellAsync("Closed Won", "2026-02-21");
        var sow = await SowAsync($"\"Hub_Id__c\":\"ENG-1\",\"Opportunity__c\":\"{first}\"");
        _ = await SowAsync(
            $"\"Parent_SOW__c\":\"{sow}\",\"Amendment_No__c\":1,\"Opportunity__c\":\"{second}\""
        );
        _org.Time.Advance(TimeSpan.FromSeconds(5));

        var pages = await SalesforceConnection.ReadAsync(_source, "sows");

        Assert.Equal(
            [first, second],
            pages
                .SelectMany(x => x.Records)
                .Select(x =>
                    x.Fact is Contract contract
                        ? contract.Terms.Opportunity
                        : ((Amendment)x.Fact).Terms.Opportunity
                )
        );
    }

    private Cursor _place = Cursor.Start;

    private async Task<(
        IReadOnlyList<Opportunity> Opportunities,
        IReadOnlyList<RejectedRecord> Rejected
    )> ReadAsync()
    {
        _org.Time.Advance(TimeSpan.FromSeconds(5));
        var pages = await SalesforceConnection.ReadAsync(_source, Feed, _place);
        _place = pages.Count > 0 ? pages[^1].Next : _place;
        return (
            SalesforceConnection.Facts<Opportunity>(pages),
            [.. pages.SelectMany(x => x.Rejected)]
        );
    }

    private Task<string> SellAsync(string stage, string closes, string more = "") =>
        _org.CreateAsync(
            "Opportunity",
            $$"""{"AccountId":"{{_account}}","Name":"Rollout","StageName":"{{stage}}","CloseDate":"{{closes}}"{{more}}}"""
        );

    private Task<string> SowAsync(string more) =>
        _org.CreateAsync(
            "SOW__c",
            $$"""
            {"Name":"Rollout","Account__c":"{{_account}}","Effective_Date__c":"2026-01-01","Status__c":"Signed",
             "Billing_Model__c":"Time and Materials","CurrencyIsoCode":"EUR",{{more}}}
            """
        );
}
