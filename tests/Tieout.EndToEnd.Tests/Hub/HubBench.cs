using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Connectors.Files;
using Tieout.Domain.Canonical;
using Tieout.Host.Configuration;
using Tieout.Host.Hosting;
using Tieout.Runtime.Hub;
using Tieout.Runtime.Reconciliation.Exceptions;
using Tieout.Runtime.Reconciliation.TieOuts;
using Tieout.Runtime.Storage.ReadStore;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Ledgerworks;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A firm on one machine: a folder for exports, a ledger on a port, and the hub.</summary>
internal sealed class HubBench : IAsyncDisposable
{
    /// <summary>The discard port, where nobody listens.</summary>
    public const string Nowhere = "http://127.0.0.1:9/";

    private readonly StringWriter _warnings = new(CultureInfo.InvariantCulture);
    private readonly DirectoryInfo _folder;
    private readonly int _parallelKeys;
    private readonly int _patience;
    private readonly int _settle;
    private int _drops;

    private HubBench(
        DirectoryInfo folder,
        LedgerworksServer ledger,
        Clerk clerk,
        int parallelKeys,
        int patience,
        int settle
    )
    {
        _folder = folder;
        Ledger = ledger;
        Clerk = clerk;
        _parallelKeys = parallelKeys;
        _patience = patience;
        _settle = settle;
    }

    public LedgerworksServer Ledger { get; }

    public Clerk Clerk { get; }

    /// <summary>Which day it is: the second of November 2026, so October's run is due.</summary>
    public LocalDate Today { get; set; } = new(2026, 11, 2);

    public LocalTime Hour { get; set; } = LocalTime.Noon;

    /// <summary>After how many rounds a run of its hubs ends.</summary>
    public int RoundsMax { get; set; } = HubSurroundings.Standard.RoundsMax;

    public string Folder => _folder.FullName;

    /// <summary>What its hubs wrote for the person who watches, a line each.</summary>
    public IReadOnlyList<string> Warnings =>
        _warnings.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string ConfigFile => Path.Combine(Folder, "hub.yaml");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<HubBench> StartAsync(
        int parallelKeys = 4,
        int patience = 2,
        int settle = 0
    )
    {
        var folder = Directory.CreateTempSubdirectory("tieout-");
        var server = await LedgerworksServer.StartAsync(
            new LedgerworksServerOptions
            {
                DatabasePath = Path.Combine(folder.FullName, "ledgerworks.db"),
            },
            Cancellation
        );
        var clerk = await Clerk.OpenBooksAsync(server, Cancellation);
        var bench = new HubBench(folder, server, clerk, parallelKeys, patience, settle);
        Directory.CreateDirectory(Path.Combine(bench.Folder, "inbox"));
        bench.WriteConfiguration();
        return bench;
    }

    /// <summary>With the exports of the small firm's October in the folder.</summary>
    public static async Task<HubBench> StartWithOctoberAsync(int parallelKeys = 4, int patience = 2)
    {
        var bench = await StartAsync(parallelKeys, patience);
        bench.Drop([.. SmallFirm.MasterRecords, .. SmallFirm.OctoberWork]);
        return bench;
    }

    /// <summary>Exports facts into the folder that the hub reads.</summary>
    public void Drop(params IEnumerable<CanonicalFact> facts)
    {
        _drops++;
        using var writer = new FilesWriter(
            Path.Combine(Folder, "inbox"),
            FileFormat.Csv,
            string.Create(CultureInfo.InvariantCulture, $"-{_drops:D3}")
        );
        foreach (var fact in facts)
        {
            writer.Write(fact);
        }

        _ = writer.Complete();
    }

    /// <summary>Writes a file as somebody would who has no program for it.</summary>
    public Task WriteAsync(string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(Folder, "inbox", name), text, Cancellation);

    /// <summary>Goes wrong from the next request on.</summary>
    public void Break(string method, string path, FaultAction fault, int times) =>
        Ledger.Faults = new FaultProgramme(
            new FaultRule(new FaultMatch(method, path), From: 1, times, fault)
        );

