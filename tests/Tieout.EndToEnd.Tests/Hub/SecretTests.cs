using System.Text;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>
/// Every kind of system, connected to a server that fails each call and repeats what it was sent: nothing that
/// the hub writes or says has a credential in it.
/// </summary>
public sealed class SecretTests
{
    private const string Secret = "hunt/er2+7f3a9 c41d6";

    /// <summary>Itself, as JSON, PHP, addresses and forms write it, and in base64 at the three places where it can begin.</summary>
    private static readonly string[] Credentials =
    [
        Secret,
        """hunt/er2\u002B7f3a9 c41d6""",
        """hunt\/er2+7f3a9 c41d6""",
        "hunt%2Fer2%2B7f3a9%20c41d6",
        "hunt%2Fer2%2B7f3a9+c41d6",
        IndiscreetServer.Token,
        .. Enumerable
            .Range(0, 3)
            .Select(before =>
                Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', before) + Secret))[
                    (before is 0 ? 0 : 4)..20
                ]
            ),
    ];

    private static readonly (string Name, string Auth)[] Ways =
    [
        ("query", "{ kind: query, parameter: key, secret: key }"),
        (
            "login",
            """{ kind: login, path: session/token, body: { key: "{secrets.key}" }, token: accessToken }"""
        ),
        (
            "session",
            """{ kind: login, path: session/token, body: { key: "{secrets.key}" }, token: accessToken, header: X-Session }"""
        ),
        (
            "oauth",
            "{ kind: oauth2, tokenUrl: token, clientId: tieout, clientSecret: key, client: header }"
        ),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sources", 403, true)]
    [InlineData("sources", 401, false)]
    [InlineData("ledger", 400, true)]
    [InlineData("ledger", 401, false)]
    [InlineData("central", 400, true)]
    [InlineData("central", 401, false)]
    [InlineData("stripe", 400, true)]
    [InlineData("netsuite", 400, true)]
    [InlineData("tryton", 400, true)]
    [InlineData("tryton", 200, true)]
    [InlineData("tax", 400, true)]
    [InlineData("tax", 401, true)]
    public async Task No_credential_is_in_what_the_hub_keeps_or_says(
        string part,
        int status,
        bool givesTokens
    )
    {
        await using var server = await IndiscreetServer.StartAsync(
            status,
            givesTokens,
            Cancellation
        );
        await using var bench = await HubBench.StartAsync();
        bench.Drop([.. SmallFirm.MasterRecords, .. SmallFirm.OctoberWork]);
        await WriteAsync(bench, server.Address, part);
        await bench.RunOnceAsync();

        var said = new List<string>(bench.Warnings);
        foreach (
            var command in new[]
            {
                "check hub.yaml",
                "exceptions list --config hub.yaml",
                "tie-out --config hub.yaml --verbose",
                $"connector test query.yaml --address {server.Address} --secret key=file:secret --verbose",
            }
        )
        {
            var (_, output, errors) = await bench.TieoutAsync(command.Split(' '));
            said.Add(output);
            said.Add(errors);
        }

        Assert.True(server.Answered > 2, "Nobody asked.");
        Assert.Contains(
            said,
            x => x.Contains(part is "sources" ? "crm" : part, StringComparison.Ordinal)
        );
        Assert.All(said, x => Assert.Null(Found(x)));
        await NoFileHasOneAsync(bench.Folder);
    }

    private static async Task NoFileHasOneAsync(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) is not "secret" && Path.GetExtension(file) is not ".lock")
            {
                var text = Encoding.Latin1.GetString(
                    await File.ReadAllBytesAsync(file, Cancellation)
                );
                Assert.True(Found(text) is null, $"{file}: {Found(text)}");
            }
        }
    }

    /// <summary>The credential that a text has, with what is around it.</summary>
    private static string? Found(string text)
    {
        foreach (var credential in Credentials)
        {
            var at = text.IndexOf(credential, StringComparison.Ordinal);
            if (at >= 0)
            {
                return text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 60)];
            }
        }

        return null;
    }

    private static async Task WriteAsync(HubBench bench, Uri address, string part)
    {
        await File.WriteAllTextAsync(Path.Combine(bench.Folder, "secret"), Secret, Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(bench.Folder, "rehearsal"),
            "rehearsal",
            Cancellation
        );
        foreach (var (name, way) in Ways)
        {
            var manifest = $"""
                manifest: 1
                system: Something
                secrets: {"{ key: env:UNSET }"}
                auth: {way}
                check: {"{ path: check }"}
                errors:
                  - {"{ status: 4xx, fault: contract, message: message }"}
                resources:
                  people:
                    feed: resources
                    path: people
                    records: people
                    fields: {"{ code: id, version: version, name: name }"}

                """;
            var path = Path.Combine(bench.Folder, $"{name}.yaml");
            await File.WriteAllTextAsync(path, manifest, Cancellation);
        }

        await File.WriteAllTextAsync(bench.ConfigFile, Text(bench, address, part), Cancellation);
    }

    private static string Text(HubBench bench, Uri address, string part) =>
        $$"""
            store:
              sqlite: .tieout/hub.db
            systems:
              chronos: { kind: files, folder: inbox, settle: 0s }
            {{(
                part is "sources" ? Sources(address)
                : part is "tax" ? Taxes(bench, address)
                : Targets(address)
            )}}
            {{(
                part is "sources"
                    ? ""
                    : "routes: { default: " + (part is "tax" ? "ledger" : part) + " }"
            )}}
            billing:
              approve: automatic
              runs: { every: month, from: 2026-10, invoiceDate: month-end }
            """;

    private static string Sources(Uri address) =>
        $$"""
              crm: { kind: salesforce, address: "{{address}}", clientId: tieout, clientSecret: file:secret, legalEntity: UK }
              psa: { kind: certinia, address: "{{address}}", clientId: tieout, clientSecret: file:secret }
              harvest: { kind: harvest, address: "{{address}}", account: "1001", contact: a@b.example, accessToken: file:secret }
              clockify: { kind: clockify, address: "{{address}}", workspace: w1, apiKey: file:secret }
              toggl: { kind: toggl, address: "{{address}}", workspace: "1", zone: Europe/Berlin, apiToken: file:secret }
              kantata: { kind: kantata, address: "{{address}}", accessToken: file:secret }
              query: { kind: rest, manifest: query.yaml, address: "{{address}}", secrets: { key: file:secret } }
              login: { kind: rest, manifest: login.yaml, address: "{{address}}", secrets: { key: file:secret } }
              session: { kind: rest, manifest: session.yaml, address: "{{address}}", secrets: { key: file:secret } }
              oauth: { kind: rest, manifest: oauth.yaml, address: "{{address}}", secrets: { key: file:secret } }
            """;

    /// <summary>A ledger that answers, and a tax owner that does not.</summary>
    private static string Taxes(HubBench bench, Uri address) =>
        $$"""
              ledger:
                kind: ledgerworks
                address: {{bench.Ledger.BaseAddress}}
                clientId: tieout
                clientSecret: file:rehearsal
                companies: { UK: UK, DE: DE }
                maximumServerRunTime: 1s
              tax:
                kind: avatax
                address: {{address}}
                accountId: "2000001234"
                licenseKey: file:secret
                companies: { UK: { code: DEFAULT, country: GB }, DE: { code: DEFAULT, country: DE } }
                taxCodes: { S20: P0000000, S19: P0000000 }
            """;

    private static string Targets(Uri address) =>
        $$"""
              ledger:
                kind: ledgerworks
                address: {{address}}
                clientId: tieout
                clientSecret: file:secret
                companies: { UK: UK, DE: DE }
                maximumServerRunTime: 1s
              central:
                kind: business-central
                address: {{address}}api/v2.0/
                tokenAddress: {{address}}oauth2/v2.0/token
                clientId: tieout
                clientSecret: file:secret
                companies: { UK: CRONUS UK Ltd., DE: CRONUS DE }
                maximumServerRunTime: 1s
              stripe:
                kind: stripe
                address: {{address}}
                secretKey: file:secret
                webhookSecret: file:secret
                legalEntity: UK
                maximumServerRunTime: 1s
              netsuite:
                kind: netsuite
                address: {{address}}
                account: "1234567"
                consumerKey: consumer
                consumerSecret: file:secret
                tokenId: token
                tokenSecret: file:secret
                companies: { UK: "1", DE: "2" }
                items: { "4000": "310" }
                taxes: { S20: "6", S19: "7" }
                maximumServerRunTime: 1s
              tryton:
                kind: tryton
                server: {{address}}
                database: demo
                login: tieout
                password: file:secret
                companies: { UK: UK, DE: DE }
                maximumServerRunTime: 1s
            """;
}
