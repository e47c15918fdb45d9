using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Tieout.Connect;
using Tieout.Connectors.Ledgerworks;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Ledgerworks;

namespace Tieout.Connectors.Tests.Ledgerworks;

/// <summary>The Ledgerworks sink, and a Ledgerworks of its own with company UK open in 2026.</summary>
internal sealed class LedgerworksUnderTest : SimulatedSinkUnderTest
{
    private readonly List<IDisposable> _owned = [];
    private readonly DirectoryInfo _folder;
    private readonly LedgerworksSink _sink;

    private LedgerworksUnderTest(
        DirectoryInfo folder,
        LedgerworksServer server,
        LedgerworksDesk desk,
        FakeTimeProvider time
    )
        : base(x => server.Faults = x, "id")
    {
        _folder = folder;
        Server = server;
        Desk = desk;
        Time = time;
        _sink = new LedgerworksSink(Options(), time);
    }

    public LedgerworksServer Server { get; }

    public LedgerworksDesk Desk { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>The files of its database, as they are at the moment.</summary>
    public IEnumerable<string> Files =>
        Directory
            .GetFiles(_folder.FullName, "books.db*")
            .Where(x => !x.EndsWith(".lock", StringComparison.Ordinal));

    public override ISink Sink => _sink;

    public override string Prefix => "T-";

    public override LegalEntityCode LegalEntity => LegalEntityCode.Parse("firm-uk");

    public override CurrencyCode Currency => CurrencyCode.Parse("GBP");

    public override IReadOnlyDictionary<AccountRole, string> Accounts { get; } =
        new Dictionary<AccountRole, string>
        {
            [AccountRole.Revenue] = "4000",
            [AccountRole.AccountsReceivable] = "1100",
            [AccountRole.TaxPayable] = "2200",
            [AccountRole.RetentionReceivable] = "1000",
            [AccountRole.CustomerDeposits] = "2200",
        };

    public override TaxCode StandardTax => TaxCode.Parse("S20");

    public override LocalDate OpenDay => new(2026, 3, 31);

    public static async ValueTask<LedgerworksUnderTest> OpenAsync(
        CancellationToken cancellationToken
    )
    {
        var folder = Directory.CreateTempSubdirectory("ledgerworks-");
        var time = new FakeTimeProvider();
        var server = await LedgerworksServer.StartAsync(
            new LedgerworksServerOptions
            {
                DatabasePath = Path.Combine(folder.FullName, "books.db"),
                TimeProvider = time,
            },
            cancellationToken
        );
        var desk = await LedgerworksDesk.OpenAsync(server, cancellationToken);
        return new LedgerworksUnderTest(folder, server, desk, time);
    }

    public LedgerworksOptions Options(
        Uri? address = null,
        string secret = "rehearsal",
        TimeSpan? writeTimeout = null,
        int pageSize = 2
    ) =>
        new()
        {
            System = "ledgerworks",
            BaseAddress = address ?? Server.BaseAddress,
            ClientId = "tieout",
            ClientSecret = secret,
            Companies = new Dictionary<LegalEntityCode, string> { [LegalEntity] = "UK" },
            ReferencePrefix = Prefix,
            PageSize = pageSize,
            WriteTimeout = writeTimeout ?? TimeSpan.FromSeconds(60),
        };

    /// <summary>From the next request on, this goes wrong.</summary>
    public void Fail(string method, string path, FaultAction action, int from = 1, int times = 1) =>
        Server.Faults = new FaultProgramme(
            new FaultRule(new FaultMatch(method, path), from, times, action)
        );

    public override Task ClosePeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        PeriodAsync(day, "close", cancellationToken);

    public override Task ReopenPeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        PeriodAsync(day, "open", cancellationToken);

    public override Task LoseAsync(LostAnswer answer, CancellationToken cancellationToken)
    {
        var path = answer is LostAnswer.OfDraft ? "/invoices" : "/invoices/*/post";
        Fail("POST", path, new FaultAction.CommitThenDrop());
        return Task.CompletedTask;
    }

    public override IReadOnlyList<string> NeededFields { get; } =
    [
        "items",
        "id",
        "type",
        "reference",
        "currency",
        "state",
        "number",
        "accountingDate",
        "net",
        "tax",
        "open",
        "version",
    ];

    protected override FaultAction? ActionOf(SinkTrouble trouble) =>
        trouble switch
        {
            SinkTrouble.Throttling => new FaultAction.Status(429, RetryAfterSeconds: 7),
            SinkTrouble.Overload => new FaultAction.Status(503, RetryAfterSeconds: 9),
            SinkTrouble.ExpiredSession => new FaultAction.ExpireTokens(),
            SinkTrouble.ErrorInSuccess => new FaultAction.ErrorBody("busy", ErrorSaid),
            _ => null,
        };

    public override TimeSpan? WaitOf(SinkTrouble trouble) =>
        TimeSpan.FromSeconds(trouble is SinkTrouble.Throttling ? 7 : 9);

    protected override Task LogInAsync(CancellationToken cancellationToken) =>
        Desk.LogInAsync(cancellationToken);

    public override ISink WithWrongPassword() => Owned(Options(secret: "wrong"));

    // The port of a service that nobody offers any more.
    public override ISink ToDeadTarget() => Owned(Options(new Uri("http://127.0.0.1:9/")));

    public override async Task<int> PostingsAsync(
        string reference,
        CancellationToken cancellationToken
    )
    {
        var query = $"invoices?reference={Uri.EscapeDataString(reference)}";
        var documents = await Desk.GetAsync(query, cancellationToken);
        var entries = 0;
        foreach (var document in documents["items"]!.AsArray())
        {
            var path = string.Create(
                CultureInfo.InvariantCulture,
                $"journal?invoice={(long)document!["id"]!}"
            );
            entries += (await Desk.GetAsync(path, cancellationToken))["items"]!.AsArray().Count;
        }

        return entries;
    }

    public override async Task<string> CustomerNameAsync(
        string code,
        CancellationToken cancellationToken
    )
    {
        var found = await Desk.GetAsync($"customers?code={code}", cancellationToken);
        return (string)Assert.Single(found["items"]!.AsArray())!["name"]!;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }

        _sink.Dispose();
        Desk.Dispose();
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private LedgerworksSink Owned(LedgerworksOptions options)
    {
        var sink = new LedgerworksSink(options, Time);
        _owned.Add(sink);
        return sink;
    }

    private Task<JsonNode> PeriodAsync(
        LocalDate day,
        string action,
        CancellationToken cancellationToken
    )
    {
        var month = day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return Desk.SendAsync(
            HttpMethod.Post,
            $"periods/{month}/{action}?company=UK",
            body: null,
            cancellationToken
        );
    }

    protected override FaultMatch MatchOf(SinkCall call) =>
        call switch
        {
            SinkCall.LookUp => new FaultMatch("GET", "/invoices"),
            SinkCall.Draft => new FaultMatch("POST", "/invoices"),
            _ => new FaultMatch("POST", "/invoices/*/post"),
        };
}
