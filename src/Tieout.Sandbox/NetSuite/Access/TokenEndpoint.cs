using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.NetSuite.Http;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.NetSuite.Access;

/// <summary>OAuth 2.0 for machines: a token for a JWT that a known certificate signed.</summary>
/// <remarks>
/// Certificates are uploaded by an administrator, here at <c>/rehearsal/certificates</c>. Texts of
/// refusals are not documented [U].
/// </remarks>
internal sealed class TokenEndpoint(ObjectStore store, SandboxClock clock, NumberSeries series)
{
    public const string Path = "/services/rest/auth/oauth2/v1/token";

    private const string CertificateKind = "_certificate";
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _tokens = new(StringComparer.Ordinal);

    /// <summary>Takes a certificate or a public key in PEM, and gives the id that JWTs name.</summary>
    /// <exception cref="CryptographicException">It is neither.</exception>
    public string Upload(string pem)
    {
        var key = pem.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal)
            ? KeyOfCertificate(pem)
            : KeyOf(pem);
        var id = $"cert{series.Next("certificate", 1).ToString(CultureInfo.InvariantCulture)}";
        var fields = new JsonObject { ["key"] = Convert.ToBase64String(key) };
        _ = store.Add(CertificateKind, id, clock.GetUtcNow(), fields);
        return id;
    }

    public bool Admits(string token)
    {
        lock (_gate)
        {
            return _tokens.TryGetValue(token, out var until) && clock.GetUtcNow() < until;
        }
    }

    public void ExpireAll()
    {
        lock (_gate)
        {
            _tokens.Clear();
        }
    }

    public async Task AnswerAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType)
        {
            await RefuseAsync(context, 400, "invalid_request");
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["grant_type"].ToString() is not "client_credentials")
        {
            await RefuseAsync(context, 400, "unsupported_grant_type");
            return;
        }

        var isProven =
            string.Equals(form["client_assertion_type"], AssertionType, StringComparison.Ordinal)
            && Assertion.TryParse(form["client_assertion"].ToString(), out var assertion)
            && IsProven(assertion, $"{context.Request.Scheme}://{context.Request.Host}{Path}");
        if (!isProven)
        {
            await RefuseAsync(context, 401, "invalid_client");
            return;
        }

        await NsHttp.WriteJsonAsync(
            context,
            200,
            new JsonObject
            {
                ["access_token"] = NewToken(),
                // A text, as seen in the field [U].
                ["expires_in"] = ((int)Life.TotalSeconds).ToString(CultureInfo.InvariantCulture),
                ["token_type"] = "Bearer",
            }
        );
    }

    private static Task RefuseAsync(HttpContext context, int status, string error) =>
        NsHttp.WriteJsonAsync(context, status, new JsonObject { ["error"] = error });

    private static byte[] KeyOfCertificate(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        return certificate.PublicKey.ExportSubjectPublicKeyInfo();
    }

    private static byte[] KeyOf(string pem)
    {
        var found = PemEncoding.TryFind(pem, out var fields)
            ? fields
            : throw new CryptographicException("This is neither a certificate nor a public key.");
        return Convert.FromBase64String(pem[found.Base64Data]);
    }

    private bool IsProven(Assertion assertion, string address)
    {
        var held = store.Find(CertificateKind, assertion.CertificateId);
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        const long slack = 60;
        return held is not null
            && assertion.IsSignedBy(Convert.FromBase64String((string)held.Fields["key"]!))
            && assertion.Claim("iss") is Rehearsal.ConsumerKey
            && string.Equals(assertion.Claim("aud"), address, StringComparison.Ordinal)
            && assertion.Texts("scope").Contains("rest_webservices", StringComparer.Ordinal)
            && assertion.Seconds("iat") is { } issued
            && issued <= now + slack
            && assertion.Seconds("exp") is { } ends
            && ends > now
            && ends - issued <= 3600;
    }

    private string NewToken()
    {
        lock (_gate)
        {
            var number = series.Next("token", 1000);
            var token = Convert.ToHexStringLower(
                SHA256.HashData(BitConverter.GetBytes(number ^ clock.GetUtcNow().UtcTicks))
            );
            _tokens[token] = clock.GetUtcNow() + Life;
            return token;
        }
    }
}
