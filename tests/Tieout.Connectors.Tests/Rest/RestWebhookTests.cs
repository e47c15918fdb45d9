using System.Security.Cryptography;
using System.Text;
using Tieout.Connect;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>The ways in which systems sign what they send, and forgeries of each.</summary>
public sealed class RestWebhookTests
{
    private const string Body = """{"type":"entry.changed"}""";

    [Theory]
    [InlineData("kind: token", "s3cret")]
    [InlineData("kind: hmac-sha256", "hex")]
    [InlineData("kind: hmac-sha256, prefix: sha256=", "sha256=hex")]
    [InlineData("kind: hmac-sha256, prefix: sha256=", "sha256=HEX")]
    [InlineData("kind: hmac-sha256, encoding: base64", "base64")]
    public async Task A_proof_of_the_body_is_taken_as_it_is_written(string kind, string proof)
    {
        await using var rest = await RestUnderTest.StartAsync();
        var source = rest.Source(Manifest(kind));

        Assert.Equal("entries", Assert.Single(source.Receive(Message(ProofOf(proof, Body)))).Name);
        Assert.Throws<ConnectorException>(() => source.Receive(Message(Forged(proof))));
    }

    [Fact]
    public async Task A_proof_may_be_of_the_time_and_the_body()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var source = rest.Source(
            Manifest("kind: hmac-sha256, prefix: v0=, signed: \"v0:{headers['x-time']}:{body}\"")
        );
        var proof = ProofOf("v0=hex", $"v0:1772409600:{Body}");

        Assert.Single(source.Receive(Message(proof, "1772409600")));
        Assert.Throws<ConnectorException>(() => source.Receive(Message(proof, "1772409601")));
        Assert.Throws<ConnectorException>(() => source.Receive(Message(ProofOf("v0=hex", Body))));
    }

    private static WebhookMessage Message(string proof, string time = "0") =>
        new(
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["X-Proof"] = proof,
                ["X-Time"] = time,
            },
            Encoding.UTF8.GetBytes(Body),
            Instant.FromUtc(2026, 3, 16, 12, 0)
        );

    /// <summary>Of another body, or another secret.</summary>
    private static string Forged(string form) =>
        form is "s3cret"
            ? "s3cre7"
            : ProofOf(form, Body.Replace("changed", "forged", StringComparison.Ordinal));

    private static string ProofOf(string form, string signed)
    {
        var hash = HMACSHA256.HashData("s3cret"u8, Encoding.UTF8.GetBytes(signed));
        return form.Replace("hex", Convert.ToHexStringLower(hash), StringComparison.Ordinal)
            .Replace("HEX", Convert.ToHexString(hash), StringComparison.Ordinal)
            .Replace("base64", Convert.ToBase64String(hash), StringComparison.Ordinal);
    }

    private static string Manifest(string kind) =>
        $$"""
            manifest: 1
            system: Acme
            secrets: { key: env:UNSET }
            webhooks:
              { {{kind}}, header: X-Proof, secret: key, event: "{type}", resources: { entry.changed: [entries] } }
            resources:
              entries:
                feed: time
                path: entries
                changes: { kind: whole }
                fields:
                  id: id
                  project: project
                  resource: user
                  work_date: day
                  hours: hours
                  status: { value: draft }
            """;
}
