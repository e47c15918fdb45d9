using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Serving;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>What finance does in NetSuite.</summary>
internal sealed class NetSuiteDesk : SystemDesk
{
    private const string Records = "services/rest/record/v1";
    private const string Token = "services/rest/auth/oauth2/v1/token";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly TimeProvider _clock;
    private string _certificate = string.Empty;

    private NetSuiteDesk(SimulatorServer server, TimeProvider clock)
        : base(server) => _clock = clock;

    /// <summary>The parent's subsidiary, which is there from the start.</summary>
    public static string Parent => "1";

    public static async Task<NetSuiteDesk> OpenAsync(
        ScenarioStage stage,
        CancellationToken cancellationToken
    )
    {
        var desk = await stage.OpenAsync(
            "netsuite",
            x => new NetSuiteDesk(x, stage.SystemClock),
            cancellationToken
        );
        var uploaded = await desk.Caller.CallAsync(
            HttpMethod.Post,
            "rehearsal/certificates",
            new JsonObject { ["pem"] = desk._key.ExportSubjectPublicKeyInfoPem() },
            cancellationToken
        );
        desk._certificate = uploaded!["id"]!.ToString();
        return desk;
    }

    /// <summary>A subsidiary of the parent's, in its currency.</summary>
    /// <returns>Its internal id.</returns>
    public async Task<string> FoundAsync(string name, CancellationToken cancellationToken)
    {
        var made = await Caller.CallAsync(
            HttpMethod.Post,
            "rehearsal/set-up/subsidiary",
            new JsonObject
            {
                ["name"] = name,
                ["currency"] = new JsonObject { ["id"] = "1" },
            },
            cancellationToken
        );
        return made!["id"]!.ToString();
    }

    /// <summary>Customers pay all that is open of their invoices.</summary>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        using var caller = await LogInAsync(cancellationToken);
        var listed = await caller.CallAsync(
            HttpMethod.Get,
            $"{Records}/invoice?limit=1000",
            body: null,
            cancellationToken
        );
        foreach (var id in listed!["items"]!.AsArray().Select(x => x!["id"]!.ToString()))
        {
            var invoice = await caller.CallAsync(
                HttpMethod.Get,
                $"{Records}/invoice/{id}",
                body: null,
                cancellationToken
            );
            if ((decimal?)invoice!["amountRemaining"] is > 0m and var open)
            {
                await PayAsync(caller, invoice, id, open, cancellationToken);
            }
        }
    }

    /// <summary>Its section of <c>hub.yaml</c>.</summary>
    /// <param name="companies">Legal entities and their subsidiaries.</param>
    public string Section(params IReadOnlyList<(LegalEntityCode Entity, string Id)> companies) =>
        $$"""
              erp:
                kind: netsuite
                address: {{Server.BaseAddress}}
                account: TIEOUT_SB1
                consumerKey: tieout
                consumerSecret: file:rehearsal.secret
                tokenId: tieout-token
                tokenSecret: file:rehearsal-token.secret
                companies: { {{string.Join(
                ", ",
                companies.Select(x => $"{x.Entity}: \"{x.Id}\"")
            )}} }
                items: { "4000": "10" }
                taxes: { S20: "5" }
                referencePrefix: TO-
                maximumServerRunTime: 1s
            """;

    public override ValueTask DisposeAsync()
    {
        _key.Dispose();
        return base.DisposeAsync();
    }

    private static async Task PayAsync(
        RehearsalCaller caller,
        JsonNode invoice,
        string id,
        decimal amount,
        CancellationToken cancellationToken
    ) =>
        _ = await caller.CallAsync(
            HttpMethod.Post,
            $"{Records}/customerPayment",
            new JsonObject
            {
                ["customer"] = new JsonObject { ["id"] = invoice["entity"]!["id"]!.ToString() },
                ["subsidiary"] = new JsonObject
                {
                    ["id"] = invoice["subsidiary"]!["id"]!.ToString(),
                },
                ["payment"] = amount,
                ["apply"] = new JsonObject
                {
                    ["items"] = new JsonArray(
                        new JsonObject
                        {
                            ["doc"] = new JsonObject { ["id"] = id },
                            ["apply"] = true,
                            ["amount"] = amount,
                        }
                    ),
                },
            },
            cancellationToken
        );

    /// <summary>For an hour, by a certificate as NetSuite wants it of machines.</summary>
    private async Task<RehearsalCaller> LogInAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        var head = new JsonObject
        {
            ["typ"] = "JWT",
            ["alg"] = "ES256",
            ["kid"] = _certificate,
        };
        var claims = new JsonObject
        {
            ["iss"] = "tieout",
            ["scope"] = new JsonArray("rest_webservices"),
            ["aud"] = new Uri(Server.BaseAddress, Token).ToString(),
            ["iat"] = now,
            ["exp"] = now + 300,
        };
        var text = $"{Base64(head)}.{Base64(claims)}";
        var proof = _key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256);
        var token = await Caller.AskTokenAsync(
            Token,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["client_assertion_type"] =
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = $"{text}.{Base64Url.EncodeToString(proof)}",
            },
            cancellationToken
        );
        var caller = new RehearsalCaller(Server.BaseAddress);
        caller.SendAlways("Authorization", $"Bearer {token}");
        return caller;
    }

    private static string Base64(JsonObject part) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
