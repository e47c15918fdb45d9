using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Ledgerworks;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Somebody in accounting who works in Ledgerworks by its API.</summary>
internal sealed class Clerk : IDisposable
{
    private readonly HttpClient _http;

    private Clerk(HttpClient http) => _http = http;

    /// <summary>Opens the books of a small firm: UK with S20 and DE with S19, the year 2026.</summary>
    public static async Task<Clerk> OpenBooksAsync(
        LedgerworksServer server,
        CancellationToken cancellationToken
    )
    {
        var clerk = await LogInAsync(server, cancellationToken);
        await clerk.OpenCompanyAsync("UK", "GB", "GBP", "S20", 20m, cancellationToken);
        await clerk.OpenCompanyAsync("DE", "DE", "EUR", "S19", 19m, cancellationToken);
        return clerk;
    }

    public static async Task<Clerk> LogInAsync(
        LedgerworksServer server,
        CancellationToken cancellationToken
    )
    {
        var http = new HttpClient { BaseAddress = server.BaseAddress };
        var clerk = new Clerk(http);
        var token = await clerk.SendAsync(
            HttpMethod.Post,
            "token",
            new { clientId = "tieout", clientSecret = "rehearsal" },
            cancellationToken
        );
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            (string?)token["accessToken"]
        );
        return clerk;
    }

    public Task SetPeriodAsync(
        string company,
        string period,
        string action,
        CancellationToken cancellationToken
    ) =>
        SendAsync(
            HttpMethod.Post,
            $"periods/{period}/{action}?company={company}",
            new { },
            cancellationToken
        );

    /// <summary>All documents, oldest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> DocumentsAsync(CancellationToken cancellationToken)
    {
        var page = await GetAsync("invoices?limit=100", cancellationToken);
        Assert.Null(page["next"]);
        return [.. page["items"]!.AsArray().Select(x => x!)];
    }

    /// <summary>The codes of all customers, of whichever company.</summary>
    public async Task<IReadOnlyList<string>> CustomersAsync(CancellationToken cancellationToken)
    {
        var page = await GetAsync("customers?limit=100", cancellationToken);
        return
        [
            .. page["items"]!
                .AsArray()
                .Select(x => (string)x!["code"]!)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>Company, account, currency, debit and credit; accounts without entries left out.
    /// </summary>
    public async Task<IReadOnlyList<string>> TrialBalanceAsync(
        string company,
        CancellationToken cancellationToken
    )
    {
        var answer = await GetAsync($"trial-balance?company={company}", cancellationToken);
        var rows = answer as JsonArray ?? answer["items"]!.AsArray();
        return
        [
            .. rows.Select(row =>
                    (
                        Account: $"{company} {row!["account"]} {row["currency"]}",
                        Debit: row["debit"]!.GetValue<decimal>(),
                        Credit: row["credit"]!.GetValue<decimal>()
                    )
                )
                .Where(row => row.Debit != 0m || row.Credit != 0m)
                .Select(row =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{row.Account} {row.Debit:0.00} {row.Credit:0.00}"
                    )
                ),
        ];
    }

    public Task PayAsync(
        JsonNode invoice,
        decimal amount,
        string date,
        CancellationToken cancellationToken
    ) =>
        SendAsync(
            HttpMethod.Post,
            "payments",
            new
            {
                invoice = invoice["id"]!.GetValue<long>(),
                amount,
                valueDate = date,
                text = "Transfer",
            },
            cancellationToken
        );

    /// <summary>Enters an invoice by hand and posts it.</summary>
    public async Task EnterAsync(
        string reference,
        string customer,
        decimal amount,
        CancellationToken cancellationToken
    )
    {
        var entered = await SendAsync(
            HttpMethod.Post,
            "invoices",
            new
            {
                company = "UK",
                type = "invoice",
                customer,
                currency = "GBP",
                invoiceDate = "2026-10-31",
                dueDate = "2026-11-30",
                reference,
                lines = new[]
                {
                    new
                    {
                        description = "By hand",
                        quantity = 1m,
                        taxCode = "S20",
                        amount,
                    },
                },
            },
            cancellationToken
        );
        await SendAsync(
            HttpMethod.Post,
            $"invoices/{entered["id"]}/post",
            new { date = "2026-10-31" },
            cancellationToken
        );
    }

    public Task VoidAsync(JsonNode invoice, string date, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post,
            $"invoices/{invoice["id"]}/void",
            new { date, reason = "Wrong customer" },
            cancellationToken
        );

    public Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, body: null, cancellationToken);

    /// <summary>What a tax code of a company means from now on.</summary>
    public Task SetTaxAsync(
        string company,
        string code,
        string category,
        decimal rate,
        CancellationToken cancellationToken
    )
    {
        var taxCode = new
        {
            company,
            code,
            category,
            rate,
        };
        return SendAsync(HttpMethod.Put, "tax-codes", taxCode, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task OpenCompanyAsync(
        string code,
        string country,
        string currency,
        string tax,
        decimal rate,
        CancellationToken cancellationToken
    )
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Firm {code}");
        var company = new
        {
            code,
            name,
            country,
            currency,
        };
        await SendAsync(HttpMethod.Post, "companies", company, cancellationToken);
        var year = new { company = code, year = 2026 };
        await SendAsync(HttpMethod.Post, "fiscal-years", year, cancellationToken);
        await SetTaxAsync(code, tax, "S", rate, cancellationToken);
        await AddAccountAsync(code, "1150", "Retention receivable", "asset", cancellationToken);
        await AddAccountAsync(code, "2410", "Customer deposits", "liability", cancellationToken);
    }

    private Task<JsonNode> AddAccountAsync(
        string company,
        string code,
        string name,
        string type,
        CancellationToken cancellationToken
    ) =>
        SendAsync(
            HttpMethod.Post,
            "accounts",
            new
            {
                company,
                code,
                name,
                type,
            },
            cancellationToken
        );

    private async Task<JsonNode> SendAsync(
        HttpMethod method,
        string path,
        object? body,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await _http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {response.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
