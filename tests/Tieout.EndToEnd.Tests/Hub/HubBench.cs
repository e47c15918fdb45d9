using System.Globalization;
using Tieout.Connectors.Files;
using Tieout.Domain.Canonical;
using Tieout.Host.Configuration;
using Tieout.Host.Hosting;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Ledgerworks;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A firm on one machine: a folder for exports, a ledger on a port, and the hub.</summary>
internal sealed class HubBench : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tieout-");
    private readonly StringWriter _warnings = new(CultureInfo.InvariantCulture);
    private int _drops;

    private HubBench(LedgerworksServer ledger)
    {
        Ledger = ledger;
    }

    public LedgerworksServer Ledger { get; }

    public required Clerk Clerk { get; init; }

    /// <summary>Which day it is: the second of November 2026, so October's run is due.</summary>
    public LocalDate Today { get; set; } = new(2026, 11, 2);

    /// <summary>The hub's client secret for the ledger.</summary>
    public string Secret { get; set; } = "rehearsal";

    public string Folder => _folder.FullName;

    public string ConfigFile => Path.Combine(Folder, "hub.yaml");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<HubBench> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tieout-ledger-");
        var server = await LedgerworksServer.StartAsync(
            new LedgerworksServerOptions { DatabasePath = Path.Combine(folder.FullName, "l.db") },
            Cancellation
        );
        var bench = new HubBench(server)
        {
            Clerk = await Clerk.OpenBooksAsync(server, Cancellation),
        };
        Directory.CreateDirectory(Path.Combine(bench.Folder, "inbox"));
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

    /// <summary>Goes wrong from the next request on.</summary>
    public void Break(string method, string path, FaultAction fault, int times) =>
        Ledger.Faults = new FaultProgramme(
            new FaultRule(new FaultMatch(method, path), From: 1, times, fault)
        );

    public void Repair() => Ledger.Faults = new FaultProgramme();

    /// <summary>The hub's configuration as its owner wrote it.</summary>
    public void WriteConfiguration(string? address = null)
    {
        var secretFile = Path.Combine(Folder, "secret");
        File.WriteAllText(secretFile, Secret);
        File.WriteAllText(
            ConfigFile,
            $"""
            systems:
              chronos:
                kind: files
                folder: inbox
              ledger:
                kind: ledgerworks
                address: {address ?? Ledger.BaseAddress.ToString()}
                clientId: tieout
                clientSecret: file:secret
                companies:
                  UK: UK
                  DE: DE
                maximumServerRunTime: 1s
                readTimeout: 5s
                writeTimeout: 5s
            routes:
              default: ledger
            billing:
              approve: automatic
              runs:
                every: month
                from: 2026-10
                invoiceDate: month-end
            """
        );
    }

    /// <summary>Starts the hub; the caller stops it.</summary>
    public async Task<HubHost> StartHubAsync()
    {
        if (!File.Exists(ConfigFile))
        {
            WriteConfiguration();
        }

        Assert.True(
            ConfigurationReader.TryRead(ConfigFile, out var configuration, out var problems),
            string.Join('\n', problems)
        );
        var noon = Today.At(new LocalTime(12, 0)).InUtc().ToInstant();
        var clock = new RunningClock(noon);
        return await HubHost.StartAsync(
            configuration,
            new HubSurroundings(clock, TimeProvider.System, Duration.FromSeconds(2)),
            _warnings,
            Cancellation
        );
    }

    /// <summary>One run of a hub that is started for it.</summary>
    public async Task<HubRunReport> RunOnceAsync()
    {
        await using var hub = await StartHubAsync();
        return await hub.RunOnceAsync(new NoProgress(), Cancellation);
    }

    /// <summary>Rows of the hub's read tables, as lines of text.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(string sql)
    {
        Assert.True(ConfigurationReader.TryRead(ConfigFile, out var configuration, out _));
        await using var tables = HubStore.OpenTables(configuration.Store);
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

    public async ValueTask DisposeAsync()
    {
        Clerk.Dispose();
        await Ledger.DisposeAsync();
        _warnings.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Goes like the machine's clock, from another day on.</summary>
    private sealed class RunningClock(Instant start) : IClock
    {
        private readonly long _began = TimeProvider.System.GetTimestamp();

        public Instant GetCurrentInstant() =>
            start + Duration.FromTimeSpan(TimeProvider.System.GetElapsedTime(_began));
    }
}
