using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.NetSuite;
using Tieout.Sandbox.Serving;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>A simulated NetSuite account of its own, and a caller with a token of OAuth 2.0.</summary>
internal sealed class NetSuiteDesk : IAsyncDisposable
{
    public const string Records = "services/rest/record/v1/";
    public const string TokenPath = "services/rest/auth/oauth2/v1/token";

    private readonly HttpClient _http;

    private NetSuiteDesk(SimulatorServer server, SandboxClock clock, ECDsa key)
    {
        Server = server;
        Clock = clock;
        Key = key;
        _http = new HttpClient { BaseAddress = server.BaseAddress };
    }

    public SimulatorServer Server { get; }

    public SandboxClock Clock { get; }

    /// <summary>Signs for the certificate that was uploaded.</summary>
    public ECDsa Key { get; }

    public string CertificateId { get; private set; } = string.Empty;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts one with its clock on 31 March 2026, 9:00 UTC, or on the machine's.</summary>
    /// <param name="tick">How much time passes whenever somebody looks at the clock.</param>
    public static async Task<NetSuiteDesk> OpenAsync(
        string? database = null,
        TimeSpan tick = default,
        bool isRealTime = false
    )
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 31, 9, 0, 0, TimeSpan.Zero))
        {
            AutoAdvanceAmount = tick,
        };
        var clock = new SandboxClock(isRealTime ? TimeProvider.System : time);
        var server = await NetSuiteServer.StartAsync(
            new SimulatorOptions { Clock = clock, DatabasePath = database },
            Stop
        );
        var desk = new NetSuiteDesk(server, clock, ECDsa.Create(ECCurve.NamedCurves.nistP256));
        desk.CertificateId = await desk.UploadAsync(desk.Key.ExportSubjectPublicKeyInfoPem());
        await desk.LogInAsync();
        return desk;
    }

    public async Task<string> UploadAsync(string pem)
    {
        var body = new JsonObject { ["pem"] = pem };
        return (string)(await RehearseAsync(HttpMethod.Post, "certificates", body))["id"]!;
    }

    public async Task LogInAsync()
    {
        var answer = await AskTokenAsync(Assertion("ES256", CertificateId, Sign));
        Assert.Equal(200, answer.Status);
        var token = (string)answer.Body!["access_token"]!;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public byte[] Sign(byte[] text) => Key.SignData(text, HashAlgorithmName.SHA256);

    /// <summary>A JWT as a client of the account makes it.</summary>
    public string Assertion(
        string algorithm,
        string certificate,
        Func<byte[], byte[]> sign,
        Action<JsonObject>? change = null
    )
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = "tieout",
            ["scope"] = new JsonArray("restlets", "rest_webservices"),
            ["aud"] = new Uri(Server.BaseAddress, TokenPath).ToString(),
            ["iat"] = now,
            ["exp"] = now + 3600,
        };
        change?.Invoke(claims);
        var header = new JsonObject
        {
            ["typ"] = "JWT",
            ["alg"] = algorithm,
            ["kid"] = certificate,
        };
        var text = $"{Base64(header)}.{Base64(claims)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    public async Task<NetSuiteReply> AskTokenAsync(string assertion)
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["client_assertion_type"] =
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = assertion,
            }
        );
        using var answer = await _http.PostAsync(new Uri(TokenPath, UriKind.Relative), form, Stop);
        return await NetSuiteReply.OfAsync(answer, Stop);
    }

    /// <summary>Calls the record service.</summary>
    /// <param name="headers">In pairs of name and value.</param>
    public async Task<NetSuiteReply> SendAsync(
        HttpMethod method,
        string path,
        JsonObject? body = null,
        params IReadOnlyList<string> headers
    )
    {
        using var request = new HttpRequestMessage(
            method,
            new Uri(
                path.StartsWith("services/", StringComparison.Ordinal) ? path : Records + path,
                UriKind.Relative
            )
        );
        for (var i = 0; i < headers.Count; i += 2)
        {
            request.Headers.Add(headers[i], headers[i + 1]);
        }

        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await _http.SendAsync(request, Stop);
        return await NetSuiteReply.OfAsync(answer, Stop);
    }

    public async Task<JsonObject> GetAsync(string path)
    {
        var answer = await SendAsync(HttpMethod.Get, path);
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Body!.AsObject();
    }

    /// <summary>Makes a record, and tells its id.</summary>
    public async Task<string> MakeAsync(string type, JsonObject body)
    {
        var answer = await SendAsync(HttpMethod.Post, type, body);
        Assert.True(answer.Status == 204, answer.ToString());
        return answer.Location!.Split('/')[^1];
    }

    /// <summary>Makes what must be refused, and tells how.</summary>
    public async Task<(int Status, string Code, string Detail)> RefusalAsync(
        HttpMethod method,
        string path,
        JsonObject? body = null,
        params IReadOnlyList<string> headers
    ) => (await SendAsync(method, path, body, headers)).Refusal;

    public Task<NetSuiteReply> QueryAsync(string query, string page = "") =>
        SendAsync(
            HttpMethod.Post,
            $"services/rest/query/v1/suiteql{page}",
            new JsonObject { ["q"] = query },
            "Prefer",
            "transient"
        );

    public async Task<IReadOnlyList<JsonObject>> RowsAsync(string query)
    {
        var answer = await QueryAsync(query);
        Assert.True(answer.Status == 200, answer.ToString());
        return [.. answer.Body!["items"]!.AsArray().Select(x => x!.AsObject())];
    }

    public async Task<JsonObject> RehearseAsync(
        HttpMethod method,
        string path,
        JsonObject? body = null
    )
    {
        using var request = new HttpRequestMessage(
            method,
            new Uri($"rehearsal/{path}", UriKind.Relative)
        );
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await _http.SendAsync(request, Stop);
        var reply = await NetSuiteReply.OfAsync(answer, Stop);
        Assert.True(reply.Status == 200, reply.ToString());
        return reply.Body!.AsObject();
    }

    public Task PreferAsync(string name, JsonNode value) =>
        RehearseAsync(HttpMethod.Put, "preferences", new JsonObject { [name] = value });

    public Task SetPeriodAsync(string name, string what, bool isSo) =>
        RehearseAsync(
            HttpMethod.Put,
            $"periods/{Uri.EscapeDataString(name)}",
            new JsonObject { [what] = isSo }
        );

    public Task<string> CustomerAsync(string externalId = "C1", string subsidiary = "1") =>
        MakeAsync(
            "customer",
            new JsonObject
            {
                ["externalId"] = externalId,
                ["companyName"] = $"Contoso {externalId}",
                ["subsidiary"] = Ref(subsidiary),
            }
        );

    /// <summary>The body of an invoice that is approved at once, dated 31 March 2026, VAT at 20 %.</summary>
    public static JsonObject Invoice(string customer, params IReadOnlyList<decimal> amounts) =>
        new()
        {
            ["entity"] = Ref(customer),
            ["tranDate"] = "2026-03-31",
            ["approvalStatus"] = Ref("2"),
            ["item"] = Lines(amounts),
        };

    public static JsonObject Lines(params IReadOnlyList<decimal> amounts) =>
        new()
        {
            ["items"] = new JsonArray([
                .. amounts.Select(x =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["item"] = Ref("10"),
                            ["amount"] = x,
                            ["taxCode"] = Ref("5"),
                        }
                ),
            ]),
        };

    public static JsonObject Ref(string id) => new() { ["id"] = id };

    public static JsonObject Apply(string invoice, decimal? amount = null) =>
        new()
        {
            ["items"] = new JsonArray(
                new JsonObject
                {
                    ["doc"] = Ref(invoice),
                    ["apply"] = true,
                    ["amount"] = amount,
                }
            ),
        };

    public Task<string> PayAsync(
        string customer,
        string invoice,
        decimal amount,
        string date = "2026-03-31"
    ) =>
        MakeAsync(
            "customerPayment",
            new JsonObject
            {
                ["customer"] = Ref(customer),
                ["tranDate"] = date,
                ["payment"] = amount,
                ["apply"] = Apply(invoice, amount),
            }
        );

    public void Fail(string method, string path, FaultAction action, int from = 1, int times = 1) =>
        Server.Faults = new FaultProgramme(
            new FaultRule(new FaultMatch(method, path), from, times, action)
        );

    public static string Text(JsonNode? node) =>
        node?.ToString() ?? string.Create(CultureInfo.InvariantCulture, $"none");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Key.Dispose();
        await Server.DisposeAsync();
    }

    private static string Base64(JsonObject part) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
