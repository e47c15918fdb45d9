using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Tieout.Domain.Canonical;
using Tieout.Sandbox.Ledgerworks;

namespace Tieout.Host.Demo;

/// <summary>The simulated ERP of the story, set up as its administrator would.</summary>
internal sealed class DemoLedger : IAsyncDisposable
{
    public const string ClientId = "tieout";
    public const string ClientSecret = "rehearsal";

    private readonly LedgerworksServer _server;

    private DemoLedger(LedgerworksServer server) => _server = server;

    public Uri Address => _server.BaseAddress;

    /// <summary>Starts it on its own file, and enters companies, tax codes and fiscal years.</summary>
    public static async Task<DemoLedger> StartAsync(
        DemoFolder folder,
        DemoOptions options,
        IEnumerable<CanonicalFact> masterData,
        CancellationToken cancellationToken
    )
    {
        var server = await LedgerworksServer.StartAsync(
            new LedgerworksServerOptions
            {
                DatabasePath = folder.LedgerDatabase,
                Port = options.LedgerPort,
                Seed = options.Seed,
                ClientId = ClientId,
                ClientSecret = ClientSecret,
            },
            cancellationToken
        );
        try
        {
            await SetUpAsync(server.BaseAddress, masterData, cancellationToken);
            return new DemoLedger(server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Customers pay what they would have paid by the end of a day.</summary>
    public void PayDue(LocalDate upTo) => _server.PayDue(upTo);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task SetUpAsync(
        Uri address,
        IEnumerable<CanonicalFact> masterData,
        CancellationToken cancellationToken
    )
    {
        using var http = new HttpClient { BaseAddress = address };
        var login = await http.PostAsJsonAsync(
            "token",
            new LedgerLogin(ClientId, ClientSecret),
            DemoJson.Default.LedgerLogin,
            cancellationToken
        );
        var token = await login
            .EnsureSuccessStatusCode()
            .Content.ReadFromJsonAsync(DemoJson.Default.LedgerToken, cancellationToken);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            token!.AccessToken
        );
        var facts = masterData.ToList();
        var taxRules = facts.OfType<TaxRule>().ToList();
        foreach (var entity in facts.OfType<LegalEntity>())
        {
            await SetUpAsync(http, entity, taxRules, cancellationToken);
        }
    }

    private static async Task SetUpAsync(
        HttpClient http,
        LegalEntity entity,
        IReadOnlyList<TaxRule> taxRules,
        CancellationToken cancellationToken
    )
    {
        var code = entity.Code.Value;
        await SendAsync(
            http,
            HttpMethod.Post,
            "companies",
            new LedgerCompany(code, entity.Name, entity.Country, entity.Currency.Code),
            DemoJson.Default.LedgerCompany,
            cancellationToken
        );
        foreach (var rule in taxRules)
        {
            await SendAsync(
                http,
                HttpMethod.Put,
                "tax-codes",
                new LedgerTaxCode(code, rule.Code.Value, rule.Category.ToString(), rule.Rate),
                DemoJson.Default.LedgerTaxCode,
                cancellationToken
            );
        }
        await SendAsync(
            http,
            HttpMethod.Post,
            "fiscal-years",
            new LedgerYear(code, DemoStory.FirstDay.Year),
            DemoJson.Default.LedgerYear,
            cancellationToken
        );
    }

    /// <summary>What is there already is as it should be: an earlier start made it.</summary>
    private static async Task SendAsync<T>(
        HttpClient http,
        HttpMethod method,
        string path,
        T body,
        JsonTypeInfo<T> form,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative))
        {
            Content = JsonContent.Create(body, form),
        };
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode is not HttpStatusCode.Conflict)
        {
            _ = response.EnsureSuccessStatusCode();
        }
    }
}
