using Tieout.Connect;
using Tieout.Connectors.NetSuite;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>The NetSuite sink, and a simulated account of its own.</summary>
internal sealed class NetSuiteUnderTest : SimulatedSinkUnderTest
{
    private readonly List<IDisposable> _owned = [];

    private NetSuiteUnderTest(NetSuiteDesk desk)
        : base(x => desk.Server.Faults = x, "links")
    {
        Desk = desk;
        Sink = Owned(Options());
    }

    public NetSuiteDesk Desk { get; }

    public override ISink Sink { get; }

    public override string Prefix => "T-";

    public override LegalEntityCode LegalEntity => LegalEntityCode.Parse("firm-uk");

    public override CurrencyCode Currency => CurrencyCode.Parse("GBP");

    public override IReadOnlyDictionary<AccountRole, string> Accounts { get; } =
        new Dictionary<AccountRole, string>
        {
            [AccountRole.Revenue] = "4000",
            [AccountRole.UnbilledReceivable] = "1200",
        };

    public override TaxCode StandardTax => TaxCode.Parse("S20");

    public override LocalDate OpenDay => new(2026, 3, 31);

    public static async ValueTask<NetSuiteUnderTest> OpenAsync(
        TimeSpan tick = default,
        bool isRealTime = false
    ) => new(await NetSuiteDesk.OpenAsync(tick: tick, isRealTime: isRealTime));

