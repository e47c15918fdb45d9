using Microsoft.Extensions.DependencyInjection;
using Tieout.Connect;
using Tieout.Connectors.Files;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Runtime.Hub;
using Tieout.Runtime.Intake;
using Tieout.Runtime.Reconciliation;
using Tieout.Sandbox.Firm;

namespace Tieout.Bench.Pipeline;

/// <summary>A firm's quarter from files to paid invoices, stage by stage and nothing at once.</summary>
internal sealed class PipelineRun(
    PipelineSettings settings,
    int entries,
    string folder,
    BenchStore store
) : IHubProgress, IProgress<int>, IProgress<IntakeTotal>
{
    private const string OpenWork =
        "SELECT COUNT(DISTINCT s.work) FROM slice s LEFT JOIN document d ON d.reference = s.invoice "
        + "WHERE s.stage <> 'non-billable' AND COALESCE(d.status, '') <> 'paid'";

    private readonly StageMeter _parse = new("parse only");
    private readonly StageMeter _intake = new("intake, durable");
    private readonly StageMeter _rating = new("rating, new prices");
    private readonly StageMeter _invoicing = new("invoicing");
    private readonly StageMeter _delivery = new("delivery");
    private readonly StageMeter _payment = new("payments");
    private readonly StageMeter _tables = new("read tables");
    private readonly StageMeter _rebuild = new("rebuild");
    private readonly List<WaveMemory> _memory = [];
    private readonly PaidLedger _ledger = new();
    private readonly SeededFirm _firm = new(
        new FirmOptions { Entries = entries, EngagementsMax = settings.EngagementsMax }
    );
    private readonly FilesSource _source = new(
        new FilesOptions
        {
            System = "chronos",
            Folder = folder,
            PageSize = settings.PageSize,
            // Every file is whole when it is looked for.
            Settle = Duration.Zero,
        },
        SystemClock.Instance
    );

    private readonly Dictionary<string, FeedReader> _readers = new(StringComparer.Ordinal);

    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        using var host = await BenchSilo.StartAsync(store, _ledger, _source, cancellationToken);
        await using var follower = await ReadModelFollower.ClaimAsync(
            store.Log,
            store.Tables,
            "bench",
            cancellationToken
        );
        var router = host.Services.GetRequiredService<FactRouter>();
        await router.RouteAsync([Routes()], cancellationToken);
        foreach (var wave in _firm.Waves)
        {
            await RunAsync(wave, host.Services, follower, cancellationToken);
        }

        await RebuildAsync(cancellationToken);
        if (Meters().FirstOrDefault(x => x.Entries == 0) is { } idle)
        {
            throw new InvalidOperationException($"{idle.Name} had nothing to do.");
        }

        var head = await store.Log.GetHeadAsync(cancellationToken);
        var (log, tables, raw) = await store.SizeAsync();
        var result = new RunResult(
            settings.Store,
            entries,
            [.. Meters().Select(x => x.Result())],
            head,
            _ledger.Posted,
            log / entries,
            tables / entries,
            raw / entries,
            _memory
        );
        await host.StopAsync(cancellationToken);
        return result;
    }

    IProgress<int> IHubProgress.Begin(string activity) => this;

    void IProgress<int>.Report(int value) { }

    void IProgress<IntakeTotal>.Report(IntakeTotal value) { }

    private IEnumerable<StageMeter> Meters() =>
        [_parse, _intake, _rating, _invoicing, _delivery, _payment, _tables, _rebuild];

    private async Task RunAsync(
        FirmWave wave,
        IServiceProvider services,
        ReadModelFollower follower,
        CancellationToken cancellationToken
    )
    {
        var cycle = services.GetRequiredService<HubCycle>();
        var router = services.GetRequiredService<FactRouter>();
        Drop(wave);
        await _parse.MeasureAsync(() => ParseAsync(cancellationToken));
        await StoringAsync(_intake, () => TakeInAsync(router, cancellationToken));
        _intake.Entries = _parse.Entries;
        await CatchUpAsync(follower, cancellationToken);
        _rating.Entries += await CountAsync(
            "SELECT COUNT(DISTINCT work) FROM slice "
                + "WHERE stage NOT IN ('drafted', 'invoiced', 'written-off')",
            cancellationToken
        );
        await router.RouteAsync(NewPrices(wave.Number), cancellationToken);
        await StoringAsync(_rating, () => cycle.ReassessAsync(this, cancellationToken));
        var run = new DraftInvoice(wave.Through, wave.Through);
        await StoringAsync(
            _invoicing,
            () => cycle.BillAsync(run, "bench", this, cancellationToken)
        );
        await StoringAsync(
            _delivery,
            () => cycle.DeliverAsync(retryRefused: false, this, cancellationToken)
        );
        var payments = _ledger.Pay();
        await StoringAsync(_payment, () => router.RouteAsync(payments, cancellationToken));
        _delivery.Entries = _ledger.PostedWork;
        _payment.Entries = _ledger.PaidWork;
        await CatchUpAsync(follower, cancellationToken);
        _invoicing.Entries = await CountAsync("SELECT COUNT(*) FROM share", cancellationToken);
        _memory.Add(
            new WaveMemory(
                wave.Name,
                await CountAsync("SELECT COUNT(*) FROM work", cancellationToken),
                await CountAsync(OpenWork, cancellationToken),
                GC.GetTotalMemory(forceFullCollection: true) / 1048576d
            )
        );
    }

    /// <summary>Writes a month's files, as the sources would export them; not measured.</summary>
    private void Drop(FirmWave wave)
    {
        using var writer = new FilesWriter(folder, FileFormat.Csv, $"-{wave.Name}");
        foreach (var fact in wave.Facts)
        {
            writer.Write(fact);
        }

        _ = writer.Complete();
    }

    private async Task ParseAsync(CancellationToken cancellationToken)
    {
        foreach (var feed in _source.Feeds)
        {
            await foreach (var page in _source.ReadAsync(feed, Cursor.Start, cancellationToken))
            {
                _parse.Entries += page.Records.Count(x => x.Fact is TimeEntry);
            }
        }
    }

    private async Task TakeInAsync(FactRouter router, CancellationToken cancellationToken)
    {
        foreach (var feed in _source.Feeds.OrderByDescending(x => x.IsMasterData))
        {
            if (!_readers.TryGetValue(feed.Name, out var reader))
            {
                _readers[feed.Name] = reader = new FeedReader(_source, feed, router, store.Log);
            }

            _ = await reader.ReadToEndAsync(this, cancellationToken);
        }
    }

    /// <summary>Every document has one target.</summary>
    private SourceRecord Routes() =>
        new(
            new RoutingPlan(1, [.. _ledger.Routes], [_ledger.System]),
            new Origin("bench", "routes")
        );

    /// <summary>The list prices of all legal entities, one per cent up each month.</summary>
    private List<SourceRecord> NewPrices(int wave) =>
        [
            .. _firm
                .Waves[0]
                .Facts.TakeWhile(x => x is not TimeEntry)
                .OfType<RateCard>()
                .Where(x => x.Level is RateLevel.Entity)
                .Select(card =>
                    card with
                    {
                        Version = card.Version + wave,
                        Lines =
                        [
                            .. card.Lines.Select(x =>
                                x with
                                {
                                    Rate = x.Rate * (100m + wave) / 100m,
                                }
                            ),
                        ],
                    }
                )
                .Select(card => new SourceRecord(card, new Origin("bench", card.Id.Value))),
        ];

    /// <summary>Measures a stage, then how long the store alone takes for what it stored.</summary>
    private async Task StoringAsync(StageMeter meter, Func<Task> run)
    {
        var before = await store.Log.GetHeadAsync(CancellationToken.None);
        await meter.MeasureAsync(run);
        var after = await store.Log.GetHeadAsync(CancellationToken.None);
        var raw = await store.Raw.CopyAsync(store.Log, before, after);
        meter.Raw = (meter.Raw ?? TimeSpan.Zero) + raw;
        _tables.Raw = (_tables.Raw ?? TimeSpan.Zero) + raw;
    }

    private async Task CatchUpAsync(ReadModelFollower follower, CancellationToken cancellationToken)
    {
        var head = await store.Log.GetHeadAsync(cancellationToken);
        _tables.Entries += head - follower.Offset;
        await _tables.MeasureAsync(() => follower.CatchUpAsync(head, cancellationToken));
    }

    private async Task RebuildAsync(CancellationToken cancellationToken)
    {
        _rebuild.Entries = await store.Log.GetHeadAsync(cancellationToken);
        _rebuild.Raw = _tables.Raw;
        await _rebuild.MeasureAsync(async () =>
        {
            var report = await ReadTablesRebuild.RunAsync(
                store.Log,
                store.Tables,
                replace: false,
                progress: null,
                cancellationToken
            );
            if (report.Differing.Count > 0)
            {
                throw new InvalidOperationException(
                    $"Rebuilt tables differ: {string.Join(", ", report.Differing)}."
                );
            }
        });
    }

    private async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var read = await store.Tables.OpenSnapshotAsync(cancellationToken);
        var rows = await read.ListAsync(sql, x => x.GetInt64(0), cancellationToken);
        return rows[0];
    }
}
