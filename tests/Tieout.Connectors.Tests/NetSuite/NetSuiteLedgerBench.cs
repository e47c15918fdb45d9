using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.NetSuite;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>A simulated account, and the people who are paid there.</summary>
internal sealed class NetSuiteLedgerBench : ILedgerBench
{
    private static readonly FaultMatch Queries = new("POST", "/services/rest/query/**");

    private readonly Dictionary<string, string> _invoices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _payments = new(StringComparer.Ordinal);
    private readonly NetSuiteUnderTest _target;
    private readonly SimulatorTroubles _troubles;
    private readonly string _customer;

    private NetSuiteLedgerBench(NetSuiteUnderTest target, string customer)
    {
        _target = target;
        _customer = customer;
        _troubles = new SimulatorTroubles(x => target.Desk.Server.Faults = x, beside: "links");
    }

    public int PageSize => 2;

    public int Troubles => _troubles.Count;

    public IReadOnlyList<string> NeededFields { get; } =
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
    public ISource Open() =>
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

    public ISource OpenWithWrongSettings() =>
        _target.OwnedSource(
            _target.Options(credentials: NetSuiteUnderTest.Signed(tokenSecret: "hunter2"))
        );

    public void Pass(TimeSpan time) => Desk.Clock.Advance(time);

    public async Task PostAsync(string reference, CancellationToken cancellationToken)
    {
        await Desk.LogInAsync();
        var body = NetSuiteDesk.Invoice(_customer, 100m);
        body["externalId"] = reference;
        _invoices[reference] = await Desk.MakeAsync("invoice", body);
        _payments[reference] = [];
    }

    public async Task PayAsync(
        string reference,
        decimal amount,
        CancellationToken cancellationToken
    )
    {
        await Desk.LogInAsync();
        _payments[reference].Add(await Desk.PayAsync(_customer, _invoices[reference], amount));
    }

    public async Task<bool> TryTakeBackAsync(string reference, CancellationToken cancellationToken)
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

    public async Task VoidAsync(string reference, CancellationToken cancellationToken) =>
        _ = await Desk.RehearseAsync(HttpMethod.Post, $"invoices/{_invoices[reference]}/void");

    public async Task<bool> TryCauseAsync(
        SourceTrouble trouble,
        CancellationToken cancellationToken
    )
    {
        switch (trouble)
        {
            case SourceTrouble.LateCommit:
                _troubles.Cause(
                    new FaultMatch("POST", "/services/rest/record/**"),
                    new FaultAction.CommitLate(80 * 60_000)
                );
                await PostAsync("T-LATE", cancellationToken);
                return true;
            case SourceTrouble.Throttling:
                _troubles.Cause(Queries, new FaultAction.Status(429));
                return true;
            case SourceTrouble.ExpiredSession:
                _troubles.Cause(Queries, new FaultAction.ExpireTokens());
                return true;
            case SourceTrouble.NewField:
                _troubles.AddField();
                return true;
            case SourceTrouble.NewWord:
                await PostAsync("T-ODD", cancellationToken);
                _troubles.Alter(("externalid", "T-ODD"), "status", "CustInvc:Z");
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

    public ValueTask DisposeAsync() => _target.DisposeAsync();
}
