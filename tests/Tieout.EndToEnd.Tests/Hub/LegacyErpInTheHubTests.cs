using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieout.Sandbox.LegacyErp;
using Tieout.Sandbox.Serving;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A hub whose British ledger answers later, by files.</summary>
public sealed class LegacyErpInTheHubTests : IAsyncLifetime
{
    private static readonly string[] Pending =
    [
        "integration document/TO-K-1-001 21600.00 GBP",
        "integration document/TO-K-2-001 6000.00 GBP",
    ];

    private HubBench _bench = null!;
    private SimulatorServer _erp = null!;
    private HttpClient _people = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Inbound => Path.Combine(_bench.Folder, "erp", "inbound");

    public async ValueTask InitializeAsync()
    {
        _bench = await HubBench.StartWithOctoberAsync();
        _erp = await LegacyErpServer.StartAsync(
            new SimulatorOptions
            {
                Exchange = new FileExchange
                {
                    Folder = Path.Combine(_bench.Folder, "erp"),
                    Format = "oracle",
                },
            },
            Cancellation
        );
        _people = new HttpClient { BaseAddress = _erp.BaseAddress };
        Route("books");
    }

    public async ValueTask DisposeAsync()
    {
        _people.Dispose();
        await _erp.DisposeAsync();
        await _bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_document_waits_for_the_answer_and_is_written_once_however_often_the_hub_starts()
    {
        var report = await _bench.RunOnceAsync();
        Assert.Equal((1, 0, 2), (report.Delivered, report.Refused, report.Open));
        Assert.Equal((2, 0, true), (report.Submitted, report.Unknown, report.IsComplete));
        await _bench.RunOnceAsync();

        Assert.Equal(Pending, await _bench.OwnedAsync("DELIVERY_PENDING"));
        // The customer and two invoices.
        Assert.Equal(3, Directory.GetFiles(Inbound).Length);
        Assert.Equal([], await _bench.DifferencesAsync());
        var (code, proof, _) = await _bench.TieoutAsync("tie-out");
        Assert.Equal(0, code);
        Assert.Contains(
            "not in its target yet: 2 documents, 27,600.00 GBP",
            proof,
            StringComparison.Ordinal
        );

        await DoAsync(HttpMethod.Post, "import");
        report = await _bench.RunOnceAsync();

        Assert.Equal((2, 0), (report.Delivered, report.Open));
        Assert.Equal(
            ["TO-K-1-001 18000.00 + 3600.00", "TO-K-2-001 5000.00 + 1000.00"],
            await BooksAsync()
        );
        Assert.Equal([], await _bench.OwnedAsync("DELIVERY_PENDING"));
        Assert.Equal([], await _bench.DifferencesAsync());
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_told_and_nothing_is_sent_again()
    {
        await _bench.RunOnceAsync();
        _bench.Today = _bench.Today.PlusDays(1);

        await _bench.RunOnceAsync();

        Assert.Equal(Pending, await _bench.OwnedAsync("ERP_OUTCOME_UNKNOWN"));
        Assert.Equal(3, Directory.GetFiles(Inbound).Length);

        await DoAsync(HttpMethod.Post, "import");
        await _bench.RunOnceAsync();
        Assert.Equal([], await _bench.OwnedAsync("ERP_OUTCOME_UNKNOWN"));
    }

    [Fact]
    public async Task A_refusal_is_told_by_its_reason_and_is_sent_anew_once_it_is_mended()
    {
        // It was closed after the periods were exported.
        var closed = new JsonObject { ["status"] = "C", ["exported"] = false };
        await DoAsync(HttpMethod.Put, "periods/2021/2026-10", closed);
        await _bench.RunOnceAsync();
        await DoAsync(HttpMethod.Post, "import");
        await _bench.RunOnceAsync();

        Assert.Equal(
            [.. Pending.Select(x => x.Replace("integration", "finance", StringComparison.Ordinal))],
            await _bench.OwnedAsync("PERIOD_CLOSED")
        );

        await DoAsync(HttpMethod.Put, "periods/2021/2026-10", new JsonObject { ["status"] = "O" });
        await _bench.RunOnceAsync();
        await DoAsync(HttpMethod.Post, "import");
        await _bench.RunOnceAsync();

        Assert.Equal([], await _bench.OwnedAsync("PERIOD_CLOSED"));
        Assert.Equal(2, (await BooksAsync()).Count);
        Assert.Equal([], await _bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_rerun_takes_the_place_of_receipts_that_were_refused_and_nothing_stays_open()
    {
        await _bench.RunOnceAsync();
        await DoAsync(HttpMethod.Post, "import");
        await _bench.RunOnceAsync();
        var payment = new JsonObject { ["document"] = "TO-K-1-001", ["amount"] = 21_600m };
        await DoAsync(HttpMethod.Post, "receipts", payment);
        await DoAsync(HttpMethod.Post, "extract", new JsonObject { ["off"] = 0.01m });
        await _bench.RunOnceAsync();
        Assert.Single(await _bench.OwnedAsync("legacy-erp.totals-differ"));

        await DoAsync(HttpMethod.Post, "extract", new JsonObject { ["rerunOf"] = 1 });
        var report = await _bench.RunOnceAsync();

        Assert.Equal(1, report.Read.Records);
        Assert.Equal([], await _bench.OwnedAsync("legacy-erp.totals-differ"));
        Assert.Equal([], await _bench.DifferencesAsync());
    }

    [Fact]
    public async Task What_the_old_ledger_has_in_hand_is_not_posted_in_the_new_one()
    {
        await _bench.RunOnceAsync();
        Route("ledger");

        await _bench.RunOnceAsync();

        // It may post them at any time.
        Assert.Equal(["TO-K-3-001 posted 8000.00 + 1520.00"], await _bench.DocumentsAsync());
        Assert.Equal(Pending, await _bench.OwnedAsync("DELIVERY_PENDING"));

        await DoAsync(HttpMethod.Post, "import");
        var report = await _bench.RunOnceAsync();

        Assert.Equal(0, report.Open);
        Assert.Equal(2, (await BooksAsync()).Count);
        Assert.Equal(["TO-K-3-001 posted 8000.00 + 1520.00"], await _bench.DocumentsAsync());
        Assert.Equal([], await _bench.DifferencesAsync());
    }

    [Fact]
    public async Task What_the_old_ledger_has_refused_goes_to_the_new_one()
    {
        var closed = new JsonObject { ["status"] = "C", ["exported"] = false };
        await DoAsync(HttpMethod.Put, "periods/2021/2026-10", closed);
        await _bench.RunOnceAsync();
        await DoAsync(HttpMethod.Post, "import");
        Route("ledger");

        var report = await _bench.RunOnceAsync();

        Assert.Equal(0, report.Open);
        Assert.Empty(await BooksAsync());
        Assert.Equal(SmallFirm.OctoberDocuments, await _bench.DocumentsAsync());
        Assert.Equal([], await _bench.DifferencesAsync());
    }

    /// <summary>Says where British documents go.</summary>
    private void Route(string target) =>
        File.WriteAllText(
            _bench.ConfigFile,
            $$"""
            store: { sqlite: .tieout/hub.db }
            systems:
              chronos: { kind: files, folder: inbox, settle: 0s }
              ledger:
                kind: ledgerworks
                address: {{_bench.Ledger.BaseAddress}}
                clientId: tieout
                clientSecret: file:secret
                companies: { UK: UK, DE: DE }
                maximumServerRunTime: 1s
              books:
                kind: legacy-erp
                format: oracle
                folder: erp
                companies: { UK: "2021" }
                ledgerCurrencies: { UK: GBP }
                lookEvery: 1s
                acknowledgedWithin: 1h
            routes: { UK: {{target}}, DE: ledger }
            billing:
              approve: automatic
              runs: { every: month, from: 2026-10, invoiceDate: month-end }
            """
        );

    private async Task<JsonNode> DoAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(
            method,
            new Uri($"rehearsal/{path}", UriKind.Relative)
        );
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await _people.SendAsync(request, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<IReadOnlyList<string>> BooksAsync() =>
        [
            .. (await DoAsync(HttpMethod.Get, "documents"))
                .AsArray()
                .Select(x => $"{x!["key"]} {x["net"]} + {x["tax"]}")
                .Order(StringComparer.Ordinal),
        ];
}
