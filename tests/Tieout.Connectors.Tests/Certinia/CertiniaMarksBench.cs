using Tieout.Connect;
using Tieout.Connectors.Certinia;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Tests.Salesforce;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.Certinia;

/// <summary>A simulated PSA that has to mark the time of two cards as invoiced.</summary>
internal sealed class CertiniaMarksBench : SalesforceEffectBench
{
    private readonly string[] _cards;

    private CertiniaMarksBench(CertiniaOrg org, string[] cards)
        : base(org.Sandbox, "/composite/sobjects", isCollection: true)
    {
        _cards = cards;
    }

    public override IReadOnlyList<string> Whole { get; } = ["INV-1 True", "INV-2 True"];

    public static async Task<CertiniaMarksBench> OpenAsync()
    {
        var org = await CertiniaOrg.StartAsync();
        var cards = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var card = await org.CardAsync("\"pse__Monday_Hours__c\":8");
            await org.ApproveAsync(card);
            await org.ChangeSplitsAsync(card, """{"pse__Approved_for_Billing__c":true}""");
            cards.Add(card);
        }

        return new CertiniaMarksBench(org, [.. cards]);
    }

    public override async Task<int> TellAsync(CancellationToken cancellationToken)
    {
        using var psa = new CertiniaWriteBack(
            new CertiniaOptions
            {
                Access = SalesforceConnection.Access(Org, pageSize: 4),
                Names = new SalesforceNames(
                    CertiniaOptions.DefaultNames,
                    new Dictionary<string, string>(StringComparer.Ordinal)
                ),
            },
            Org.Time
        );
        var work = _cards.Select((card, i) => Invoiced(card, $"INV-{i + 1}")).ToList();
        return (await psa.WriteAsync(work, cancellationToken)).Count;
    }

    public override async Task<IReadOnlyList<string>> HeldAsync(CancellationToken cancellationToken)
    {
        const string from = $"FROM {CertiniaOrg.Split} ORDER BY pse__Timecard_Header__c";
        var numbers = await Org.ColumnAsync($"SELECT pse__Invoice_Number__c {from}");
        var marks = await Org.ColumnAsync($"SELECT pse__Invoiced__c {from}");
        return
        [
            .. numbers
                .Zip(marks, (number, mark) => $"{number} {bool.Parse(mark!)}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private static BilledWork Invoiced(string card, string number) =>
        new(
            WorkId.Parse($"time/crm/{card}-mon"),
            new LocalDate(2026, 3, 2),
            new PostedInvoice(number, new LocalDate(2026, 3, 31)),
            IsOpen: false,
            [number]
        );
}
