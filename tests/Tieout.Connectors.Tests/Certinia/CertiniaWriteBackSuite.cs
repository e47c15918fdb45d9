using Tieout.Connect;
using Tieout.Connectors.Certinia;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Tests.Salesforce;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.Certinia;

/// <summary>What tests of the write-back to PSA share.</summary>
public abstract class CertiniaWriteBackSuite
{
    private const string Fields =
        "pse__Billed__c, pse__Invoiced__c, pse__Invoice_Number__c, pse__Invoice_Date__c";

    private protected static readonly PostedInvoice First = new(
        "INV-1",
        new LocalDate(2026, 3, 31)
    );
    private protected static readonly PostedInvoice Second = new(
        "INV-2",
        new LocalDate(2026, 4, 30)
    );

    private protected static CancellationToken Cancellation =>
        TestContext.Current.CancellationToken;

    private protected static CertiniaWriteBack Open(
        CertiniaOrg org,
        Dictionary<string, string>? names = null
    ) =>
        new(
            new CertiniaOptions
            {
                Access = SalesforceConnection.Access(org.Sandbox, "rehearsal", pageSize: 4),
                Names = new SalesforceNames(CertiniaOptions.DefaultNames, names ?? []),
            },
            org.Sandbox.Time
        );

    private protected static async Task<string> CardAsync(CertiniaOrg org)
    {
        var card = await org.CardAsync("\"pse__Monday_Hours__c\":8,\"pse__Tuesday_Hours__c\":8");
        await ReleaseAsync(org, card);
        return card;
    }

    private protected static async Task ReleaseAsync(CertiniaOrg org, string card)
    {
        await org.ApproveAsync(card);
        await org.ChangeSplitsAsync(card, """{"pse__Approved_for_Billing__c":true}""");
    }

    private protected static WorkId IdOf(string card, string day) =>
        WorkId.Parse($"time/crm/{card}-{day}");

    private protected static BilledWork Invoiced(string card, int day, PostedInvoice invoice) =>
        new(Day(card, day), new(2026, 3, day), invoice, IsOpen: false, [invoice.Number]);

    private protected static BilledWork Open(string card, int day) =>
        new(Day(card, day), new(2026, 3, day), null, IsOpen: true, []);

    private protected static BilledWork Covered(string card, int day) =>
        new(Day(card, day), new(2026, 3, day), null, IsOpen: false, []);

    private protected static WorkId Day(string card, int day) =>
        IdOf(
            card,
            day switch
            {
                2 => "mon",
                3 => "tue",
                _ => "wed",
            }
        );

    private protected static Task<IReadOnlyList<string>> SplitsAsync(
        CertiniaOrg org,
        string card
    ) =>
        RowsAsync(
            org,
            $"{CertiniaOrg.Split} WHERE pse__Timecard_Header__c = '{card}' ORDER BY pse__Start_Date__c"
        );

    private protected static async Task<IReadOnlyList<string>> StampsAsync(CertiniaOrg org) =>
        [.. (await org.Sandbox.ColumnAsync($"SELECT SystemModstamp FROM {CertiniaOrg.Split}"))!];

    private protected static async Task<IReadOnlyList<string>> RowsAsync(
        CertiniaOrg org,
        string from
    )
    {
        var answer = await org.Sandbox.QueryAsync($"SELECT {Fields} FROM {from}");
        return
        [
            .. answer.Body!["records"]!
                .AsArray()
                .Select(x => string.Join(' ', Fields.Split(", ").Select(name => x![name]))),
        ];
    }
}
