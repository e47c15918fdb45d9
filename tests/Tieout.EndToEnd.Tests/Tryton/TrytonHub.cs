using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using NodaTime.Text;
using Tieout.Connectors.Files;
using Tieout.Domain.Canonical;
using Tieout.EndToEnd.Tests.Hub;
using Tieout.Host.Configuration;
using Tieout.Host.Hosting;
using Tieout.Runtime.Reconciliation.Exceptions;
using Tieout.Runtime.Reconciliation.TieOuts;
using Tieout.Runtime.Storage.ReadStore;
using Tieout.Testing.Tryton;

namespace Tieout.EndToEnd.Tests.Tryton;

/// <summary>A hub between a folder of agreements and a real Tryton, which is source and target.</summary>
internal sealed class TrytonHub : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tieout-tryton-");
    private readonly StringWriter _warnings = new(CultureInfo.InvariantCulture);
    private readonly TrytonDatabase _database;
    private int _drops;

    private TrytonHub(TrytonDatabase database, TrytonTestBench bench, TrytonFirm firm)
    {
        _database = database;
        Bench = bench;
        Firm = firm;
        Books = new TrytonBooks(bench);
        Server = database.Server.Address;
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "inbox"));
        Drop(TrytonFirm.Agreements);
    }

    public TrytonTestBench Bench { get; }

    public TrytonFirm Firm { get; }

    public TrytonBooks Books { get; }

    /// <summary>Where the hub looks for Tryton.</summary>
    public Uri Server { get; set; }

    public string Password { get; set; } = TrytonServer.Password;

    /// <summary>Billing runs by the day through which they bill, which is also their date.</summary>
    public List<(LocalDate Through, LocalDate Date)> Runs { get; } =
    [.. TrytonFirm.Months.Select(x => (x.ToDateInterval().End, x.ToDateInterval().End))];

    public string ConfigFile => Path.Combine(_folder.FullName, "hub.yaml");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A firm of its own; skips the test where there is no Tryton.</summary>
    public static async Task<TrytonHub> StartAsync()
    {
        var database = await CloneAsync();
        var bench = new TrytonTestBench(database.Connect());
        return new TrytonHub(database, bench, await TrytonFirm.SetUpAsync(bench, Cancel));
    }

    /// <summary>A database of the test's own; skips the test where there is no Tryton.</summary>
    public static async Task<TrytonDatabase> CloneAsync()
    {
        if (
            TrytonServer.Current is null
            && "required".Equals(
                Environment.GetEnvironmentVariable("TIEOUT_TEST_SERVICES"),
                StringComparison.Ordinal
            )
        )
        {
            Assert.Fail(TrytonServer.HowToGetOne);
        }

        Assert.SkipWhen(TrytonServer.Current is null, TrytonServer.HowToGetOne);
        return await TrytonServer.Current!.CloneAsync(Cancel);
    }

    /// <summary>Exports facts into the folder that the hub reads.</summary>
    public void Drop(IEnumerable<CanonicalFact> facts)
    {
        _drops++;
        using var writer = new FilesWriter(
            Path.Combine(_folder.FullName, "inbox"),
            FileFormat.Csv,
            string.Create(CultureInfo.InvariantCulture, $"-{_drops:D3}")
        );
        foreach (var fact in facts)
        {
            writer.Write(fact);
        }

        _ = writer.Complete();
    }

    /// <summary>One run of a hub that is started for it.</summary>
    public async Task<HubRunReport> RunOnceAsync()
    {
        await using var hub = await StartHubAsync(Duration.FromSeconds(2));
        return await hub.RunOnceAsync(new NoProgress(), Cancel);
    }

    /// <summary>Starts a hub; the caller stops it.</summary>
    public Task<HubHost> StartHubAsync(Duration patience)
    {
        WriteConfiguration();
        return HubHost.StartAsync(
            Configuration(),
            HubSurroundings.Standard with
            {
                Patience = patience,
            },
            _warnings,
            Cancel
        );
    }

    /// <summary>Starts <c>tieout run --once</c> as a process of its own.</summary>
    public Process StartProcess()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "tieout.dll"));
        foreach (var argument in new[] { "run", "--config", ConfigFile, "--once" })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>The hub's configuration as its owner wrote it.</summary>
    public void WriteConfiguration()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "secret"), Password);
        var runs = Runs.Select(run =>
            $"    - through: {Text(run.Through)}\n      invoiceDate: {Text(run.Date)}\n"
        );
        File.WriteAllText(
            ConfigFile,
            $"""
            systems:
              agreements:
                kind: files
                folder: inbox
                settle: 0s
              erp:
                kind: tryton
                server: {Server}
                database: {_database.Name}
                login: {TrytonServer.Login}
                password: file:secret
                revenueAccount: Main Revenue
                callTimeout: 10s
                maximumServerRunTime: 3s
                taxes:
                  VAT20: Tax 20%
            routes:
              default: erp
            billing:
              approve: automatic
            {(Runs.Count == 0 ? string.Empty : "  runs:")}
            {string.Concat(runs)}
            """
        );
    }

    /// <summary>The hub's read tables at this moment; they can be read while it runs.</summary>
    public async Task<T> ReadAsync<T>(Func<ReadSnapshot, Task<T>> read)
    {
        await using var tables = HubStore.OpenTables(Configuration().Store);
        await using var moment = await tables.OpenSnapshotAsync(Cancel);
        return await read(moment);
    }

    /// <summary>Rows of the hub's read tables, as lines of text.</summary>
    public Task<IReadOnlyList<string>> AskAsync(string sql) =>
        ReadAsync(moment =>
            moment.ListAsync(
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
                Cancel
            )
        );

    public async Task<IReadOnlyList<ExceptionRow>> ExceptionsAsync() =>
        (await ReadAsync(x => ExceptionList.ReadAsync(x, ExceptionFilter.All, Cancel))).Rows;

    /// <summary>Everything that does not tie out: the hub with itself, and with Tryton.</summary>
    public async Task<IReadOnlyList<TieOutDifference>> DifferencesAsync()
    {
        using var systems = new ConnectedSystems(Configuration(), HubSurroundings.Standard);
        var held = await systems
            .All.Single()
            .ListAsync(string.Empty, dates: null, Cancel)
            .ToListAsync(Cancel);
        var target = await ReadAsync(x =>
            TieOutReport.OfTargetAsync(
                x,
                systems.All.Single().System,
                held,
                TieOutPeriod.Ever,
                ImmutableHashSet<string>.Empty,
                Cancel
            )
        );
        var ledger = await ReadAsync(x => TieOutReport.OfLedgerAsync(x, TieOutPeriod.Ever, Cancel));
        return [.. ledger.Differences, .. target.Differences];
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _warnings.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private HubConfiguration Configuration()
    {
        Assert.True(
            ConfigurationReader.TryRead(ConfigFile, out var configuration, out var problems),
            string.Join('\n', problems)
        );
        return configuration;
    }
}
