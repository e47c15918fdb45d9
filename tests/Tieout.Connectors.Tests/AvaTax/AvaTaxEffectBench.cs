using Tieout.Connectors.AvaTax;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.AvaTax;

/// <summary>A simulated AvaTax that has to hold the tax of two posted invoices, committed.</summary>
internal sealed class AvaTaxEffectBench(TrackerSandbox avatax)
    : SimulatedEffectBench(
        x => avatax.Server.Faults = x,
        beside: "code",
        new FaultMatch("POST", "/api/**")
    )
{
    // 10.1 % of 100.00.
    public override IReadOnlyList<string> Whole { get; } =
    ["TO-1 SalesInvoice Committed 10.1", "TO-2 SalesInvoice Committed 10.1"];

    public override IReadOnlyList<string> NeededFields { get; } =
    [
        "code",
        "status",
        "currencyCode",
        "totalAmount",
        "totalTax",
        "lines",
        "lineNumber",
        "lineAmount",
        "tax",
    ];

    public override async Task<int> TellAsync(CancellationToken cancellationToken)
    {
        using var owner = new AvaTaxOwner(Options(), TimeProvider.System);
        foreach (var reference in (string[])["TO-1", "TO-2"])
        {
            var invoice = TaxedDocuments.Invoice(reference, 100m);
            var held = await owner.FindAsync(invoice, cancellationToken);
            if (held is not { IsCommitted: true })
            {
                _ = await owner.AssessAsync(invoice, cancellationToken);
                await owner.CommitAsync(invoice);
            }
        }

        return 0;
    }

    public override async Task<IReadOnlyList<string>> HeldAsync(CancellationToken cancellationToken)
    {
        var listed = await avatax.GetAsync("api/v2/companies/DEFAULT/transactions");
        return
        [
            .. listed.Body!["value"]!
                .AsArray()
                .Select(x => $"{x!["code"]} {x["type"]} {x["status"]} {x["totalTax"]}")
                .Order(StringComparer.Ordinal),
        ];
    }

    // A license key opens no session, and each document is a call of its own.
    protected override FaultAction? ActionOf(EffectTrouble trouble) =>
        trouble switch
        {
            EffectTrouble.Throttling => new FaultAction.Status(429),
            EffectTrouble.LostAnswer => new FaultAction.CommitThenDrop(),
            EffectTrouble.ErrorInSuccess => new FaultAction.ErrorBody(
                "Unexpected",
                EffectConformance.ErrorSaid
            ),
            _ => null,
        };

    public override ValueTask DisposeAsync() => avatax.DisposeAsync();

    private AvaTaxOptions Options() =>
        new()
        {
            System = "tax",
            BaseAddress = avatax.Address,
            AccountId = AvaTaxDesk.Account,
            LicenseKey = AvaTaxDesk.LicenseKey,
            Companies = new Dictionary<LegalEntityCode, AvaTaxCompany>
            {
                [TaxedDocuments.Us] = new(
                    "DEFAULT",
                    new AvaTaxAddress("US", "1100 2nd Ave", "Seattle", "WA", "98101")
                ),
            },
            TaxCodes = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["GOODS"] = "P0000000",
            },
        };
}
