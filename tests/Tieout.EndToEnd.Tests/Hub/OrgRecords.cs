using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>What people do in a simulated Salesforce organisation: each call has to succeed.</summary>
internal sealed class OrgRecords : IDisposable
{
    private const string Root = "services/data/v60.0";

    private readonly HttpClient _http;

    private OrgRecords(HttpClient http) => _http = http;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<OrgRecords> OpenAsync(SalesforceServer org) =>
        new(await RehearsalLogin.OpenAsync(org.BaseAddress, "services/oauth2/token"));

    /// <summary>Makes a record.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> CreateAsync(string kind, string json) =>
        (string)(await SendAsync(HttpMethod.Post, $"sobjects/{kind}", json))!["id"]!;

    /// <summary>Changes fields of a record: <c>Account/001…</c>.</summary>
    public Task ChangeAsync(string record, string json) =>
        SendAsync(HttpMethod.Patch, $"sobjects/{record}", json);

    /// <summary>Puts a record into the bin.</summary>
    public Task DeleteAsync(string record) =>
        SendAsync(HttpMethod.Delete, $"sobjects/{record}", json: null);

    public async Task<IReadOnlyList<JsonNode>> FindAsync(string soql)
    {
        var found = await SendAsync(
            HttpMethod.Get,
            $"query?q={Uri.EscapeDataString(soql)}",
            json: null
        );
        return [.. found!["records"]!.AsArray().OfType<JsonNode>()];
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, string? json)
    {
        using var request = new HttpRequestMessage(
            method,
            new Uri($"{Root}/{path}", UriKind.Relative)
        );
        request.Content = json is null
            ? null
            : new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(
            response.IsSuccessStatusCode,
            string.Create(CultureInfo.InvariantCulture, $"{path}: {body}")
        );
        return body.Length == 0 ? null : JsonNode.Parse(body);
    }
}
