using System.Text.Json.Nodes;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Tests.Salesforce;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>An organisation with a customer below another, one that was merged, contracts and an amendment.</summary>
internal static class SalesforceObserved
{
    public static async Task<ObservedSource> OpenAsync()
    {
        var org = await SalesforceSandbox.StartAsync();
        await FillAsync(org);
        return OrganisationObserved.Open(
            org,
            access => new SalesforceSource(
                new SalesforceOptions
                {
                    Access = access,
                    LegalEntity = LegalEntityCode.Parse("DE01"),
                    Countries = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
                    {
                        ["Germany"] = "DE",
                        ["France"] = "FR",
                    },
                },
                org.Time
            ),
            ("BillingCountry", JsonValue.Create("France")),
            ("Contract.Status", JsonValue.Create("Draft")),
            ("SOW__c.Status__c", JsonValue.Create("Cancelled")),
            ("SOW__c.Billing_Model__c", JsonValue.Create("Milestone"))
        );
    }

    private static async Task FillAsync(SalesforceSandbox org)
    {
        var parent = await org.CreateAsync(
            "Account",
            """{"Name":"Contoso Group","AccountNumber":"C-1"}"""
        );
        var child = await org.CreateAsync(
            "Account",
            $$"""
            {"Name":"Contoso GmbH","AccountNumber":"C-2","ParentId":"{{parent}}","BillingCountry":"Germany",
             "BillingStreet":"Am Markt 1","BillingCity":"Köln","BillingPostalCode":"50667","BillingState":"NW"}
            """
        );
        var loser = await org.CreateAsync(
            "Account",
            """{"Name":"Contoso Ltd.","AccountNumber":"C-3"}"""
        );
        org.Time.Advance(TimeSpan.FromMinutes(1));
        org.Server.Tampering.Merge("Account", child, loser);
        var won = await org.CreateAsync(
            "Opportunity",
            $$"""
            {"AccountId":"{{child}}","Name":"Rollout","StageName":"Closed Won","CloseDate":"2026-02-20",
             "Amount":80000.5,"CurrencyIsoCode":"EUR"}
            """
        );
        var contract = await org.CreateAsync(
            "Contract",
            $$"""{"AccountId":"{{child}}","StartDate":"2026-01-01","ContractTerm":6,"CurrencyIsoCode":"EUR"}"""
        );
        var active = """{"Status":"Activated"}""";
        Assert.Null((await org.PatchAsync($"/sobjects/Contract/{contract}", active)).Code);
        var sow = await SowAsync(
            org,
            child,
            "ENG-1",
            "2026-01-01",
            $"\"Cap_Amount__c\":50000,\"Opportunity__c\":\"{won}\""
        );
        var became = $$"""{"ContractId":"{{contract}}"}""";
        Assert.Null((await org.PatchAsync($"/sobjects/Opportunity/{won}", became)).Code);
        _ = await SowAsync(
            org,
            child,
            "ENG-1-A1",
            "2026-04-01",
            $"\"Cap_Amount__c\":75000.5,\"Parent_SOW__c\":\"{sow}\",\"Amendment_No__c\":1"
        );
    }

    private static Task<string> SowAsync(
        SalesforceSandbox org,
        string account,
        string code,
        string from,
        string more
    ) =>
        org.CreateAsync(
            "SOW__c",
            $$"""
            {"Name":"Rollout","Account__c":"{{account}}","Hub_Id__c":"{{code}}","Effective_Date__c":"{{from}}",
             "End_Date__c":"2026-12-31","Billing_Model__c":"Time and Materials","Status__c":"Signed",
             "CurrencyIsoCode":"EUR",{{more}}}
            """
        );
}
