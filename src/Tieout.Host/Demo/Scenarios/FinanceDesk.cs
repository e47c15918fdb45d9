using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.BusinessCentral;
using Tieout.Sandbox.Serving;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>What finance does in Business Central, and what it sees there.</summary>
internal sealed class FinanceDesk : IAsyncDisposable
{
    public const string Company = "CRONUS UK Ltd.";
    public const string Service = "v2.0/northbridge/production/api/v2.0/";
    public const string Login = "northbridge/oauth2/v2.0/token";

    private readonly RehearsalCaller _caller;
    private string _company = string.Empty;

    private FinanceDesk(SimulatorServer server)
    {
        Server = server;
        _caller = new RehearsalCaller(
            server.BaseAddress,
            Login,
            "https://api.businesscentral.dynamics.com/.default"
        );
    }

    public SimulatorServer Server { get; }

    [SuppressMessage(
        "Reliability",
        "CA2000:Dispose objects before losing scope",
        Justification = "The stage owns the desk, and the desk its server."
    )]
    public static async Task<FinanceDesk> OpenAsync(
        ScenarioStage stage,
        CancellationToken cancellationToken
    )
    {
        var desk = stage.Own(
            new FinanceDesk(
                await BusinessCentralServer.StartAsync(
                    new SimulatorOptions { Clock = stage.SystemClock },
                    cancellationToken
                )
            )
        );
        var companies = await desk.ListAsync($"{Service}companies", cancellationToken);
        var own = companies.Single(x => (string)x["name"]! is Company);
        desk._company = $"{Service}companies({(string)own["id"]!})";
        return desk;
    }

    /// <summary>Customers pay what is open of their invoices; the receipts are posted.</summary>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        var journals = await ListAsync($"{_company}/customerPaymentJournals", cancellationToken);
        var journal = journals[0];
        foreach (var invoice in await ListAsync($"{_company}/salesInvoices", cancellationToken))
        {
            if ((decimal)invoice["remainingAmount"]! is > 0m and var open)
            {
                _ = await _caller.CallAsync(
                    HttpMethod.Post,
                    $"{_company}/customerPaymentJournals({(string)journal["id"]!})/customerPayments",
                    new JsonObject
                    {
                        ["customerNumber"] = (string)invoice["customerNumber"]!,
                        ["amount"] = -open,
                        ["appliesToInvoiceId"] = (string)invoice["id"]!,
                    },
                    cancellationToken
                );
            }
        }

        _ = await _caller.CallAsync(
            HttpMethod.Post,
            string.Create(
                CultureInfo.InvariantCulture,
                $"rehearsal/companies/{Uri.EscapeDataString(Company)}/payment-journals/{(string)journal["code"]!}/post"
            ),
            new JsonObject(),
            cancellationToken
        );
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await Server.DisposeAsync();
    }

    private async Task<IReadOnlyList<JsonObject>> ListAsync(
        string path,
        CancellationToken cancellationToken
    )
    {
        var answer = await _caller.CallAsync(HttpMethod.Get, path, null, cancellationToken);
        return [.. answer!["value"]!.AsArray().Select(x => x!.AsObject())];
    }
}
