using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Stripe;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Stripe;

/// <summary>A simulated account, and the customers who pay there.</summary>
internal sealed class StripeLedgerBench : SimulatedLedgerBench
{
    private readonly Dictionary<string, string> _invoices = new(StringComparer.Ordinal);
    private readonly StripeUnderTest _target;
    private readonly string _customer;

    private StripeLedgerBench(StripeUnderTest target, string customer)
        : base(
            target,
            x => target.Stripe.Server.Faults = x,
            beside: "object",
            new FaultMatch("GET", "/v1/*")
        )
    {
        _target = target;
        _customer = customer;
    }

    // An invoice that is listed may have several payments; each of these has one or two.
    public override int PageSize => 4;

    public override IReadOnlyList<string> NeededFields { get; } =
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

    public override ISource Open() => Owned(_target.Options());

    public override ISource OpenWithWrongSettings() => Owned(_target.Options(key: "sk_test_wrong"));

    public override void Pass(TimeSpan time) => Stripe.Clock.Advance(time);

    public override async Task PostAsync(string reference, CancellationToken cancellationToken) =>
        _invoices[reference] = await Stripe.OpenAsync(
            _customer,
            12_000,
            $"&metadata[tieout_reference]={reference}"
        );

    public override async Task PayAsync(
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
    public override Task<bool> TryTakeBackAsync(
        string reference,
        CancellationToken cancellationToken
    ) => Task.FromResult(false);

    public override async Task VoidAsync(string reference, CancellationToken cancellationToken) =>
        _ = await Stripe.PostAsync($"invoices/{_invoices[reference]}/void");

    protected override async Task<((string Name, string Value) Where, string Field)> AddOddAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        await PostAsync(reference, cancellationToken);
        return (("id", _invoices[reference]), "status");
    }

    // A key opens no session.
    protected override FaultAction? ActionOf(SourceTrouble trouble) =>
        trouble is SourceTrouble.ExpiredSession ? null : base.ActionOf(trouble);

    private StripeSource Owned(StripeOptions options) =>
        Owned(new StripeSource(options, Stripe.Clock));
}
