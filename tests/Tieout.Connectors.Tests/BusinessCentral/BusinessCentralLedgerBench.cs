using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.BusinessCentral;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>A simulated environment, and the people who are paid there.</summary>
internal sealed class BusinessCentralLedgerBench : ILedgerBench
{
    private const string Invoices = "/v2.0/*/*/api/v2.0/*/salesInvoices";

    private readonly List<BusinessCentralSource> _owned = [];
    private readonly Dictionary<string, JsonNode> _invoices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _paid = new(StringComparer.Ordinal);
    private readonly BusinessCentralUnderTest _target;
    private readonly SimulatorTroubles _troubles;

    private BusinessCentralLedgerBench(BusinessCentralUnderTest target)
    {
        _target = target;
        _troubles = new SimulatorTroubles(x => target.Desk.Server.Faults = x, beside: "id");
    }

    public int PageSize => 2;

    public int Troubles => _troubles.Count;

    public IReadOnlyList<string> NeededFields { get; } =
    [
        "value",
        "id",
        "number",
        "externalDocumentNumber",
        "currencyCode",
        "totalAmountIncludingTax",
        "remainingAmount",
        "status",
        "lastModifiedDateTime",
    ];

    private BusinessCentralDesk Desk => _target.Desk;

    public static async Task<BusinessCentralLedgerBench> OpenAsync()
    {
        var target = await BusinessCentralUnderTest.OpenAsync();
        _ = await target.Desk.CustomerAsync();
        return new BusinessCentralLedgerBench(target);
    }

    public ISource Open() => Owned(_target.Options(pageSize: PageSize));

    public ISource OpenWithWrongSettings() => Owned(_target.Options(secret: "wrong"));

    public void Pass(TimeSpan time) => Desk.Clock.Advance(time);

    public async Task PostAsync(string reference, CancellationToken cancellationToken)
    {
        await Desk.LogInAsync();
        _invoices[reference] = await Desk.PostedAsync(reference, 100m);
    }

    public Task PayAsync(string reference, decimal amount, CancellationToken cancellationToken)
    {
        _paid[reference] = _paid.GetValueOrDefault(reference) + amount;
        return PayAsync(_invoices[reference], amount);
    }

    public async Task<bool> TryTakeBackAsync(string reference, CancellationToken cancellationToken)
    {
        _ = await Desk.InCompanyAsync(
            HttpMethod.Post,
            $"invoices/{_invoices[reference]["number"]}/reverse-payment",
            new JsonObject { ["amount"] = _paid[reference] }
        );
        return true;
    }

    public async Task VoidAsync(string reference, CancellationToken cancellationToken)
    {
        await Desk.LogInAsync();
        await Desk.DoAsync($"/salesInvoices({_invoices[reference]["id"]})/Microsoft.NAV.cancel");
    }

    public async Task<bool> TryCauseAsync(
        SourceTrouble trouble,
        CancellationToken cancellationToken
    )
    {
        switch (trouble)
        {
            case SourceTrouble.LateCommit:
                _troubles.Cause(
                    new FaultMatch("POST", "/v2.0/**"),
                    new FaultAction.CommitLate(500_000),
                    times: 2
                );
                await PostAsync("T-LATE", cancellationToken);
                return true;
            case SourceTrouble.Throttling:
                _troubles.Cause(new FaultMatch("GET", Invoices), new FaultAction.Status(429));
                return true;
            case SourceTrouble.ExpiredSession:
                _troubles.Cause(new FaultMatch("GET", Invoices), new FaultAction.ExpireTokens());
                return true;
            case SourceTrouble.NewField:
                _troubles.AddField();
                return true;
            case SourceTrouble.NewWord:
                await PostAsync("T-ODD", cancellationToken);
                _troubles.Alter(("externalDocumentNumber", "T-ODD"), "status", "Sealed");
                return true;
            default:
                return false;
        }
    }

    public void Withhold(string field) => _troubles.Withhold(field);

    public Task RecoverAsync(CancellationToken cancellationToken)
    {
        _troubles.Recover();
        return Desk.LogInAsync();
    }

    public ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }

        return _target.DisposeAsync();
    }

    private async Task PayAsync(JsonNode invoice, decimal amount)
    {
        await Desk.LogInAsync();
        await Desk.PayAsync(invoice, amount);
    }

    private BusinessCentralSource Owned(BusinessCentralOptions options)
    {
        var source = new BusinessCentralSource(options, Desk.Clock);
        _owned.Add(source);
        return source;
    }
}
