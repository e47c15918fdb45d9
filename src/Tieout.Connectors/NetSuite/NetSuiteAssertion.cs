using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tieout.Connect;

namespace Tieout.Connectors.NetSuite;

/// <summary>Makes the JWT that a token is given for, RFC 7515 and RFC 7523.</summary>
internal static class NetSuiteAssertion
{
    /// <summary>NetSuite takes an hour at most.</summary>
    private const int LifeSeconds = 300;

    /// <summary>A JWT for the token endpoint, signed.</summary>
    /// <exception cref="ConnectorException">The key is none that NetSuite takes.</exception>
    public static string Of(
        NetSuiteCredentials.Certificate secrets,
        Uri endpoint,
        DateTimeOffset now
    )
    {
        try
        {
            return Signed(secrets, endpoint, now.ToUnixTimeSeconds());
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // What the framework says of a key may repeat some of it.
            throw new ConnectorException(
                ConnectorFault.Settings,
                "The private key is no PEM of an RSA key of 3072 or 4096 bits, or of an EC key of P-256, P-384 or P-521."
            );
        }
    }

    private static string Signed(NetSuiteCredentials.Certificate secrets, Uri endpoint, long now)
    {
        if (secrets.PrivateKey.Contains("BEGIN EC", StringComparison.Ordinal))
        {
            return SignedByCurve(secrets, endpoint, now);
        }

        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(secrets.PrivateKey);
        }
        catch (CryptographicException)
        {
            // PKCS 8 does not say in its label which kind it is.
            return SignedByCurve(secrets, endpoint, now);
        }

        var text = Text(secrets, endpoint, now, "PS256");
        var signature = rsa.SignData(
            Encoding.ASCII.GetBytes(text),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pss
        );
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private static string SignedByCurve(
        NetSuiteCredentials.Certificate secrets,
        Uri endpoint,
        long now
    )
    {
        using var curve = ECDsa.Create();
        curve.ImportFromPem(secrets.PrivateKey);
        var (algorithm, hash) = curve.KeySize switch
        {
            256 => ("ES256", HashAlgorithmName.SHA256),
            384 => ("ES384", HashAlgorithmName.SHA384),
            _ => ("ES512", HashAlgorithmName.SHA512),
        };
        var text = Text(secrets, endpoint, now, algorithm);
        var signature = curve.SignData(Encoding.ASCII.GetBytes(text), hash);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Text(
        NetSuiteCredentials.Certificate secrets,
        Uri endpoint,
        long now,
        string algorithm
    )
    {
        var header = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["typ"] = "JWT",
            ["alg"] = algorithm,
            ["kid"] = secrets.CertificateId,
        };
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = secrets.ClientId,
            ["scope"] = new[] { "rest_webservices" },
            ["aud"] = endpoint.ToString(),
            ["iat"] = now,
            ["exp"] = now + LifeSeconds,
        };
        return $"{Part(header)}.{Part(claims)}";
    }

    private static string Part(Dictionary<string, object> part) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
