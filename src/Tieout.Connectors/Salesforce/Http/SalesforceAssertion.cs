using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tieout.Connect;

namespace Tieout.Connectors.Salesforce.Http;

/// <summary>Signs for a user: JWT bearer, RFC 7523, with RS256.</summary>
internal static class SalesforceAssertion
{
    private const int ValidSeconds = 180;

    /// <summary>An assertion that is valid for three minutes.</summary>
    /// <exception cref="ConnectorException">The private key is none.</exception>
    public static string Of(SalesforceAccess access, DateTimeOffset now)
    {
        var text = $"{Part(new { alg = "RS256" })}.{Part(ClaimsOf(access, now))}";
        using var key = RSA.Create();
        try
        {
            key.ImportFromPem(access.Secret());
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                "The private key has to be an RSA key as PEM, without a pass phrase."
            );
        }

        var signature = key.SignData(
            Encoding.ASCII.GetBytes(text),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        return $"{text}.{Encoded(signature)}";
    }

    private static object ClaimsOf(SalesforceAccess access, DateTimeOffset now) =>
        new
        {
            iss = access.ClientId,
            sub = access.User,
            aud = access.Audience,
            exp = now.ToUnixTimeSeconds() + ValidSeconds,
        };

    private static string Part(object value) => Encoded(JsonSerializer.SerializeToUtf8Bytes(value));

    private static string Encoded(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
