using Tieout.Connectors.AvaTax;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.AvaTax;

/// <summary>A simulated AvaTax that has to hold the tax of two posted invoices, committed.</summary>
internal sealed class AvaTaxEffectBench(TrackerSandbox avatax) : IEffectBench
{
    private readonly SimulatorTroubles _troubles = new(
        x => avatax.Server.Faults = x,
        beside: "code"
    );

    // 10.1 % of 100.00.
    public IReadOnlyList<string> Whole { get; } =
    ["TO-1 SalesInvoice Committed 10.1", "TO-2 SalesInvoice Committed 10.1"];

    public int Troubles => _troubles.Count;

    public IReadOnlyList<string> NeededFields { get; } =
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

    public async Task<int> TellAsync(CancellationToken cancellationToken)
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

    public async Task<IReadOnlyList<string>> HeldAsync(CancellationToken cancellationToken)
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
    public bool TryCause(EffectTrouble trouble)
    {
        FaultAction? action = trouble switch
        {
            EffectTrouble.Throttling => new FaultAction.Status(429),
            EffectTrouble.LostAnswer => new FaultAction.CommitThenDrop(),
            EffectTrouble.ErrorInSuccess => new FaultAction.ErrorBody("Unexpected", "Something."),
            _ => null,
        };
        if (action is not null)
        {
            _troubles.Cause(new FaultMatch("POST", "/api/**"), action);
        }
        else if (trouble is EffectTrouble.NewField)
        {
            _troubles.AddField();
            return true;
        }

        return action is not null;
    }

    public void Withhold(string field) => _troubles.Withhold(field);

    public Task RecoverAsync(CancellationToken cancellationToken)
    {
        _troubles.Recover();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => avatax.DisposeAsync();

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
