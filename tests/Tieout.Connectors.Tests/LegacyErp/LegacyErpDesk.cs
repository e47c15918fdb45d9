using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.LegacyErp;
using Tieout.Sandbox.Serving;

namespace Tieout.Connectors.Tests.LegacyErp;

/// <summary>A simulated ERP with a folder of its own, and what its people do.</summary>
internal sealed class LegacyErpDesk : IAsyncDisposable
{
    private readonly HttpClient _http;

    private LegacyErpDesk(SimulatorServer server, SandboxClock clock, string folder)
    {
        Server = server;
        Clock = clock;
        Folder = folder;
        _http = new HttpClient { BaseAddress = server.BaseAddress };
    }

    public SimulatorServer Server { get; }

    public SandboxClock Clock { get; }

    public string Folder { get; }

    public string Inbound => Path.Combine(Folder, "inbound");

    public string Outbound => Path.Combine(Folder, "outbound");

    public string Sent => Path.Combine(Folder, "sent");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts one with its clock on 31 March 2026, 9:00 UTC.</summary>
    public static async Task<LegacyErpDesk> OpenAsync(
        string format,
        string? encoding = null,
        TimeSpan? every = null
    )
    {
        var folder = Directory.CreateTempSubdirectory("tieout-erp-").FullName;
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 31, 9, 0, 0, TimeSpan.Zero));
        var clock = new SandboxClock(time);
        var server = await LegacyErpServer.StartAsync(
            new SimulatorOptions
            {
                Clock = clock,
                Exchange = new FileExchange
                {
                    Folder = folder,
                    Format = format,
                    Encoding = encoding,
                    Every = every,
                },
            },
            Stop
        );
        return new LegacyErpDesk(server, clock, folder);
    }

    public Task<JsonNode> ImportAsync() => SendAsync(HttpMethod.Post, "import");

    public async Task<JsonArray> DocumentsAsync() =>
        (await SendAsync(HttpMethod.Get, "documents")).AsArray();

    public async Task<JsonArray> CustomersAsync() =>
        (await SendAsync(HttpMethod.Get, "customers")).AsArray();

    public Task SetPeriodAsync(
        string company,
        LocalDate day,
        string status,
        bool isExported = true
    ) =>
        SendAsync(
            HttpMethod.Put,
            $"periods/{company}/{day:uuuu-MM}",
            new JsonObject { ["status"] = status, ["exported"] = isExported }
        );

    public async Task<string> PayAsync(
        string document,
        decimal amount,
        string action = "P",
        string? receipt = null
    )
    {
        var body = new JsonObject
        {
            ["document"] = document,
            ["amount"] = amount,
            ["action"] = action,
            ["receipt"] = receipt,
        };
        return (string)(await SendAsync(HttpMethod.Post, "receipts", body))["receipt"]!;
    }

    public async Task<string> ExtractAsync(decimal off = 0m, long? rerunOf = null)
    {
        var body = new JsonObject { ["off"] = off, ["rerunOf"] = rerunOf };
        return (string)(await SendAsync(HttpMethod.Post, "extract", body))["file"]!;
    }

    public async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(
            method,
            new Uri($"rehearsal/{path}", UriKind.Relative)
        );
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await _http.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>The next file that comes to this step goes wrong.</summary>
    public void Fail(string step, FaultAction action) =>
        Server.Faults = new FaultProgramme(
            new FaultRule(new FaultMatch("FILE", $"/{step}/*"), 1, 1, action)
        );

    public static string[] Names(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder)
                .Select(x => Path.GetFileName(x))
                .Order(StringComparer.Ordinal),
        ];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
