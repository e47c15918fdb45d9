using Tieout.Connect;
using Tieout.Connectors.Ledgerworks;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Ledgerworks;

/// <summary>A Ledgerworks of its own, and the cashier who works in it.</summary>
internal sealed class LedgerworksLedgerBench : ILedgerBench
{
    private readonly List<LedgerworksSource> _owned = [];
    private readonly Dictionary<string, long> _invoices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<long>> _payments = new(StringComparer.Ordinal);
    private readonly LedgerworksUnderTest _target;
    private readonly SimulatorTroubles _troubles;

    private LedgerworksLedgerBench(LedgerworksUnderTest target)
    {
        _target = target;
        _troubles = new SimulatorTroubles(x => target.Server.Faults = x, beside: "sequence");
    }

    public int PageSize => 2;

    public int Troubles => _troubles.Count;

    public IReadOnlyList<string> NeededFields { get; } =
    [
        "items",
        "sequence",
        "kind",
        "invoice",
        "reference",
        "date",
        "payment",
        "id",
        "currency",
        "amount",
        "valueDate",
    ];

    private LedgerworksDesk Desk => _target.Desk;

    public static async Task<LedgerworksLedgerBench> OpenAsync(CancellationToken cancellationToken)
    {
        var target = await LedgerworksUnderTest.OpenAsync(cancellationToken);
        _ = await target.Desk.AddCustomerAsync("C1", cancellationToken);
        return new LedgerworksLedgerBench(target);
    }

    public ISource Open() => Owned(_target.Options(pageSize: PageSize));

    public ISource OpenWithWrongSettings() => Owned(_target.Options(secret: "wrong"));

    public void Pass(TimeSpan time) => _target.Time.Advance(time);

    public async Task PostAsync(string reference, CancellationToken cancellationToken)
    {
        await Desk.LogInAsync(cancellationToken);
        _invoices[reference] = await Desk.DraftAsync(reference, 100m, cancellationToken);
        _payments[reference] = [];
        _ = await Desk.PostAsync(_invoices[reference], cancellationToken);
    }

    public async Task PayAsync(
        string reference,
        decimal amount,
        CancellationToken cancellationToken
    )
    {
        await Desk.LogInAsync(cancellationToken);
        var paid = await Desk.SendAsync(
            HttpMethod.Post,
            "payments",
            new
            {
                invoice = _invoices[reference],
                amount,
                valueDate = "2026-04-14",
            },
            cancellationToken
        );
        _payments[reference].Add((long)paid["id"]!);
    }

    public async Task<bool> TryTakeBackAsync(string reference, CancellationToken cancellationToken)
    {
        await Desk.LogInAsync(cancellationToken);
        foreach (var payment in _payments[reference])
        {
            _ = await Desk.SendAsync(
                HttpMethod.Post,
                $"payments/{payment}/reverse",
                new { date = "2026-04-20" },
                cancellationToken
            );
        }

        return true;
    }

    public async Task VoidAsync(string reference, CancellationToken cancellationToken)
    {
        await Desk.LogInAsync(cancellationToken);
        _ = await Desk.SendAsync(
            HttpMethod.Post,
            $"invoices/{_invoices[reference]}/void",
            new { reason = "keyed twice" },
            cancellationToken
        );
    }

    public async Task<bool> TryCauseAsync(
        SourceTrouble trouble,
        CancellationToken cancellationToken
    )
    {
        switch (trouble)
        {
            case SourceTrouble.Throttling:
                _troubles.Cause(new FaultMatch("GET", "/changes"), new FaultAction.Status(429, 7));
                return true;
            case SourceTrouble.ExpiredSession:
                _troubles.Cause(new FaultMatch("GET", "/changes"), new FaultAction.ExpireTokens());
                return true;
            case SourceTrouble.NewField:
                _troubles.AddField();
                return true;
            case SourceTrouble.NewWord:
                await PostAsync("T-ODD", cancellationToken);
                await PayAsync("T-ODD", 1m, cancellationToken);
                _troubles.Alter(("reference", "T-ODD"), "kind", "garnishment");
                return true;
            default:
                // Changes are numbered as they are committed.
                return false;
        }
    }

    public void Withhold(string field) => _troubles.Withhold(field);

    public Task RecoverAsync(CancellationToken cancellationToken)
    {
        _troubles.Recover();
        return Desk.LogInAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }

        return _target.DisposeAsync();
    }

    private LedgerworksSource Owned(LedgerworksOptions options)
    {
        var source = new LedgerworksSource(options, _target.Time);
        _owned.Add(source);
        return source;
    }
}