    /// <summary>The hub's configuration as its owner wrote it.</summary>
    /// <param name="address">Of the first ledger, where it is not the bench's own.</param>
    /// <param name="routes">Lines of that section.</param>
    /// <param name="ledgers">Name and address of all ledgers, where there is not just one.</param>
    public void WriteConfiguration(
        string? address = null,
        string secret = "rehearsal",
        string? postgresSchema = null,
        string routes = "default: ledger",
        IReadOnlyDictionary<string, string>? ledgers = null
    )
    {
        File.WriteAllText(Path.Combine(Folder, "secret"), secret);
        var store = postgresSchema is null
            ? "sqlite: .tieout/hub.db"
            : $"postgres: {{ connection: env:TIEOUT_TEST_POSTGRES, schema: {postgresSchema} }}";
        ledgers ??= new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ledger"] = address ?? Ledger.BaseAddress.ToString(),
        };
        File.WriteAllText(
            ConfigFile,
            $"""
            store:
              {store}
            systems:
              chronos:
                kind: files
                folder: inbox
                settle: {_settle.ToString(CultureInfo.InvariantCulture)}s
            {string.Join('\n', ledgers.Select(x => LedgerSection(x.Key, x.Value)))}
            routes: {"{ "}{routes}{" }"}
            billing:
              approve: automatic
              runs:
                every: month
                from: 2026-10
                invoiceDate: month-end
            """
        );
    }

    private string LedgerSection(string name, string address) =>
        $"""
              {name}:
                kind: ledgerworks
                address: {address}
                clientId: tieout
                clientSecret: file:secret
                companies:
                  UK: UK
                  DE: DE
                maximumServerRunTime: 1s
                readTimeout: 5s
                writeTimeout: 5s
                parallelKeys: {_parallelKeys.ToString(CultureInfo.InvariantCulture)}
            """;

    /// <summary>Starts the hub; the caller stops it.</summary>
    public async Task<HubHost> StartHubAsync()
    {
        var configuration = Configuration();
        var clock = new RunningClock(Today.At(Hour).InUtc().ToInstant());
        return await HubHost.StartAsync(
            configuration,
            new HubSurroundings(clock, TimeProvider.System, Duration.FromSeconds(_patience))
            {
                RoundsMax = RoundsMax,
            },
            _warnings,
            Cancellation
        );
    }

    /// <summary>One run of a hub that is started for it.</summary>
    public async Task<HubRunReport> RunOnceAsync(IHubProgress? progress = null)
    {
        await using var hub = await StartHubAsync();
        return await hub.RunOnceAsync(progress ?? new NoProgress(), Cancellation);
    }

    /// <summary>The read tables, as another process opens them.</summary>
    public IReadStore OpenTables() => HubStore.OpenTables(Configuration().Store);

    /// <summary>Rows of the hub's read tables, as lines of text.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(string sql)
    {
        await using var tables = OpenTables();
        await using var moment = await tables.OpenSnapshotAsync(Cancellation);
        return await moment.ListAsync(
            sql,
            row =>
                string.Join(
                    ' ',
                    Enumerable
                        .Range(0, row.FieldCount)
                        .Select(i =>
                            Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture)
                        )
                ),
            Cancellation
        );
    }

    /// <summary>Asks until the answer is there; the test's own time limit ends it otherwise.</summary>
    public async Task UntilAsync(string sql, string wanted)
    {
        while (!(await AskAsync(sql)).SequenceEqual([wanted], StringComparer.Ordinal))
        {
            await Task.Delay(20, Cancellation);
        }
    }

    /// <summary>Reference, state, net and tax of all documents in the ledger, by reference.</summary>
    public Task<IReadOnlyList<string>> DocumentsAsync() => DocumentsAsync(Clerk);

    /// <summary>The same of a ledger that somebody else keeps.</summary>
    public static async Task<IReadOnlyList<string>> DocumentsAsync(Clerk clerk) =>
        [
            .. (await clerk.DocumentsAsync(Cancellation))
                .Select(x =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{x["reference"]} {x["state"]} {Amount(x["net"])} + {Amount(x["tax"])}"
                    )
                )
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The ledger's books: company, account, currency, debit and credit.</summary>
    public async Task<IReadOnlyList<string>> TrialBalanceAsync()
    {
        var rows = new List<string>();
        foreach (var company in new[] { "DE", "UK" })
        {
            rows.AddRange(await Clerk.TrialBalanceAsync(company, Cancellation));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    /// <summary>The same from the hub's own journal.</summary>
    public Task<IReadOnlyList<string>> JournalAsync() =>
        AskAsync(
            """
            SELECT legal_entity, account, currency, printf('%.2f', SUM(debit) / 100.0),
              printf('%.2f', SUM(credit) / 100.0)
            FROM journal GROUP BY legal_entity, account, currency ORDER BY 1, 2, 3
            """
        );

    /// <summary>A customer pays on the fifth of November.</summary>
    public async Task PayAsync(string reference, decimal amount)
    {
        var documents = await Clerk.DocumentsAsync(Cancellation);
        var invoice = documents.Single(x =>
            reference.Equals((string?)x["reference"], StringComparison.Ordinal)
        );
        await Clerk.PayAsync(invoice, amount, "2026-11-05", Cancellation);
    }

    /// <summary>Somebody cancels a document in the ledger.</summary>
    public async Task VoidAsync(string reference)
    {
        var documents = await Clerk.DocumentsAsync(Cancellation);
        var invoice = documents.Single(x =>
            reference.Equals((string?)x["reference"], StringComparison.Ordinal)
        );
        await Clerk.VoidAsync(invoice, "2026-10-31", Cancellation);
    }

    /// <summary>What waits for a reason: code, thing and hours.</summary>
    public async Task<IReadOnlyList<string>> ExceptionsAsync(string reason) =>
        [
            .. (await ListExceptionsAsync(reason)).Select(x =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{x.Reason} {x.What} {x.Effort.Hours:0.##}"
                )
            ),
        ];

    /// <summary>What waits for one of some reasons: owner, id and amount.</summary>
    public async Task<IReadOnlyList<string>> OwnedAsync(params string[] reasons)
    {
        var found = new List<string>();
        foreach (var reason in reasons)
        {
            found.AddRange(
                (await ListExceptionsAsync(reason)).Select(x =>
                    string.Create(
                            CultureInfo.InvariantCulture,
                            $"{x.Owner.ToString().ToLowerInvariant()} {x.Id} {x.Amount?.Amount:0.00} {x.Amount?.Currency}"
                        )
                        .TrimEnd()
                )
            );
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }

    /// <summary>What does not tie out, within the hub or against the ledger.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(string except = "")
    {
        var configuration = Configuration();
        using var systems = new ConnectedSystems(configuration, HubSurroundings.Standard);
        await using var reading = await ReadAsync();
        var result = await HubTieOut.RunAsync(reading, systems, TieOutPeriod.Ever, Cancellation);
        return
        [
            .. result.Parts.Where(x => x.Failure is not null).Select(x => x.Failure!),
            .. result
                .Parts.SelectMany(x => x.Differences)
                .Where(x => !x.Code.Equals(except, StringComparison.Ordinal))
                .Select(x => x.ToString()),
        ];
    }

    /// <summary>Runs the command line in the firm's folder.</summary>
    public Task<(int Code, string Output, string Errors)> TieoutAsync(params string[] arguments) =>
        CommandLine.TieoutProcess.RunAsync(Folder, arguments);

    /// <summary>What the hub knows, as a command would ask it.</summary>
    public Task<HubReading> ReadAsync() =>
        HubReading.OpenAsync(
            Configuration().Store,
            SystemClock.Instance,
            progress: null,
            Cancellation
        );

    public async ValueTask DisposeAsync()
    {
        Clerk.Dispose();
        await Ledger.DisposeAsync();
        await _warnings.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Amount(JsonNode? amount) =>
        amount!.GetValue<decimal>().ToString("0.00", CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<ExceptionRow>> ListExceptionsAsync(string reason)
    {
        await using var tables = HubStore.OpenTables(Configuration().Store);
        await using var moment = await tables.OpenSnapshotAsync(Cancellation);
        var list = await ExceptionList.ReadAsync(
            moment,
            new ExceptionFilter(Reason: reason),
            Cancellation
        );
        return [.. list.Rows.OrderBy(x => x.What, StringComparer.Ordinal)];
    }

    private HubConfiguration Configuration()
    {
        Assert.True(
            ConfigurationReader.TryRead(ConfigFile, out var configuration, out var problems),
            string.Join('\n', problems)
        );
        return configuration;
    }

    /// <summary>Goes like the machine's clock, from another day on.</summary>
    private sealed class RunningClock(Instant start) : IClock
    {
        private readonly long _began = TimeProvider.System.GetTimestamp();

        public Instant GetCurrentInstant() =>
            start + Duration.FromTimeSpan(TimeProvider.System.GetElapsedTime(_began));
    }
}
