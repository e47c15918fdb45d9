using Tieout.Connect;
using Tieout.Connectors.Stripe;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Stripe;

/// <summary>The Stripe sink, and a simulated account of its own.</summary>
internal sealed class StripeUnderTest : SimulatedSinkUnderTest
{
    private readonly List<IDisposable> _owned = [];
    private readonly StripeSink _sink;

    private StripeUnderTest(StripeSandbox stripe)
        : base(x => stripe.Server.Faults = x, "object")
    {
        Stripe = stripe;
        _sink = new StripeSink(Options(), stripe.Clock);
    }

    public StripeSandbox Stripe { get; }

    public override ISink Sink => _sink;

    public override string Prefix => "T-";

    public override LegalEntityCode LegalEntity => LegalEntityCode.Parse("firm-uk");

    public override CurrencyCode Currency => CurrencyCode.Parse("GBP");

    public override IReadOnlyDictionary<AccountRole, string> Accounts { get; } =
        new Dictionary<AccountRole, string>();

    public override TaxCode StandardTax => TaxCode.Parse("S20");

    public override LocalDate OpenDay => new(2026, 3, 31);

    public override bool ListsDays => false;

    public static async ValueTask<StripeUnderTest> OpenAsync(CancellationToken cancellationToken) =>
        new(await StripeSandbox.StartAsync(cancellationToken));

    public StripeOptions Options(
        Uri? address = null,
        string key = StripeSandbox.Key,
        IReadOnlyList<string>? secrets = null,
        int pageSize = 2
    ) =>
        new()
        {
            System = "stripe",
            BaseAddress = address ?? Stripe.Address,
            SecretKey = key,
            WebhookSecrets = secrets ?? [],
            LegalEntity = LegalEntity,
            ReferencePrefix = Prefix,
            PageSize = pageSize,
        };

    public override Task ClosePeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Stripe has no periods.");

    public override Task ReopenPeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Stripe has no periods.");

    public override Task LoseAsync(LostAnswer answer, CancellationToken cancellationToken)
    {
        var path = answer is LostAnswer.OfDraft ? "/v1/invoices" : "/v1/invoices/*/finalize";
        Stripe.Fail("POST", path, new FaultAction.CommitThenDrop());
        return Task.CompletedTask;
    }

    public override IReadOnlyList<string> NeededFields { get; } =
    [
        "data",
        "has_more",
        "id",
        "status",
        "currency",
        "created",
        "metadata",
        "number",
        "effective_at",
        "amount_remaining",
        "total_excluding_tax",
        "total_taxes",
    ];

    // A key opens no session; one that has expired is the administrator's.
    protected override FaultAction? ActionOf(SinkTrouble trouble) =>
        trouble switch
        {
            SinkTrouble.Throttling => new FaultAction.Status(429),
            SinkTrouble.Overload => new FaultAction.Status(503),
            SinkTrouble.ErrorInSuccess => new FaultAction.ErrorBody("lock_timeout", ErrorSaid),
            _ => null,
        };

    public override ISink WithWrongPassword() => Owned(Options(key: "sk_test_of_somebody_else"));

    // The port of a service that nobody offers any more.
    public override ISink ToDeadTarget() => Owned(Options(new Uri("http://127.0.0.1:9/")));

    /// <summary>Final documents: that is all the ledger that Stripe has.</summary>
    public override async Task<int> PostingsAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        var count = 0;
        foreach (var kind in (string[])["invoices", "credit_notes"])
        {
            var all = (await Stripe.GetAsync($"{kind}?limit=100"))["data"]!.AsArray();
            count += all.Count(x =>
                (string?)x!["metadata"]!["tieout_reference"] == reference
                && (string?)x["status"] is "open" or "paid" or "issued"
            );
        }

        return count;
    }

    public override async Task<string> CustomerNameAsync(
        string code,
        CancellationToken cancellationToken
    )
    {
        var all = (await Stripe.GetAsync("customers?limit=100"))["data"]!.AsArray();
        return (string)
            Assert.Single(all, x => (string?)x!["metadata"]!["tieout_customer"] == code)!["name"]!;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }

        _sink.Dispose();
        await Stripe.DisposeAsync();
    }

    private StripeSink Owned(StripeOptions options)
    {
        var sink = new StripeSink(options, Stripe.Clock);
        _owned.Add(sink);
        return sink;
    }

    protected override FaultMatch MatchOf(SinkCall call) =>
        call switch
        {
            SinkCall.LookUp => new FaultMatch("GET", "/v1/invoices/search"),
            SinkCall.Draft => new FaultMatch("POST", "/v1/invoices"),
            _ => new FaultMatch("POST", "/v1/invoices/*/finalize"),
        };
}
