using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Salesforce;

public sealed class SalesforceSourceTests : IAsyncLifetime
{
    private SalesforceSandbox _org = null!;
    private SalesforceSource _source = null!;

    public async ValueTask InitializeAsync()
    {
        _org = await SalesforceSandbox.StartAsync();
        _source = SalesforceConnection.Open(_org);
    }

    public async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await _org.DisposeAsync();
    }

    [Fact]
    public async Task An_account_with_a_code_is_a_customer_below_its_parent()
    {
        var parent = await AccountAsync("C-1", "Contoso Group");
        _ = await AccountAsync(
            "C-2",
            "Contoso GmbH",
            $$""","ParentId":"{{parent}}","BillingCountry":"Germany","BillingStreet":"Am Markt 1","BillingCity":"Köln","BillingPostalCode":"50667" """
        );
        _ = await _org.CreateAsync("Account", """{"Name":"Prospect"}""");
        var customers = await CustomersAsync();

        Assert.Equal(["C-1", "C-2"], customers.Select(x => x.Code.Value));
        var child = customers[1];
        Assert.Equal("Contoso GmbH", child.Name);
        Assert.Equal("DE", child.Country);
        Assert.Equal("C-1", child.Parent?.Value);
        Assert.True(child.BillsToSelf);
        Assert.Equal(("Am Markt 1", "Köln", "50667"), (child.Street, child.City, child.PostalCode));

        // 2026-03-02T08:00:00Z in microseconds.
        Assert.Equal(1_772_438_400_000_000, child.Version);
        Assert.Equal("US", customers[0].Country);
    }

    /// <summary>A state's name is no place that a tax rule could have.</summary>
    [Theory]
    [InlineData("TX", "TX")]
    [InlineData("tx", "TX")]
    [InlineData("Texas", null)]
    public async Task The_state_of_an_account_is_the_region_of_its_customer(
        string state,
        string? region
    )
    {
        _ = await AccountAsync("C-1", "Contoso", $$""","BillingState":"{{state}}" """);

        Assert.Equal(region, Assert.Single(await CustomersAsync()).Region);
    }

    [Fact]
    public async Task The_loser_of_a_merge_is_billed_to_its_winner()
    {
        var winner = await AccountAsync("C-1", "Contoso");
        var loser = await AccountAsync("C-2", "Contoso Ltd.");
        var same = await AccountAsync("C-1", "Contoso, typed twice");
        var pages = await ReadAsync("customers");
        _org.Time.Advance(TimeSpan.FromMinutes(1));
        _org.Server.Tampering.Merge("Account", winner, loser);
        _org.Server.Tampering.Merge("Account", winner, same);
        var changed = await CustomersAsync(pages[^1].Next);

        var redirect = Assert.Single(changed, x => x.Code.Value is "C-2");
        Assert.Equal("C-1", redirect.Parent?.Value);
        Assert.False(redirect.BillsToSelf);
        Assert.False(redirect.IsOnHold);
        Assert.Equal("Contoso", Assert.Single(changed, x => x.Code.Value is "C-1").Name);
    }

    [Fact]
    public async Task A_deleted_account_is_a_customer_on_hold_until_it_is_brought_back()
    {
        var id = await AccountAsync("C-1", "Contoso");
        var pages = await ReadAsync("customers");
        _org.Time.Advance(TimeSpan.FromMinutes(1));
        _ = await _org.DeleteAsync($"/sobjects/Account/{id}");
        var deleted = await ReadAsync("customers", pages[^1].Next);

        Assert.False(Assert.Single(SalesforceConnection.Facts<Customer>(pages)).IsOnHold);
        Assert.True(Assert.Single(SalesforceConnection.Facts<Customer>(deleted)).IsOnHold);
    }

    [Fact]
    public async Task An_account_that_left_the_bin_unseen_is_told_by_its_id()
    {
        var id = await AccountAsync("C-1", "Contoso");
        var pages = await ReadAsync("customers");
        _ = await _org.DeleteAsync($"/sobjects/Account/{id}");
        _org.Server.Tampering.Purge(id);
        _org.Time.Advance(TimeSpan.FromMinutes(2));
        var later = await ReadAsync("customers", pages[^1].Next);
        var rejected = Assert.Single(later.SelectMany(x => x.Rejected));
        var again = await ReadAsync("customers", later[^1].Next);

        Assert.Equal("salesforce.purged", rejected.Code);
        Assert.Equal($"Account/{id}", rejected.Origin.Place);
        Assert.Empty(again);
    }

    [Fact]
    public async Task A_contract_is_hours_at_rates_and_signed_when_it_is_activated()
    {
        var account = await AccountAsync("C-1", "Contoso");
        var id = await _org.CreateAsync(
            "Contract",
            $$"""{"AccountId":"{{account}}","StartDate":"2026-01-01","ContractTerm":6,"CurrencyIsoCode":"EUR"}"""
        );
        var draft = await ReadAsync("contracts");
        _ = await _org.PatchAsync($"/sobjects/Contract/{id}", """{"Status":"Activated"}""");
        var active = await ReadAsync("contracts", draft[^1].Next);

        var contract = Assert.Single(SalesforceConnection.Facts<Contract>(draft));
        Assert.Equal("00000001", contract.Id.Value);
        Assert.Equal("C-1", contract.Terms.Customer.Value);
        Assert.Equal("DE01", contract.Terms.LegalEntity.Value);
        Assert.Equal("EUR", contract.Terms.Currency.ToString());
        Assert.Equal(new LocalDate(2026, 1, 1), contract.Terms.Start);
        Assert.Equal(new LocalDate(2026, 6, 30), contract.Terms.End);
        Assert.False(contract.Terms.IsSigned);
        Assert.IsType<ContractLine.TimeAndMaterials>(Assert.Single(contract.Terms.Lines));
        Assert.True(Assert.Single(SalesforceConnection.Facts<Contract>(active)).Terms.IsSigned);
    }

    [Fact]
    public async Task A_statement_of_work_has_amendments_that_may_be_taken_back()
    {
        var account = await AccountAsync("C-1", "Contoso");
        var sow = await SowAsync(
            account,
            "ENG-1",
            "2026-01-01",
            """ "Cap_Amount__c":50000,"Status__c":"Signed" """
        );
        var amendment = await SowAsync(
            account,
            "ENG-1-A1",
            "2026-04-01",
            $$""" "Cap_Amount__c":75000.5,"Status__c":"Signed","Parent_SOW__c":"{{sow}}","Amendment_No__c":1 """
        );
        var pages = await ReadAsync("sows");
        _ = await _org.PatchAsync($"/sobjects/SOW__c/{amendment}", """{"Status__c":"Cancelled"}""");
        var later = await ReadAsync("sows", pages[^1].Next);

        var facts = SalesforceConnection.Facts<CanonicalFact>(pages);
        var contract = Assert.IsType<Contract>(facts[0]);
        var change = Assert.IsType<Amendment>(facts[1]);
        Assert.Equal(new Money(50_000m, CurrencyCode.Parse("EUR")), CapOf(contract.Terms));
        Assert.True(contract.Terms.IsSigned);
        Assert.Equal(("ENG-1", 1), (change.Engagement.Value, change.Sequence));
        Assert.Equal(new LocalDate(2026, 4, 1), change.EffectiveFrom);
        Assert.Equal(new LocalDate(2026, 1, 1), change.Terms.Start);
        Assert.Equal(new Money(75_000.5m, CurrencyCode.Parse("EUR")), CapOf(change.Terms));
        Assert.Equal("integration@rehearsal.example", change.Author);
        Assert.True(change.IsInForce);
        Assert.True(Assert.Single(SalesforceConnection.Facts<Amendment>(later)).IsCancelled);
    }

    [Fact]
    public async Task What_cannot_be_translated_is_rejected_and_hides_no_neighbour()
    {
        var nobody = await _org.CreateAsync("Account", """{"Name":"No code"}""");
        var account = await AccountAsync("C-1", "Contoso");
        _org.Server.Tampering.AddValue("SOW__c", "Billing_Model__c", "Outcome");
        _ = await SowAsync(nobody, "ENG-1", "2026-01-01", """ "Status__c":"Signed" """);
        _ = await SowAsync(account, "ENG-2", "2026-01-01", """ "Billing_Model__c":"Outcome" """);
        _ = await SowAsync(account, "ENG-3", "2026-01-01", """ "Billing_Model__c":"Milestone" """);
        var pages = await ReadAsync("sows");

        Assert.Equal(
            ["salesforce.unknown-customer", "salesforce.unknown-billing-model"],
            pages.SelectMany(x => x.Rejected).Select(x => x.Code)
        );
        Assert.Equal("contract/ENG-2", pages.SelectMany(x => x.Rejected).Last().Identity);
        var good = Assert.Single(SalesforceConnection.Facts<Contract>(pages));
        Assert.IsType<ContractLine.Milestones>(Assert.Single(good.Terms.Lines));
    }

    [Fact]
    public async Task Other_names_and_one_currency_are_settings()
    {
        using var source = SalesforceConnection.Open(
            _org,
            currency: "CHF",
            names: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["accountCode"] = "Hub_Id__c",
                ["contract"] = string.Empty,
            }
        );
        var account = await _org.CreateAsync("Account", """{"Name":"Contoso","Hub_Id__c":"H-1"}""");
        _ = await SowAsync(account, "ENG-1", "2026-01-01", """ "Status__c":"Signed" """);
        _org.Time.Advance(TimeSpan.FromSeconds(5));
        var customers = await SalesforceConnection.ReadAsync(source, "customers");
        var sows = await SalesforceConnection.ReadAsync(source, "sows");

        Assert.Equal(["customers", "opportunities", "sows"], source.Feeds.Select(x => x.Name));
        Assert.Equal(
            "H-1",
            Assert.Single(SalesforceConnection.Facts<Customer>(customers)).Code.Value
        );
        Assert.Equal(
            "CHF",
            Assert.Single(SalesforceConnection.Facts<Contract>(sows)).Terms.Currency.ToString()
        );
    }

    [Fact]
    public async Task A_settled_feed_delivers_nothing_and_a_change_of_the_last_seconds_waits()
    {
        _ = await AccountAsync("C-1", "Contoso");
        var pages = await ReadAsync("customers");
        Assert.Empty(await ReadAsync("customers", pages[^1].Next));

        _ = await AccountAsync("C-2", "Northwind");
        Assert.Empty(await SalesforceConnection.ReadAsync(_source, "customers", pages[^1].Next));
        Assert.Single(await CustomersAsync(pages[^1].Next));
    }

    private static Money? CapOf(ContractTerms terms) =>
        Assert.IsType<ContractLine.TimeAndMaterials>(Assert.Single(terms.Lines)).Cap?.Amount;

    private Task<string> AccountAsync(string code, string name, string more = "") =>
        _org.CreateAsync("Account", $$"""{"Name":"{{name}}","AccountNumber":"{{code}}"{{more}}}""");

    private Task<string> SowAsync(string account, string code, string start, string more)
    {
        var model = more.Contains("Billing_Model__c", StringComparison.Ordinal)
            ? string.Empty
            : "\"Billing_Model__c\":\"Time and Materials\",";
        return _org.CreateAsync(
            "SOW__c",
            $$"""{"Name":"{{code}}","Hub_Id__c":"{{code}}","Account__c":"{{account}}","CurrencyIsoCode":"EUR","Effective_Date__c":"{{start}}",{{model}}{{more}}}"""
        );
    }

    /// <summary>Lets the last changes settle, then reads.</summary>
    private Task<List<Page>> ReadAsync(string feed, Cursor? after = null)
    {
        _org.Time.Advance(TimeSpan.FromSeconds(5));
        return SalesforceConnection.ReadAsync(_source, feed, after);
    }

    private async Task<Customer[]> CustomersAsync(Cursor? after = null) =>
        SalesforceConnection.Facts<Customer>(await ReadAsync("customers", after));
}
