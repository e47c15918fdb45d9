using System.Text.Json.Nodes;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Serving;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>What the people of an ERP on premises do that takes and gives files.</summary>
internal sealed class LegacyErpDesk : SystemDesk
{
    private const string Folder = "erp-files";

    private LegacyErpDesk(SimulatorServer server)
        : base(server) { }

    public static Task<LegacyErpDesk> OpenAsync(
        ScenarioStage stage,
        CancellationToken cancellationToken
    ) =>
        stage.OpenAsync(
            "legacy-erp",
            x => new LegacyErpDesk(x),
            cancellationToken,
            new FileExchange { Folder = Path.Combine(stage.Root, Folder), Format = "oracle" }
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

    private Task<JsonNode?> RehearseAsync(
        string path,
        JsonObject body,
        CancellationToken cancellationToken
    ) => Caller.CallAsync(HttpMethod.Post, $"rehearsal/{path}", body, cancellationToken);
}
