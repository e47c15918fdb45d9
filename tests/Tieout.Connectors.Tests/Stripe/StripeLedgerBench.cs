using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Stripe;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Stripe;

/// <summary>A simulated account, and the customers who pay there.</summary>
internal sealed class StripeLedgerBench : ILedgerBench
{
    private readonly List<StripeSource> _owned = [];
    private readonly Dictionary<string, string> _invoices = new(StringComparer.Ordinal);
    private readonly StripeUnderTest _target;
    private readonly SimulatorTroubles _troubles;
    private readonly string _customer;

    private StripeLedgerBench(StripeUnderTest target, string customer)
    {
        _target = target;
        _customer = customer;
        _troubles = new SimulatorTroubles(x => target.Stripe.Server.Faults = x, beside: "object");
    }

    // An invoice that is listed may have several payments; each of these has one or two.
    public int PageSize => 4;

    public int Troubles => _troubles.Count;

    public IReadOnlyList<string> NeededFields { get; } =
    [
        "data",
        "has_more",
        "id",
        "status",
        "currency",
        "created",
        "metadata",
        "amount_paid",
        "status_transitions",
        "paid_at",
        "voided_at",
    ];

    private StripeSandbox Stripe => _target.Stripe;

    public static async Task<StripeLedgerBench> OpenAsync(CancellationToken cancellationToken)
    {
        var target = await StripeUnderTest.OpenAsync(cancellationToken);
        return new StripeLedgerBench(target, await target.Stripe.CustomerAsync());
    }

    public ISource Open() => Owned(_target.Options());

    public ISource OpenWithWrongSettings() => Owned(_target.Options(key: "sk_test_wrong"));

    public void Pass(TimeSpan time) => Stripe.Clock.Advance(time);

    public async Task PostAsync(string reference, CancellationToken cancellationToken) =>
        _invoices[reference] = await Stripe.OpenAsync(
            _customer,
            12_000,
            $"&metadata[tieout_reference]={reference}"
        );

    public async Task PayAsync(
        string reference,
        decimal amount,
        CancellationToken cancellationToken
    )
    {
        var cents = (amount * 100m).ToString("0", CultureInfo.InvariantCulture);
        var at = Stripe.Clock.GetUtcNow().ToUnixTimeSeconds();
        var record = await Stripe.PostAsync(
            "payment_records/report_payment",
            string.Create(
                CultureInfo.InvariantCulture,
                $"amount_requested[currency]=usd&amount_requested[value]={cents}&initiated_at={at}"
            ) + "&outcome=guaranteed&payment_method_details[type]=custom"
        );
        _ = await Stripe.PostAsync(
            $"invoices/{_invoices[reference]}/attach_payment",
            $"payment_record={record["id"]}"
        );
    }

    // No event of what is paid back names the invoice.
    public Task<bool> TryTakeBackAsync(string reference, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    public async Task VoidAsync(string reference, CancellationToken cancellationToken) =>
        _ = await Stripe.PostAsync($"invoices/{_invoices[reference]}/void");

    public async Task<bool> TryCauseAsync(
        SourceTrouble trouble,
        CancellationToken cancellationToken
    )
    {
        switch (trouble)
        {
            case SourceTrouble.Throttling:
                _troubles.Cause(new FaultMatch("GET", "/v1/*"), new FaultAction.Status(429));
                return true;
            case SourceTrouble.NewField:
                _troubles.AddField();
                return true;
            case SourceTrouble.NewWord:
                await PostAsync("T-ODD", cancellationToken);
                _troubles.Alter(("id", _invoices["T-ODD"]), "status", "disputed");
                return true;
            default:
                // A key opens no session, and events are in the order of what happened.
                return false;
        }
    }

    public void Withhold(string field) => _troubles.Withhold(field);

    public Task RecoverAsync(CancellationToken cancellationToken)
    {
        _troubles.Recover();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }

        return _target.DisposeAsync();
    }

    private StripeSource Owned(StripeOptions options)
    {
        var source = new StripeSource(options, Stripe.Clock);
        _owned.Add(source);
        return source;
    }
}
