using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Tests.Salesforce;

/// <summary>A simulated organisation that has to show two posted invoices.</summary>
internal sealed class SalesforceMirrorBench : SalesforceEffectBench
{
    private SalesforceMirrorBench(SalesforceSandbox org)
        : base(org, "/composite/sobjects/Invoice__c/Hub_Id__c", isCollection: true) { }

    public override IReadOnlyList<string> Whole { get; } = ["TO-1 INV-1", "TO-2 INV-2"];

    public static async Task<SalesforceMirrorBench> OpenAsync()
    {
        var org = await SalesforceSandbox.StartAsync();
        var account = await org.CreateAsync(
            "Account",
            """{"Name":"Contoso","AccountNumber":"C-1"}"""
        );
        _ = await org.CreateAsync(
            "SOW__c",
            $$"""{"Name":"Rollout","Account__c":"{{account}}","Hub_Id__c":"SOW-1","Status__c":"Signed"}"""
        );
        return new SalesforceMirrorBench(org);
    }

    public override async Task<int> TellAsync(CancellationToken cancellationToken)
    {
        using var crm = new SalesforceDocuments(
            new SalesforceOptions
            {
                Access = SalesforceConnection.Access(Org),
                Names = new SalesforceNames(
                    SalesforceOptions.DefaultNames,
                    new Dictionary<string, string>(StringComparer.Ordinal)
                ),
                LegalEntity = LegalEntityCode.Parse("DE01"),
                WritesBack = true,
            },
            Org.Time
        );
        return (await crm.ShowAsync([Document(1), Document(2)], cancellationToken)).Count;
    }

    public override async Task<IReadOnlyList<string>> HeldAsync(CancellationToken cancellationToken)
    {
        var keys = await Org.ColumnAsync("SELECT Hub_Id__c FROM Invoice__c ORDER BY Hub_Id__c");
        var names = await Org.ColumnAsync("SELECT Name FROM Invoice__c ORDER BY Hub_Id__c");
        return [.. keys.Zip(names, (key, name) => $"{key} {name}")];
    }

    private static DocumentStanding Document(int number) =>
        new(
            InvoiceReference.Parse($"TO-{number}"),
            InvoiceType.Invoice,
            DocumentState.Posted,
            EngagementId.Parse("SOW-1"),
            CustomerCode.Parse("C-1"),
            $"INV-{number}",
            new LocalDate(2026, 3, 31),
            new LocalDate(2026, 4, 30),
            Eur(100m),
            Eur(19m),
            Eur(119m),
            Eur(119m),
            Eur(0m),
            Credits: null
        );

    private static Money Eur(decimal amount) => new(amount, CurrencyCode.Parse("EUR"));
}
