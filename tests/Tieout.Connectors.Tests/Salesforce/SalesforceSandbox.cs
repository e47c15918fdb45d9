using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Salesforce;
using Tieout.Sandbox.Serving;

namespace Tieout.Connectors.Tests.Salesforce;

/// <summary>A simulated organisation and a plain HTTP client that is logged in.</summary>
public sealed class SalesforceSandbox : IAsyncDisposable
{
    public const string Root = "/services/data/v60.0";

    private readonly HttpClient _http = new();

    private SalesforceSandbox(SalesforceServer server, FakeTimeProvider time)
    {
        Server = server;
        Time = time;
        _http.BaseAddress = server.BaseAddress;
    }

    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public SalesforceServer Server { get; }

    /// <summary>The organisation's clock, which stands still until it is advanced.</summary>
    public FakeTimeProvider Time { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SalesforceSandbox> StartAsync(
        int dailyCalls = 15_000,
        string? publicKey = null,
        params string[] packages
    )
    {
        var time = new FakeTimeProvider(Start);
        var server = await SalesforceServer.StartAsync(
            new SalesforceOrgOptions
            {
                Clock = new SandboxClock(time),
                DailyCalls = dailyCalls,
                AssertionPublicKey = publicKey,
                Editions = ["Standard", .. packages],
            },
            Token
        );
        var sandbox = new SalesforceSandbox(server, time);
        await sandbox.LogInAsync();
        return sandbox;
    }

    public async Task<JsonObject> LogInAsync()
    {
        var answer = await AskForTokenAsync(
            ("grant_type", "client_credentials"),
            ("client_id", "tieout"),
            ("client_secret", "rehearsal")
        );
        var token = answer.Body!["access_token"]!.ToString();
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return answer.Body.AsObject();
    }

    public Task<SalesforceReply> AskForTokenAsync(params (string Name, string Value)[] form) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/services/oauth2/token")
            {
                Content = new FormUrlEncodedContent(
                    form.Select(x => KeyValuePair.Create(x.Name, x.Value))
                ),
            }
        );

    public Task<SalesforceReply> GetAsync(string path, params (string, string)[] headers) =>
        CallAsync(HttpMethod.Get, path, null, headers);

    public Task<SalesforceReply> PostAsync(string path, string json) =>
        CallAsync(HttpMethod.Post, path, json);

    public Task<SalesforceReply> PatchAsync(
        string path,
        string json,
        params (string, string)[] headers
    ) => CallAsync(HttpMethod.Patch, path, json, headers);

    public Task<SalesforceReply> DeleteAsync(string path) =>
        CallAsync(HttpMethod.Delete, path, null);

    /// <summary>Makes a record, which has to succeed.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> CreateAsync(string kind, string json)
    {
        var answer = await PostAsync($"/sobjects/{kind}", json);
        Assert.True(answer.Id is not null, answer.Body?.ToJsonString());
        return answer.Id!;
    }

    public Task<SalesforceReply> QueryAsync(string soql, string way = "query") =>
        GetAsync($"/{way}?q={Uri.EscapeDataString(soql)}");

    /// <summary>One column of what a query finds.</summary>
    public async Task<string?[]> ColumnAsync(string soql, string way = "query")
    {
        var answer = await QueryAsync(soql, way);
        var found = Assert.IsType<JsonObject>(answer.Body);
        return [.. found["records"]!.AsArray().Select(x => x!.AsObject().Last().Value?.ToString())];
    }

    /// <summary>A call with a path below the version, or from the root.</summary>
    public Task<SalesforceReply> CallAsync(
        HttpMethod method,
        string path,
        string? json,
        params (string Name, string Value)[] headers
    )
    {
        var whole = path.StartsWith("/services/", StringComparison.Ordinal) ? path : Root + path;
        var request = new HttpRequestMessage(method, whole);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return SendAsync(request);
    }

    /// <summary>Lets a fault hit the next calls with a path below the version.</summary>
    public void Fail(string method, string path, FaultAction action, int times = 1) =>
        Server.Faults = new FaultProgramme(
            new FaultRule(new FaultMatch(method, Root + path), 1, times, action)
        );

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    private async Task<SalesforceReply> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await _http.SendAsync(request, Token);
            var text = await answer.Content.ReadAsStringAsync(Token);
            var body =
                text.Length == 0 || answer.Content.Headers.ContentType?.MediaType is "text/xml"
                    ? null
                    : JsonNode.Parse(text);
            return new SalesforceReply(answer.StatusCode, body, answer.Headers);
        }
    }
}
