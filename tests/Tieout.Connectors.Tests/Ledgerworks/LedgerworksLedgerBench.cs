using Tieout.Connect;
using Tieout.Connectors.Ledgerworks;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Ledgerworks;

/// <summary>A Ledgerworks of its own, and the cashier who works in it.</summary>
internal sealed class LedgerworksLedgerBench : SimulatedLedgerBench
{
    private readonly Dictionary<string, long> _invoices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<long>> _payments = new(StringComparer.Ordinal);
    private readonly LedgerworksUnderTest _target;

    private LedgerworksLedgerBench(LedgerworksUnderTest target)
        : base(
            target,
            x => target.Server.Faults = x,
            beside: "sequence",
            new FaultMatch("GET", "/changes")
        )
    {
        _target = target;
    }

    public override IReadOnlyList<string> NeededFields { get; } =
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

    public override ISource Open() => Owned(_target.Options(pageSize: PageSize));

    public override ISource OpenWithWrongSettings() => Owned(_target.Options(secret: "wrong"));

    public override void Pass(TimeSpan time) => _target.Time.Advance(time);

    public override async Task PostAsync(string reference, CancellationToken cancellationToken)
    {
        await Desk.LogInAsync(cancellationToken);
        _invoices[reference] = await Desk.DraftAsync(reference, 100m, cancellationToken);
        _payments[reference] = [];
        _ = await Desk.PostAsync(_invoices[reference], cancellationToken);
    }

    public override async Task PayAsync(
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

    public override async Task<bool> TryTakeBackAsync(
        string reference,
        CancellationToken cancellationToken
    )
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

    public override async Task VoidAsync(string reference, CancellationToken cancellationToken)
    {
        await Desk.LogInAsync(cancellationToken);
        _ = await Desk.SendAsync(
            HttpMethod.Post,
            $"invoices/{_invoices[reference]}/void",
            new { reason = "keyed twice" },
            cancellationToken
        );
    }

    protected override async Task<((string Name, string Value) Where, string Field)> AddOddAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        await PostAsync(reference, cancellationToken);
        await PayAsync(reference, 1m, cancellationToken);
        return (("reference", reference), "kind");
    }

    protected override FaultAction? ActionOf(SourceTrouble trouble) =>
        trouble is SourceTrouble.Throttling
            ? new FaultAction.Status(429, RetryAfterSeconds: 7)
            : base.ActionOf(trouble);

    protected override Task LogInAsync(CancellationToken cancellationToken) =>
        Desk.LogInAsync(cancellationToken);

    private LedgerworksSource Owned(LedgerworksOptions options) =>
        Owned(new LedgerworksSource(options, _target.Time));
}
