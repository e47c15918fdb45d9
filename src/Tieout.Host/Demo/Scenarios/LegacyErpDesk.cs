using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.LegacyErp;
using Tieout.Sandbox.Serving;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>What the people of an ERP on premises do that takes and gives files.</summary>
internal sealed class LegacyErpDesk : IAsyncDisposable
{
    private const string Folder = "erp-files";

    private readonly RehearsalCaller _caller;

    private LegacyErpDesk(SimulatorServer server)
    {
        Server = server;
        _caller = new RehearsalCaller(server.BaseAddress);
    }

    public SimulatorServer Server { get; }

    [SuppressMessage(
        "Reliability",
        "CA2000:Dispose objects before losing scope",
        Justification = "The stage owns the desk, and the desk its server."
    )]
    public static async Task<LegacyErpDesk> OpenAsync(
        ScenarioStage stage,
        CancellationToken cancellationToken
    ) =>
        stage.Own(
            new LegacyErpDesk(
                await LegacyErpServer.StartAsync(
                    new SimulatorOptions
                    {
                        Clock = stage.SystemClock,
                        Exchange = new FileExchange
                        {
                            Folder = Path.Combine(stage.Root, Folder),
                            Format = "oracle",
                        },
                    },
                    cancellationToken
                )
            )
        );

    /// <summary>The job of the night: takes the files that lie there, posts, and acknowledges.</summary>
    public Task ImportAsync(CancellationToken cancellationToken) =>
        RehearseAsync("import", [], cancellationToken);

    /// <summary>A customer has paid; the receipts are extracted for the hub.</summary>
    public async Task ReceiveAsync(
        string reference,
        decimal amount,
        string receipt,
        CancellationToken cancellationToken
    )
    {
        await RehearseAsync(
            "receipts",
            new JsonObject
            {
                ["document"] = reference,
                ["amount"] = amount,
                ["action"] = "P",
                ["receipt"] = receipt,
            },
            cancellationToken
        );
        await RehearseAsync("extract", [], cancellationToken);
    }

    /// <summary>Its section of <c>hub.yaml</c>.</summary>
    public static string Section(string name, LegalEntityCode entity) =>
        $$"""
              {{name}}:
                kind: legacy-erp
                format: oracle
                folder: {{Folder}}
                companies: { {{entity}}: "2021" }
                ledgerCurrencies: { {{entity}}: GBP }
                referencePrefix: TO-
            """;

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await Server.DisposeAsync();
    }

    private Task<JsonNode?> RehearseAsync(
        string path,
        JsonObject body,
        CancellationToken cancellationToken
    ) => _caller.CallAsync(HttpMethod.Post, $"rehearsal/{path}", body, cancellationToken);
}
