using System.Text.Json.Nodes;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Serving;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>What finance does in Business Central, and what it sees there.</summary>
internal sealed class FinanceDesk : SystemDesk
{
    public const string Uk = "CRONUS UK Ltd.";
    public const string Us = "CRONUS USA, Inc.";
    private const string Service = "v2.0/northbridge/production/api/v2.0/";
    private const string Login = "northbridge/oauth2/v2.0/token";

    private readonly string _name;
    private string _company = string.Empty;

    private FinanceDesk(SimulatorServer server, string company)
        : base(server, Login, "https://api.businesscentral.dynamics.com/.default") =>
        _name = company;

    /// <summary>The call that posts a document, as a fault programme names it.</summary>
    public static string Posting => $"/{Service}*/*/Microsoft.NAV.post";

    /// <summary>The accounts of both companies' charts that a firm needs.</summary>
    public static IEnumerable<AccountMapping> Chart(LegalEntityCode entity)
    {
        (AccountRole Role, string Account)[] chart =
        [
            (AccountRole.Cash, "10100"),
            (AccountRole.AccountsReceivable, "10400"),
            (AccountRole.TaxPayable, "20400"),
            (AccountRole.Revenue, "40200"),
        ];
        return chart.Select(x => new AccountMapping(entity, x.Role, 1, x.Account));
    }

    public static async Task<FinanceDesk> OpenAsync(
        ScenarioStage stage,
        string company,
        CancellationToken cancellationToken
    )
    {
        var desk = await stage.OpenAsync(
            "business-central",
            x => new FinanceDesk(x, company),
            cancellationToken
        );
        var companies = await desk.ListAsync($"{Service}companies", cancellationToken);
        var own = companies.Single(x =>
            company.Equals((string)x["name"]!, StringComparison.Ordinal)
        );
        desk._company = $"{Service}companies({(string)own["id"]!})";
        return desk;
    }

    /// <summary>Customers pay all that is open of their invoices; the receipts are posted.</summary>
    public Task CollectAsync(CancellationToken cancellationToken) =>
        CollectAsync(decimal.MaxValue, cancellationToken);

    /// <summary>The same, at most so much of each invoice.</summary>
    public async Task CollectAsync(decimal most, CancellationToken cancellationToken)
    {
        var journals = await ListAsync($"{_company}/customerPaymentJournals", cancellationToken);
        var journal = journals[0];
        foreach (var invoice in await ListAsync($"{_company}/salesInvoices", cancellationToken))
        {
            if (
                (string)invoice["status"]! is "Open"
                && (decimal)invoice["remainingAmount"]! is > 0m and var open
            )
            {
                _ = await Caller.CallAsync(
                    HttpMethod.Post,
                    $"{_company}/customerPaymentJournals({(string)journal["id"]!})/customerPayments",
                    new JsonObject
                    {
                        ["customerNumber"] = (string)invoice["customerNumber"]!,
                        ["amount"] = -Math.Min(open, most),
                        ["appliesToInvoiceId"] = (string)invoice["id"]!,
                    },
                    cancellationToken
                );
            }
        }

        await InCompanyAsync(
            HttpMethod.Post,
            $"payment-journals/{(string)journal["code"]!}/post",
            [],
            cancellationToken
        );
    }

    /// <summary>Makes a customer liable for sales tax, which one that the API made is not.</summary>
    public async Task MakeLiableForTaxAsync(string customer, CancellationToken cancellationToken)
    {
        var found = await ListAsync($"{_company}/customers", cancellationToken);
        var record = found.Single(x =>
            customer.Equals((string)x["number"]!, StringComparison.Ordinal)
        );
        _ = await Caller.CallAsync(
            HttpMethod.Patch,
            $"{_company}/customers({(string)record["id"]!})",
            new JsonObject { ["taxLiable"] = true },
            cancellationToken,
            ifMatch: (string)record["@odata.etag"]!
        );
    }

    /// <summary>Sets the first day that may be posted to.</summary>
    public Task AllowPostingFromAsync(LocalDate? day, CancellationToken cancellationToken) =>
        InCompanyAsync(
            HttpMethod.Put,
            "posting-dates",
            new JsonObject
            {
                ["from"] = day is { } first ? $"{first:uuuu-MM-dd}" : null,
                ["to"] = null,
            },
            cancellationToken
        );

    /// <summary>Its section of <c>hub.yaml</c>.</summary>
    /// <param name="entity">Whose books the company is.</param>
    /// <param name="taxes">Tax code and tax group, as YAML has them.</param>
    public string Section(LegalEntityCode entity, string taxes) =>
        $$"""
              erp:
                kind: business-central
                address: {{new Uri(Server.BaseAddress, Service)}}
                tokenAddress: {{new Uri(Server.BaseAddress, Login)}}
                clientId: tieout
                clientSecret: file:rehearsal.secret
                companies: { {{entity}}: "{{_name}}" }
                taxes: { {{taxes}} }
                referencePrefix: TO-
                maximumServerRunTime: 1s
            """;

    /// <summary>What no call of the API does: what people do in the client.</summary>
    private async Task InCompanyAsync(
        HttpMethod method,
        string path,
        JsonObject body,
        CancellationToken cancellationToken
    ) =>
        _ = await Caller.CallAsync(
            method,
            $"rehearsal/companies/{Uri.EscapeDataString(_name)}/{path}",
            body,
            cancellationToken
        );

    private async Task<IReadOnlyList<JsonObject>> ListAsync(
        string path,
        CancellationToken cancellationToken
    )
    {
        var answer = await Caller.CallAsync(HttpMethod.Get, path, null, cancellationToken);
        return [.. answer!["value"]!.AsArray().Select(x => x!.AsObject())];
    }
}
