using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Ledgerworks;

namespace Tieout.Connectors.Tests.Ledgerworks;

/// <summary>A clerk who works in Ledgerworks by its API, without the connector.</summary>
internal sealed class LedgerworksDesk : IDisposable
{
    private readonly HttpClient _http;

    private LedgerworksDesk(HttpClient http)
    {
        _http = http;
    }

    /// <summary>Opens company UK in GBP, 2026, with tax codes S20 and Z0.</summary>
    public static async Task<LedgerworksDesk> OpenAsync(
        LedgerworksServer server,
        CancellationToken cancellationToken
    )
    {
        var desk = await LogInAsync(server, cancellationToken);
        await desk.SendAsync(
            HttpMethod.Post,
            "companies",
            new
            {
                code = "UK",
                name = "Firm Ltd",
                country = "GB",
                currency = "GBP",
            },
            cancellationToken
        );
        await desk.SendAsync(
            HttpMethod.Post,
            "fiscal-years",
            new { company = "UK", year = 2026 },
            cancellationToken
        );
        await desk.SetTaxAsync("S20", "S", 20m, cancellationToken);
        await desk.SetTaxAsync("Z0", "Z", 0m, cancellationToken);
        return desk;
    }

    public static async Task<LedgerworksDesk> LogInAsync(
        LedgerworksServer server,
        CancellationToken cancellationToken
    )
    {
        var desk = new LedgerworksDesk(new HttpClient { BaseAddress = server.BaseAddress });
        await desk.LogInAsync(cancellationToken);
        return desk;
    }

    public async Task LogInAsync(CancellationToken cancellationToken)
    {
        var token = await SendAsync(
            HttpMethod.Post,
            "token",
            new { clientId = "tieout", clientSecret = "rehearsal" },
            cancellationToken
        );
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            (string?)token["accessToken"]
        );
    }

    /// <summary>Sends, and expects that it is done.</summary>
    public async Task<JsonNode> SendAsync(
        HttpMethod method,
        string path,
        object? body,
        CancellationToken cancellationToken
    )
    {
        var (status, answer) = await TryAsync(method, path, body, cancellationToken);
        Assert.True((int)status < 300, $"{method} {path}: {status} {answer}");
        return answer!;
    }

    public async Task<(HttpStatusCode Status, JsonNode? Answer)> TryAsync(
        HttpMethod method,
        string path,
        object? body,
        CancellationToken cancellationToken,
        string? etag = null
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        if (etag is not null)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(etag));
        }

        using var response = await _http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, body: null, cancellationToken);

    public Task<JsonNode> SetTaxAsync(
        string code,
        string category,
        decimal rate,
        CancellationToken cancellationToken
    ) =>
        SendAsync(
            HttpMethod.Put,
            "tax-codes",
            new
            {
                company = "UK",
                code,
                category,
                rate,
            },
            cancellationToken
        );

    public Task<JsonNode> AddCustomerAsync(string code, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post,
            "customers",
            new
            {
                company = "UK",
                code,
                name = "Contoso Ltd",
                country = "GB",
            },
            cancellationToken
        );

    /// <summary>Drafts an invoice of one line at 20 per cent, dated 15 March 2026.</summary>
    public async Task<long> DraftAsync(
        string reference,
        decimal amount,
        CancellationToken cancellationToken,
        string currency = "GBP"
    )
    {
        var draft = await SendAsync(
            HttpMethod.Post,
            "invoices",
            Body(reference, amount, currency),
            cancellationToken
        );
        return (long)draft["id"]!;
    }

    public static object Body(
        string reference,
        decimal amount,
        string currency = "GBP",
        long? refersTo = null
    ) =>
        new
        {
            company = "UK",
            type = refersTo is null ? "invoice" : "credit-note",
            customer = "C1",
            currency,
            invoiceDate = "2026-03-15",
            dueDate = "2026-04-14",
            reference,
            refersTo,
            lines = (object[])
                [
                    new
                    {
                        description = "Work",
                        quantity = 1,
                        amount,
                        taxCode = "S20",
                    },
                ],
        };

    public Task<JsonNode> PostAsync(long id, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"invoices/{id}/post", new { }, cancellationToken);

    public void Dispose() => _http.Dispose();
}