    public NetSuiteOptions Options(
        Uri? server = null,
        NetSuiteCredentials? credentials = null,
        IReadOnlyDictionary<LegalEntityCode, string>? companies = null,
        int pageSize = 2,
        int concurrentCalls = 5,
        string item = "10",
        string tax = "5"
    ) =>
        new()
        {
            System = "ns",
            Service = server ?? Desk.Server.BaseAddress,
            Account = "TIEOUT_SB1",
            Credentials = credentials ?? Signed(),
            Companies =
                companies ?? new Dictionary<LegalEntityCode, string> { [LegalEntity] = "1" },
            Items = new Dictionary<string, string>(StringComparer.Ordinal) { ["4000"] = item },
            Taxes = new Dictionary<string, string>(StringComparer.Ordinal) { ["S20"] = tax },
            Dimensions = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["practice"] = "class",
            },
            Projects = true,
            ReferencePrefix = Prefix,
            PageSize = pageSize,
            ConcurrentCalls = concurrentCalls,
        };

    public static NetSuiteCredentials Signed(string tokenSecret = "rehearsal-token") =>
        new NetSuiteCredentials.SignedCalls("tieout", "rehearsal", "tieout-token", tokenSecret);

    /// <summary>The document with its lines changed.</summary>
    public static Delivery.Document WithLine(
        Delivery.Document document,
        Func<InvoiceLine, InvoiceLine> change
    ) =>
        document with
        {
            Invoice = document.Invoice with { Lines = [.. document.Invoice.Lines.Select(change)] },
        };

    public NetSuiteSink Owned(NetSuiteOptions options)
    {
        var sink = new NetSuiteSink(options, Desk.Clock);
        _owned.Add(sink);
        return sink;
    }

    public NetSuiteSource OwnedSource(NetSuiteOptions options)
    {
        var source = new NetSuiteSource(options, Desk.Clock);
        _owned.Add(source);
        return source;
    }

    public override Task ClosePeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        Desk.SetPeriodAsync(NameOf(day), "closed", isSo: true);

    public override Task ReopenPeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        Desk.SetPeriodAsync(NameOf(day), "closed", isSo: false);

    public override Task LoseAsync(LostAnswer answer, CancellationToken cancellationToken)
    {
        Desk.Fail(
            answer is LostAnswer.OfDraft ? "PUT" : "PATCH",
            "/services/rest/record/v1/invoice/*",
            new FaultAction.CommitThenDrop()
        );
        return Task.CompletedTask;
    }

    // A journal is written and posted by one call.
    public override Task LoseJournalAsync(LostAnswer answer, CancellationToken cancellationToken)
    {
        Desk.Fail(
            "PUT",
            "/services/rest/record/v1/journalEntry/*",
            new FaultAction.CommitThenDrop()
        );
        return Task.CompletedTask;
    }

    public override async Task<IReadOnlyList<decimal>> JournalAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        var rows = await Desk.RowsAsync(
            "SELECT l.amount FROM transactionaccountingline l JOIN transaction t ON t.id = l.transaction "
                + $"WHERE t.externalid = '{reference}' AND l.posting = 'T'"
        );
        return
        [
            .. rows.Select(x =>
                decimal.Parse(
                    (string)x!["amount"]!,
                    global::System.Globalization.CultureInfo.InvariantCulture
                )
            ),
        ];
    }

    public override IReadOnlyList<string> NeededFields { get; } =
    [
        "id",
        "status",
        "tranDate",
        "tranId",
        "postingPeriod",
        "currency",
        "subtotal",
        "taxTotal",
        "amountRemaining",
        "lastModifiedDate",
    ];

    // Under load a right login is told to be wrong, also when it is tried a second time.
    protected override FaultAction? ActionOf(SinkTrouble trouble) =>
        trouble switch
        {
            SinkTrouble.Throttling => new FaultAction.Status(429),
            SinkTrouble.Overload => new FaultAction.Status(401),
            SinkTrouble.ExpiredSession => new FaultAction.ExpireTokens(),
            SinkTrouble.ErrorInSuccess => new FaultAction.ErrorBody("USER_ERROR", ErrorSaid),
            _ => null,
        };

    protected override int TimesOf(SinkTrouble trouble) => trouble is SinkTrouble.Overload ? 2 : 1;

    /// <summary>Calls that are signed have no session; a certificate opens one.</summary>
    public override ISink WithSession() =>
        Owned(
            Options(
                credentials: new NetSuiteCredentials.Certificate(
                    "tieout",
                    Desk.CertificateId,
                    Desk.Key.ExportPkcs8PrivateKeyPem()
                )
            )
        );

    protected override Task LogInAsync(CancellationToken cancellationToken) => Desk.LogInAsync();

    public override ISink WithWrongPassword() =>
        Owned(Options(credentials: Signed(tokenSecret: "hunter2")));

    // The port of a service that nobody offers any more.
    public override ISink ToDeadTarget() => Owned(Options(new Uri("http://127.0.0.1:9/")));

    public override async Task<int> PostingsAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        // Each document has one entry of what is receivable.
        var rows = await Desk.RowsAsync(
            "SELECT l.transaction FROM transactionaccountingline l JOIN transaction t ON t.id = l.transaction "
                + $"WHERE t.externalid = '{reference}' AND l.account = 101 AND l.posting = 'T'"
        );
        return rows.Count;
    }

    public override async Task<string> ProjectNameAsync(
        string contract,
        CancellationToken cancellationToken
    )
    {
        var project = await Desk.GetAsync($"job/eid:{contract}");
        var customer = await Desk.GetAsync($"customer/eid:{Prefix}C1");
        Assert.Equal((string)customer["id"]!, (string)project["parent"]!["id"]!);
        return (string)project["companyName"]!;
    }

    public override async Task<string?> ProjectOfAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        var invoice = await Desk.GetAsync($"invoice/eid:{reference}");
        return $"job/{(string)invoice["job"]!["id"]!}";
    }

    public override async Task<string> CustomerNameAsync(
        string code,
        CancellationToken cancellationToken
    ) => (string)(await Desk.GetAsync($"customer/eid:{code}"))["companyName"]!;

    public override async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }

        await Desk.DisposeAsync();
    }

    private static string NameOf(LocalDate day) =>
        day.ToString("MMM yyyy", global::System.Globalization.CultureInfo.InvariantCulture);

    protected override FaultMatch MatchOf(SinkCall call) =>
        new(
            call switch
            {
                SinkCall.LookUp => "GET",
                SinkCall.Draft => "PUT",
                _ => "PATCH",
            },
            "/services/rest/record/v1/invoice/*"
        );
}
