using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.BusinessCentral;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>A simulated environment, and the people who are paid there.</summary>
internal sealed class BusinessCentralLedgerBench : SimulatedLedgerBench
{
    private readonly Dictionary<string, JsonNode> _invoices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _paid = new(StringComparer.Ordinal);
    private readonly BusinessCentralUnderTest _target;

    private BusinessCentralLedgerBench(BusinessCentralUnderTest target)
        : base(
            target,
            x => target.Desk.Server.Faults = x,
            beside: "id",
            new FaultMatch("GET", "/v2.0/*/*/api/v2.0/*/salesInvoices")
        )
    {
        _target = target;
    }

    public override IReadOnlyList<string> NeededFields { get; } =
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

    public override ISource Open() => Owned(_target.Options(pageSize: PageSize));

    public override ISource OpenWithWrongSettings() => Owned(_target.Options(secret: "wrong"));

    public override void Pass(TimeSpan time) => Desk.Clock.Advance(time);

    public override async Task PostAsync(string reference, CancellationToken cancellationToken)
    {
        await Desk.LogInAsync();
        _invoices[reference] = await Desk.PostedAsync(reference, 100m);
    }

    public override Task PayAsync(
        string reference,
        decimal amount,
        CancellationToken cancellationToken
    )
    {
        _paid[reference] = _paid.GetValueOrDefault(reference) + amount;
        return PayAsync(_invoices[reference], amount);
    }

    public override async Task<bool> TryTakeBackAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        _ = await Desk.InCompanyAsync(
            HttpMethod.Post,
            $"invoices/{_invoices[reference]["number"]}/reverse-payment",
            new JsonObject { ["amount"] = _paid[reference] }
        );
        return true;
    }

    public override async Task VoidAsync(string reference, CancellationToken cancellationToken)
    {
        await Desk.LogInAsync();
        await Desk.DoAsync($"/salesInvoices({_invoices[reference]["id"]})/Microsoft.NAV.cancel");
    }

    // The invoice is made, and then posted.
    protected override (FaultMatch Match, FaultAction Action, int Times)? Lateness =>
        (new FaultMatch("POST", "/v2.0/**"), new FaultAction.CommitLate(500_000), 2);

    protected override async Task<((string Name, string Value) Where, string Field)> AddOddAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        await PostAsync(reference, cancellationToken);
        return (("externalDocumentNumber", reference), "status");
    }

    protected override Task LogInAsync(CancellationToken cancellationToken) => Desk.LogInAsync();

    private async Task PayAsync(JsonNode invoice, decimal amount)
    {
        await Desk.LogInAsync();
        await Desk.PayAsync(invoice, amount);
    }

    private BusinessCentralSource Owned(BusinessCentralOptions options) =>
        Owned(new BusinessCentralSource(options, Desk.Clock));
}
