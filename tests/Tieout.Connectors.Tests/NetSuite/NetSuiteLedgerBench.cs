using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.NetSuite;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>A simulated account, and the people who are paid there.</summary>
internal sealed class NetSuiteLedgerBench : SimulatedLedgerBench
{
    private readonly Dictionary<string, string> _invoices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _payments = new(StringComparer.Ordinal);
    private readonly NetSuiteUnderTest _target;
    private readonly string _customer;

    private NetSuiteLedgerBench(NetSuiteUnderTest target, string customer)
        : base(
            target,
            x => target.Desk.Server.Faults = x,
            beside: "links",
            new FaultMatch("POST", "/services/rest/query/**")
        )
    {
        _target = target;
        _customer = customer;
    }

    public override IReadOnlyList<string> NeededFields { get; } =
    [
        "items",
        "hasMore",
        "id",
        "externalid",
        "status",
        "symbol",
        "foreigntotal",
        "stamp",
        "stampday",
        "previousdoc",
        "foreignamount",
        "dated",
    ];

    private NetSuiteDesk Desk => _target.Desk;

    public static async Task<NetSuiteLedgerBench> OpenAsync()
    {
        var target = await NetSuiteUnderTest.OpenAsync();
        return new NetSuiteLedgerBench(target, await target.Desk.CustomerAsync());
    }

    /// <summary>Calls that are signed have no session; a certificate opens one.</summary>
    public override ISource Open() =>
        _target.OwnedSource(
            _target.Options(
                credentials: new NetSuiteCredentials.Certificate(
                    "tieout",
                    Desk.CertificateId,
                    Desk.Key.ExportPkcs8PrivateKeyPem()
                ),
                pageSize: PageSize
            )
        );

    public override ISource OpenWithWrongSettings() =>
        _target.OwnedSource(
            _target.Options(credentials: NetSuiteUnderTest.Signed(tokenSecret: "hunter2"))
        );

    public override void Pass(TimeSpan time) => Desk.Clock.Advance(time);

    public override async Task PostAsync(string reference, CancellationToken cancellationToken)
    {
        await Desk.LogInAsync();
        var body = NetSuiteDesk.Invoice(_customer, 100m);
        body["externalId"] = reference;
        _invoices[reference] = await Desk.MakeAsync("invoice", body);
        _payments[reference] = [];
    }

    public override async Task PayAsync(
        string reference,
        decimal amount,
        CancellationToken cancellationToken
    )
    {
        await Desk.LogInAsync();
        _payments[reference].Add(await Desk.PayAsync(_customer, _invoices[reference], amount));
    }

    public override async Task<bool> TryTakeBackAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        await Desk.LogInAsync();
        foreach (var payment in _payments[reference])
        {
            var none = new JsonObject
            {
                ["apply"] = new JsonObject { ["items"] = new JsonArray() },
            };
            var path = $"customerPayment/{payment}?replace=apply";
            Assert.Equal(204, (await Desk.SendAsync(HttpMethod.Patch, path, none)).Status);
        }

        return true;
    }

    public override async Task VoidAsync(string reference, CancellationToken cancellationToken) =>
        _ = await Desk.RehearseAsync(HttpMethod.Post, $"invoices/{_invoices[reference]}/void");

    protected override (FaultMatch Match, FaultAction Action, int Times)? Lateness =>
        (
            new FaultMatch("POST", "/services/rest/record/**"),
            new FaultAction.CommitLate(80 * 60_000),
            1
        );

    protected override async Task<((string Name, string Value) Where, string Field)> AddOddAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        await PostAsync(reference, cancellationToken);
        return (("externalid", reference), "status");
    }

    protected override Task LogInAsync(CancellationToken cancellationToken) => Desk.LogInAsync();
}
