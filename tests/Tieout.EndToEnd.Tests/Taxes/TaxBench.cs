using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Tieout.Domain.Canonical;
using Tieout.EndToEnd.Tests.Hub;
using Tieout.Sandbox;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.EndToEnd.Tests.Taxes;

/// <summary>The small firm and its ledger, with AvaTax as the tax owner of both companies.</summary>
internal sealed class TaxBench : IAsyncDisposable
{
    private const string TaxCodes = "{ S20: P0000000, S19: P0000000 }";

    private readonly HttpClient _http;

    private TaxBench(HubBench hub, SimulatorServer engine)
    {
        Hub = hub;
        Engine = engine;
        _http = new HttpClient { BaseAddress = engine.BaseAddress };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes("2000001234:rehearsal"))
        );
    }

    public HubBench Hub { get; }

    public SimulatorServer Engine { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>With the facts of October in the folder.</summary>
    /// <param name="change">What is otherwise about them.</param>
    public static async Task<TaxBench> StartWithOctoberAsync(
        int patience = 2,
        Func<CanonicalFact, CanonicalFact>? change = null
    )
    {
        var hub = await HubBench.StartAsync(patience: patience);
        hub.Drop([.. SmallFirm.MasterRecords.Select(change ?? (x => x)), .. SmallFirm.OctoberWork]);
        var system = SimulatedSystems.All.Single(x => x.Name is "avatax");
        var engine = await system.StartAsync(new SimulatorOptions(), Cancellation);
        var bench = new TaxBench(hub, engine);
        await bench.ConfigureAsync();
        return bench;
    }

    /// <summary>Writes the configuration with the tax owner in it.</summary>
    public async Task ConfigureAsync(
        string? address = null,
        string taxCodes = TaxCodes,
        string key = "rehearsal",
        string? ledger = null
    )
    {
        Hub.WriteConfiguration(address: ledger);
        await File.WriteAllTextAsync(Path.Combine(Hub.Folder, "key"), key, Cancellation);
        var section = $$"""
            tax:
              kind: avatax
              address: {{address ?? Engine.BaseAddress.ToString()}}
              accountId: "2000001234"
              licenseKey: file:key
              companies:
                UK: { code: DEFAULT, country: GB }
                DE: { code: DEFAULT, country: DE }
              taxCodes: {{taxCodes}}
            """;
        await Hub.ConnectAsync(section);
    }

    /// <summary>Goes wrong at the tax owner from the next request on.</summary>
    public void Break(string method, string path, FaultAction fault, int times) =>
        Engine.Faults = new FaultProgramme(
            new FaultRule(new FaultMatch(method, path), From: 1, times, fault)
        );

    public void Mend() => Engine.Faults = new FaultProgramme();

    /// <summary>What the legislator or an administrator of the tax owner does.</summary>
    public async Task SetAsync(string method, string path, string json)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Parse(method),
            new Uri(path, UriKind.Relative)
        )
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        using var response = await _http.SendAsync(request, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, body);
    }

    /// <summary>The value added tax of the United Kingdom, from a day on when one is named.</summary>
    public Task SetBritishRateAsync(decimal rate, string? from = null) =>
        SetAsync(
            "POST",
            "rehearsal/jurisdictions",
            new JsonObject
            {
                ["country"] = "GB",
                ["level"] = "Country",
                ["code"] = "GB",
                ["name"] = "UNITED KINGDOM",
                ["rate"] = rate,
                ["from"] = from,
            }.ToJsonString()
        );

    /// <summary>Code, state, amount and tax of every version of all documents there, by code.</summary>
    public async Task<IReadOnlyList<string>> TaxedAsync() =>
        [
            .. (await TransactionsAsync())
                .Select(x =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{x["code"]} {x["status"]} {(decimal)x["totalAmount"]!:0.00} + {(decimal)x["totalTax"]!:0.00}"
                    )
                )
                .Order(StringComparer.Ordinal),
        ];

    public async Task<IReadOnlyList<JsonObject>> TransactionsAsync()
    {
        var filter = Uri.EscapeDataString("date ge '2026-01-01'");
        var list = await _http.GetFromJsonAsync<JsonObject>(
            new Uri(
                $"api/v2/companies/DEFAULT/transactions?$filter={filter}&$include=Lines",
                UriKind.Relative
            ),
            Cancellation
        );
        return [.. list!["value"]!.AsArray().Select(x => x!.AsObject())];
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Engine.DisposeAsync();
        await Hub.DisposeAsync();
    }
}
