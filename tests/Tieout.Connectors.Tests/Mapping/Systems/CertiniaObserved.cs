using System.Text.Json.Nodes;
using Tieout.Connectors.Certinia;
using Tieout.Connectors.Tests.Certinia;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>An organisation with PSA: a week that is released for billing, one that is billed, and one of each other record.</summary>
internal static class CertiniaObserved
{
    private const string Released = """{"pse__Approved_for_Billing__c":true}""";

    private const string Billed =
        """{"pse__Approved_for_Billing__c":true,"pse__Billed__c":true,"pse__Invoiced__c":true,"pse__Invoice_Number__c":"INV-1"}""";

    public static async Task<ObservedSource> OpenAsync()
    {
        var org = await CertiniaOrg.StartAsync();
        await FillAsync(org);
        return OrganisationObserved.Open(
            org.Sandbox,
            access => new CertiniaSource(
                new CertiniaOptions { Access = access, WritesBack = true },
                org.Sandbox.Time
            ),
            ("pse__Milestone__c.pse__Status__c", JsonValue.Create("Canceled")),
            ("pse__Status__c", JsonValue.Create("Submitted")),
            ("pse__Non_Billable_Incurred_Amount__c", JsonValue.Create(20m))
        );
    }

    private static async Task FillAsync(CertiniaOrg org)
    {
        var days = new[]
        {
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        };
        var week = string.Join(
            ',',
            days.Select(x => $"\"pse__{x}_Hours__c\":2,\"pse__{x}_Notes__c\":\"On {x}\"")
        );
        // Never changed after it was made: days without hours were not told before.
        _ = await org.CardAsync("\"pse__Monday_Hours__c\":1");
        foreach (var decided in new[] { Released, Billed })
        {
            var card = await org.CardAsync(week);
            org.Sandbox.Time.Advance(TimeSpan.FromMinutes(1));
            await org.ApproveAsync(card);
            org.Sandbox.Time.Advance(TimeSpan.FromMinutes(1));
            await org.ChangeSplitsAsync(card, decided);
        }

        await BillAsync(org, await org.CardAsync(week), invoiced: null);
        await BillAsync(org, await org.CardAsync(week), "INV-2");
        foreach (var decided in new[] { Released, Billed })
        {
            var expense = await org.ExpenseAsync();
            var milestone = await org.MilestoneAsync();
            org.Sandbox.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Null((await org.ChangeAsync("pse__Expense__c", expense, decided)).Code);
            Assert.Null((await org.ChangeAsync("pse__Milestone__c", milestone, decided)).Code);
        }
    }

    /// <summary>PSA bills a week, an expense and a milestone on one event.</summary>
    private static async Task BillAsync(CertiniaOrg org, string card, string? invoiced)
    {
        org.Sandbox.Time.Advance(TimeSpan.FromMinutes(1));
        await org.ApproveAsync(card);
        var splits = await org.Sandbox.ColumnAsync(
            $"SELECT Id FROM {CertiniaOrg.Split} WHERE pse__Timecard_Header__c = '{card}'"
        );
        (string Kind, string Id)[] all =
        [
            .. splits.Select(x => (CertiniaOrg.Split, x!)),
            ("pse__Expense__c", await org.ExpenseAsync()),
            ("pse__Milestone__c", await org.MilestoneAsync()),
        ];
        foreach (var (kind, id) in all)
        {
            Assert.Null((await org.ChangeAsync(kind, id, Released)).Code);
        }

        var made = await org.EventAsync(all);
        if (invoiced is not null)
        {
            var number = $$"""{"pse__Invoiced__c":true,"pse__Invoice_Number__c":"{{invoiced}}"}""";
            Assert.Null((await org.ChangeAsync("pse__Billing_Event__c", made, number)).Code);
        }

        org.Sandbox.Time.Advance(TimeSpan.FromMinutes(1));
    }
}
