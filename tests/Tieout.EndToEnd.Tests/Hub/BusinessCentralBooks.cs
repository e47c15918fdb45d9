using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A simulated Business Central that keeps the books of a bench's British company.</summary>
internal sealed class BusinessCentralBooks : IAsyncDisposable
{
    private const string Company = "CRONUS UK Ltd.";

    private const string Service = "v2.0/contoso/production/api/v2.0/";

    private readonly HttpClient _http = new();
    private readonly SimulatorServer _server;

    private BusinessCentralBooks(SimulatorServer server) => _server = server;

    /// <summary>Its accounts of the British company, in place of the bench's.</summary>
    public static IEnumerable<CanonicalFact> Accounts =>
        [
            Account(AccountRole.Revenue, "40200"),
            Account(AccountRole.AccountsReceivable, "10400"),
            Account(AccountRole.TaxPayable, "20400"),
            Account(AccountRole.ContractLiability, "20600"),
        ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts one, and sends the bench's hub there with what is British from now on.</summary>
    public static async Task<BusinessCentralBooks> StartAsync(HubBench bench)
    {
        var server = await SimulatedSystems
            .All.Single(x => x.Name is "business-central")
            .StartAsync(new SimulatorOptions(), Cancellation);
        var text = await File.ReadAllTextAsync(bench.ConfigFile, Cancellation);
        await File.WriteAllTextAsync(
            bench.ConfigFile,
            text.Replace(
                    "systems:",
                    $$"""
                    systems:
                      erp:
                        kind: business-central
                        address: {{server.BaseAddress}}{{Service}}
                        tokenAddress: {{server.BaseAddress}}contoso/oauth2/v2.0/token
                        clientId: tieout
                        clientSecret: file:secret
                        companies: { UK: {{Company}} }
                        taxes: { S20: STANDARD }
                        projects: true
                    """,
                    StringComparison.Ordinal
                )
                .Replace("default: ledger", "default: ledger, UK: erp", StringComparison.Ordinal),
            Cancellation
        );
        return new BusinessCentralBooks(server);
    }

    /// <summary>Loses the answer to the next posting.</summary>
    public void LosePosting() => Break(new FaultAction.CommitThenDrop());

    /// <summary>Posts at once what comes next, and answers when nobody waits any more.</summary>
    public void HoldBackPosting() => Break(new FaultAction.AnswerLate(60_000));

    /// <summary>Returns once a posting was hit, while somebody is there to send it.</summary>
    public async Task HitAsync(Action stands)
    {
        while (_server.Faults.Hits == 0)
        {
            await Task.Delay(20, Cancellation);
            stands();
        }
    }

    private void Break(FaultAction fault) =>
        _server.Faults = new FaultProgramme(
            new FaultRule(
                new FaultMatch("POST", "/v2.0/*/*/api/v2.0/*/*/Microsoft.NAV.post"),
                From: 1,
                Times: 1,
                fault
            )
        );

    /// <summary>Days from one to another take postings, as the controller says; no limit when none.</summary>
    public async Task AllowPostingAsync(string? from, string? to)
    {
        using var answer = await _http.PutAsJsonAsync(
            new Uri(
                _server.BaseAddress,
                $"rehearsal/companies/{Uri.EscapeDataString(Company)}/posting-dates"
            ),
            new { from, to },
            Cancellation
        );
        Assert.True(answer.IsSuccessStatusCode, answer.ToString());
    }

    /// <summary>The records of a set of the company, as the service tells them.</summary>
    public async Task<JsonArray> ListAsync(string set)
    {
        await LogInAsync();
        var companies = await GetAsync("companies");
        var company = companies.Single(x => (string)x!["name"]! is Company)!["id"];
        return await GetAsync($"companies({company})/{set}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private static AccountMapping Account(AccountRole role, string account) =>
        new(LegalEntityCode.Parse("UK"), role, 2, account);

    private async Task<JsonArray> GetAsync(string path)
    {
        var answer = await _http.GetFromJsonAsync<JsonNode>(
            new Uri(_server.BaseAddress, Service + path),
            Cancellation
        );
        return answer!["value"]!.AsArray();
    }

    private async Task LogInAsync()
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = "tieout",
                ["client_secret"] = "rehearsal",
                ["scope"] = "https://api.businesscentral.dynamics.com/.default",
            }
        );
        using var answer = await _http.PostAsync(
            new Uri(_server.BaseAddress, "contoso/oauth2/v2.0/token"),
            form,
            Cancellation
        );
        var token = await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            (string)token!["access_token"]!
        );
    }
}
