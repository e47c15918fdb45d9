using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Host.Hosting;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.Lanes;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Ledgerworks;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Which ledger a document goes to, also while the answer to that changes.</summary>
public sealed class RoutingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invoice_without_a_route_is_integrations_exception_until_there_is_one()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        bench.WriteConfiguration(routes: "UK: ledger");

        var report = await bench.RunOnceAsync();

        Assert.Equal(
            ["integration document/TO-K-3-001 9520.00 EUR"],
            await bench.OwnedAsync("ROUTE_UNDETERMINED")
        );
        Assert.Equal((2, 1), (report.Delivered, report.Open));
        Assert.Equal([], await bench.DifferencesAsync());

        bench.WriteConfiguration();
        report = await bench.RunOnceAsync();

        Assert.Equal((1, 0), (report.Delivered, report.Open));
        Assert.Equal([], await bench.OwnedAsync("ROUTE_UNDETERMINED"));
        Assert.Equal(SmallFirm.OctoberDocuments, await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_new_route_waits_until_the_old_ledger_has_said_what_it_holds()
    {
        await using var bench = await HubBench.StartWithOctoberAsync(parallelKeys: 1);
        await using var second = await SecondLedger.StartAsync(bench);
        bench.WriteConfiguration(address: HubBench.Nowhere);
        await bench.RunOnceAsync();
        bench.WriteConfiguration();
        // One is posted and its answer lost; the others are sent away.
        bench.Ledger.Faults = new FaultProgramme(
            Posting(from: 1, times: 1, new FaultAction.CommitThenDrop()),
            Posting(from: 2, times: 1_000, new FaultAction.Status(503))
        );
        await using (var hub = await bench.StartHubAsync())
        {
            var pass = await hub.Grains.GetGrain<ILaneGrain>("ledger").PassAsync(true);
            Assert.Equal((0, 1), (pass.Delivered, pass.Unknown));
        }

        var lost = Assert.Single(
            await bench.DocumentsAsync(),
            x => x.Contains("posted", StringComparison.Ordinal)
        );
        bench.WriteConfiguration(
            routes: "default: second",
            ledgers: second.With(("ledger", HubBench.Nowhere))
        );
        var report = await bench.RunOnceAsync();

        // It cannot be asked, so nobody else gets what it may hold.
        Assert.Empty(await second.DocumentsAsync());
        Assert.Equal((0, 3), (report.Delivered, report.Open));

        bench.Ledger.Faults = new FaultProgramme();
        bench.WriteConfiguration(
            routes: "default: second",
            ledgers: second.With(("ledger", bench.Ledger.BaseAddress.ToString()))
        );
        report = await bench.RunOnceAsync();

        Assert.Equal((3, 0), (report.Delivered, report.Open));
        Assert.Equal([lost], await bench.DocumentsAsync());
        Assert.Equal(
            [.. SmallFirm.OctoberDocuments.Where(x => x != lost)],
            await second.DocumentsAsync()
        );
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_ledger_that_is_configured_no_more_keeps_what_it_may_hold()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await using var second = await SecondLedger.StartAsync(bench);
        bench.WriteConfiguration(address: HubBench.Nowhere);
        await bench.RunOnceAsync();

        bench.WriteConfiguration(routes: "default: second", ledgers: second.With());
        var report = await bench.RunOnceAsync();

        Assert.Equal(3, report.Open);
        Assert.Equal(3, (await bench.OwnedAsync("ROUTE_UNDETERMINED")).Count);
        Assert.Empty(await second.DocumentsAsync());

        bench.WriteConfiguration(
            routes: "default: second",
            ledgers: second.With(("ledger", bench.Ledger.BaseAddress.ToString()))
        );
        report = await bench.RunOnceAsync();

        Assert.Equal(0, report.Open);
        Assert.Equal([], await bench.OwnedAsync("ROUTE_UNDETERMINED"));
        Assert.Equal([], await bench.DocumentsAsync());
        Assert.Equal(SmallFirm.OctoberDocuments, await second.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_credit_memo_goes_where_its_invoice_is()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        await using var second = await SecondLedger.StartAsync(bench);
        bench.WriteConfiguration(
            routes: "default: second",
            ledgers: second.With(("ledger", bench.Ledger.BaseAddress.ToString()))
        );

        await using (var hub = await bench.StartHubAsync())
        {
            await ExecuteAsync(
                hub,
                new CreditInvoice(
                    InvoiceReference.Parse("TO-K-1-001"),
                    bench.Today,
                    Disposition: CreditDisposition.WriteOff
                )
            );
            await ExecuteAsync(
                hub,
                new ApproveInvoice(InvoiceReference.Parse("TO-K-1-002"), "Kim")
            );
            await hub.RunOnceAsync(new NoProgress(), Cancellation);
        }

        Assert.Contains("TO-K-1-002 paid 18000.00 + 3600.00", await bench.DocumentsAsync());
        Assert.Empty(await second.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_document_that_should_not_be_there_is_an_exception_until_it_is_void()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        bench.WriteConfiguration(address: HubBench.Nowhere);
        await bench.RunOnceAsync();
        bench.WriteConfiguration();
        bench.Ledger.Faults = new FaultProgramme(
            Posting(from: 1, times: 3, new FaultAction.CommitThenDrop())
        );
        await using (var hub = await bench.StartHubAsync())
        {
            var pass = await hub.Grains.GetGrain<ILaneGrain>("ledger").PassAsync(true);
            Assert.Equal((0, 3), (pass.Delivered, pass.Unknown));
            // Another system says that it is void, while the ledger has it and we do not know.
            await ExecuteAsync(
                hub,
                new RecordVoid(
                    new DocumentVoided(InvoiceReference.Parse("TO-K-1-001"), 1, bench.Today)
                )
            );
            await hub.RunOnceAsync(new NoProgress(), Cancellation);
        }

        Assert.Equal(
            ["integration surplus/ledger/TO-K-1-001 21600.00 GBP"],
            await bench.OwnedAsync("ALREADY_BILLED")
        );
        Assert.Contains(
            "VOIDED_BUT_LIVE_IN_TARGET",
            Assert.Single(await bench.DifferencesAsync()),
            StringComparison.Ordinal
        );

        await bench.VoidAsync("TO-K-1-001");
        await bench.RunOnceAsync();

        Assert.Equal([], await bench.OwnedAsync("ALREADY_BILLED"));
        Assert.Equal([], await bench.DifferencesAsync());
    }

    private static FaultRule Posting(int from, int times, FaultAction what) =>
        new(new FaultMatch("POST", "/invoices/*/post"), from, times, what);

    private static async Task ExecuteAsync(HubHost hub, EngagementCommand command)
    {
        var outcome = await hub
            .Grains.GetGrain<IEngagementGrain>("K-1")
            .ExecuteAsync(new CommandBatch([command]));
        Assert.Empty(outcome.Refusals);
    }

    /// <summary>Another company of the firm keeps its books on a server of its own.</summary>
    private sealed class SecondLedger : IAsyncDisposable
    {
        private readonly LedgerworksServer _server;
        private readonly Clerk _clerk;

        private SecondLedger(LedgerworksServer server, Clerk clerk)
        {
            _server = server;
            _clerk = clerk;
        }

        public static async Task<SecondLedger> StartAsync(HubBench bench)
        {
            var server = await LedgerworksServer.StartAsync(
                new LedgerworksServerOptions
                {
                    DatabasePath = Path.Combine(bench.Folder, "second.db"),
                },
                Cancellation
            );
            return new SecondLedger(server, await Clerk.OpenBooksAsync(server, Cancellation));
        }

        public Task<IReadOnlyList<string>> DocumentsAsync() => HubBench.DocumentsAsync(_clerk);

        /// <summary>Name and address of itself and others.</summary>
        public Dictionary<string, string> With(params (string Name, string Address)[] others) =>
            others
                .Append(("second", _server.BaseAddress.ToString()))
                .ToDictionary(x => x.Item1, x => x.Item2, StringComparer.Ordinal);

        public async ValueTask DisposeAsync()
        {
            _clerk.Dispose();
            await _server.DisposeAsync();
        }
    }
}
