using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tieout.Sandbox.NetSuite.Access;

/// <summary>A JWT that a client proves itself with, as it was sent.</summary>
/// <param name="Header">With the algorithm and the certificate's id.</param>
/// <param name="Claims">Nothing of it is proven yet.</param>
/// <param name="Signed">What the signature is of.</param>
internal sealed record Assertion(
    JsonObject Header,
    JsonObject Claims,
    byte[] Signed,
    byte[] Signature
)
{
    /// <summary>The algorithm: PS256, ES256 and their longer sisters are taken; RS256 is not.</summary>
    public string Algorithm => Text(Header, "alg");

    public string CertificateId => Text(Header, "kid");

    public static bool TryParse(string text, [NotNullWhen(true)] out Assertion? assertion)
    {
        assertion = null;
        if (text.Split('.') is not [var header, var claims, var signature])
        {
            return false;
        }

        try
        {
            if (
                JsonNode.Parse(Base64Url.DecodeFromChars(header)) is JsonObject head
                && JsonNode.Parse(Base64Url.DecodeFromChars(claims)) is JsonObject told
            )
            {
                var signed = Encoding.ASCII.GetBytes($"{header}.{claims}");
                assertion = new(head, told, signed, Base64Url.DecodeFromChars(signature));
            }

            return assertion is not null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return false;
        }
    }

    /// <summary>Tells whether the holder of the key belonging to the certificate signed it.</summary>
    /// <param name="publicKey">A SubjectPublicKeyInfo.</param>
    public bool IsSignedBy(byte[] publicKey)
    {
        var hash = Algorithm[^3..] switch
        {
            "256" => HashAlgorithmName.SHA256,
            "384" => HashAlgorithmName.SHA384,
            _ => HashAlgorithmName.SHA512,
        };
        try
        {
            if (Algorithm is "PS256" or "PS384" or "PS512")
            {
                using var rsa = RSA.Create();
                rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
                // The vendor takes RSA keys of 3072 and 4096 bits only.
                return rsa.KeySize is 3072 or 4096
                    && rsa.VerifyData(Signed, Signature, hash, RSASignaturePadding.Pss);
            }

            if (Algorithm is "ES256" or "ES384" or "ES512")
            {
                using var curve = ECDsa.Create();
                curve.ImportSubjectPublicKeyInfo(publicKey, out _);
                return curve.VerifyData(Signed, Signature, hash);
            }

            return false;
        }
        catch (CryptographicException)
        {
            // The certificate is of another kind of key than the algorithm wants.
            return false;
        }
    }

    /// <summary>A claim that is a text, or none.</summary>
    public string Claim(string name) => Text(Claims, name);

    /// <summary>A claim that counts seconds since 1970.</summary>
    public long? Seconds(string name) =>
        Claims[name] is JsonValue value && value.TryGetValue<long>(out var seconds)
            ? seconds
            : null;

    /// <summary>A claim that is a list of texts, or one text with commas.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Claims[name] is JsonArray list
            ? [.. list.Select(x => x?.ToString() ?? string.Empty)]
            : Claim(name).Split(',', StringSplitOptions.TrimEntries);

    private static string Text(JsonObject source, string name) =>
        source[name] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : string.Empty;
}
