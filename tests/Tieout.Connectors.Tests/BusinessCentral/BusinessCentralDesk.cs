using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Tieout.Sandbox.BusinessCentral;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>A simulated Business Central of its own, and a caller who is logged in.</summary>
internal sealed class BusinessCentralDesk : IAsyncDisposable
{
    public const string Company = "CRONUS UK Ltd.";

    public const string ServicePath = "v2.0/contoso/production/api/v2.0/";

    private readonly HttpClient _http;

    private BusinessCentralDesk(SimulatorServer server, SandboxClock clock, HttpClient http)
    {
        Server = server;
        Clock = clock;
        _http = http;
    }

    public SimulatorServer Server { get; }

    public SandboxClock Clock { get; }

    public string CompanyId { get; private set; } = string.Empty;

    public string Token { get; private set; } = string.Empty;

    public Uri Service => new(Server.BaseAddress, ServicePath);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts one with its clock on 31 March 2026, 9:00 UTC.</summary>
    /// <param name="tick">How much time passes whenever somebody looks at the clock.</param>
    public static async Task<BusinessCentralDesk> OpenAsync(
        string? database = null,
        TimeSpan tick = default
    )
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 31, 9, 0, 0, TimeSpan.Zero))
        {
            AutoAdvanceAmount = tick,
        };
        var clock = new SandboxClock(time);
        var server = await BusinessCentralServer.StartAsync(
            new SimulatorOptions { Clock = clock, DatabasePath = database },
            Stop
        );
        var desk = new BusinessCentralDesk(server, clock, new HttpClient());
        await desk.LogInAsync();
        var companies = (await desk.GetAsync("companies"))["value"]!.AsArray();
        desk.CompanyId = (string)companies.Single(x => (string)x!["name"]! is Company)!["id"]!;
        return desk;
    }

    public async Task LogInAsync()
    {
        var (status, token) = await LogInAsync("tieout", "rehearsal");
        Assert.Equal(200, status);
        Token = (string)token["access_token"]!;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public async Task<(int Status, JsonNode Body)> LogInAsync(
        string id,
        string secret,
        string scope = "https://api.businesscentral.dynamics.com/.default",
        string grant = "client_credentials"
    )
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = grant,
                ["client_id"] = id,
                ["client_secret"] = secret,
                ["scope"] = scope,
            }
        );
        var address = new Uri(Server.BaseAddress, "contoso/oauth2/v2.0/token");
        using var answer = await _http.PostAsync(address, form, Stop);
        return ((int)answer.StatusCode, (await ReadAsync(answer))!);
    }

    /// <summary>From the next request on, this goes wrong.</summary>
    public void Fail(string method, string path, FaultAction action, int from = 1, int times = 1) =>
        Server.Faults = new FaultProgramme(
            new FaultRule(new FaultMatch(method, path), from, times, action)
        );

    /// <summary>Reads below the service; what is relative to a company starts with a slash.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path);
        Assert.True(status == 200, $"{path}: {status} {body?.ToJsonString()}");
        return body!;
    }

    public async Task<JsonArray> ListAsync(string path) =>
        (await GetAsync(path))["value"]!.AsArray();

    public async Task<JsonNode> MakeAsync(string path, JsonObject body)
    {
        var (status, made) = await SendAsync(HttpMethod.Post, path, body);
        Assert.True(status == 201, $"{path}: {status} {made?.ToJsonString()}");
        return made!;
    }

    public async Task DoAsync(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Post, path, []);
        Assert.True(status == 204, $"{path}: {status} {body?.ToJsonString()}");
    }

    public async Task<(int Status, JsonNode? Body)> SendAsync(
        HttpMethod method,
        string path,
        JsonObject? body = null,
        string? ifMatch = null,
        string? prefer = null
    )
    {
        using var request = new HttpRequestMessage(method, AddressOf(path));
        if (body is not null)
        {
            request.Content = new StringContent(
                body.ToJsonString(),
                System.Text.Encoding.UTF8,
                "application/json"
            );
        }

        if (ifMatch is not null)
        {
            _ = request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (prefer is not null)
        {
            _ = request.Headers.TryAddWithoutValidation("Prefer", prefer);
        }

        using var answer = await _http.SendAsync(request, Stop);
        return ((int)answer.StatusCode, await ReadAsync(answer));
    }

    /// <summary>The refusal of a call, without its correlation id.</summary>
    public async Task<(int Status, string Code, string Message)> RefusalAsync(
        HttpMethod method,
        string path,
        JsonObject? body = null,
        string? ifMatch = null
    )
    {
        var (status, answer) = await SendAsync(method, path, body, ifMatch);
        var error = answer!["error"]!;
        var message = (string)error["message"]!;
        var end = message.IndexOf("  CorrelationId:  ", StringComparison.Ordinal);
        Assert.True(end > 0 && message.EndsWith('.'), message);
        return (status, (string)error["code"]!, message[..end]);
    }

    /// <summary>Does what people do in the client.</summary>
    public async Task<JsonNode> RehearseAsync(HttpMethod method, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(
            method,
            new Uri(Server.BaseAddress, $"rehearsal/{path}")
        );
        request.Content = new StringContent(body.ToJsonString());
        using var answer = await _http.SendAsync(request, Stop);
        var read = await ReadAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, read?.ToJsonString());
        return read!;
    }

    public Task<JsonNode> InCompanyAsync(HttpMethod method, string path, JsonObject body) =>
        RehearseAsync(method, $"companies/{Uri.EscapeDataString(Company)}/{path}", body);

    public Task AllowPostingAsync(string? from, string? to) =>
        InCompanyAsync(
            HttpMethod.Put,
            "posting-dates",
            new JsonObject { ["from"] = from, ["to"] = to }
        );

    public Task<JsonNode> CustomerAsync(string number = "C1", string name = "Adatum") =>
        MakeAsync("/customers", new JsonObject { ["number"] = number, ["displayName"] = name });

    /// <summary>A draft with one line for each amount, of account 40200 at 20 per cent.</summary>
    public Task<JsonNode> InvoiceAsync(string external, params decimal[] amounts) =>
        MakeAsync(
            "/salesInvoices",
            new JsonObject
            {
                ["customerNumber"] = "C1",
                ["externalDocumentNumber"] = external,
                ["salesInvoiceLines"] = Lines(amounts),
            }
        );

    public async Task<JsonNode> PostedAsync(string external, params decimal[] amounts)
    {
        var id = (string)(await InvoiceAsync(external, amounts))["id"]!;
        await DoAsync($"/salesInvoices({id})/Microsoft.NAV.post");
        return await GetAsync($"/salesInvoices({id})");
    }

    public static JsonArray Lines(params decimal[] amounts) =>
        new([
            .. amounts.Select(x =>
                (JsonNode)
                    new JsonObject
                    {
                        ["lineType"] = "Account",
                        ["lineObjectNumber"] = "40200",
                        ["quantity"] = 1,
                        ["unitPrice"] = x,
                        ["taxCode"] = "STANDARD",
                    }
            ),
        ]);

    /// <summary>A receipt is recorded by the API and posted by a person.</summary>
    public async Task PayAsync(JsonNode invoice, decimal amount)
    {
        var journals = await ListAsync("/customerPaymentJournals");
        await MakeAsync(
            $"/customerPaymentJournals({(string)journals[0]!["id"]!})/customerPayments",
            new JsonObject
            {
                ["customerNumber"] = (string)invoice["customerNumber"]!,
                ["amount"] = -amount,
                ["appliesToInvoiceId"] = (string)invoice["id"]!,
            }
        );
        await InCompanyAsync(HttpMethod.Post, "payment-journals/GENERAL/post", []);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    private Uri AddressOf(string path) =>
        path.StartsWith("http", StringComparison.Ordinal) ? new Uri(path)
        : path.StartsWith('/') ? new Uri(Service, $"companies({CompanyId}){path}")
        : new Uri(Service, path);

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        return text.Length > 0 && text[0] is '{' or '[' ? JsonNode.Parse(text) : null;
    }
}
