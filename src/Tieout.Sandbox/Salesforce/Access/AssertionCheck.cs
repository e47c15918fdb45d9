using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Tieout.Sandbox.Salesforce.Access;

/// <summary>Looks at a JWT that stands for a user.</summary>
internal static class AssertionCheck
{
    private static readonly string[] Audiences =
    [
        "https://login.salesforce.com",
        "https://test.salesforce.com",
    ];

    /// <summary>Why it is not accepted; none when it is.</summary>
    /// <param name="username">The user who has approved the connected app.</param>
    /// <param name="root">Where the organisation is; an audience as well.</param>
    public static OAuthRefusal? Refuse(
        string assertion,
        SalesforceOrgOptions options,
        string username,
        string root
    )
    {
        var parts = assertion.Split('.');
        if (
            parts.Length != 3
            || !TryRead(parts[0], out var header)
            || !TryRead(parts[1], out var claims)
        )
        {
            return new OAuthRefusal("invalid_grant", "invalid assertion");
        }

        if (header["alg"]?.ToString() is not "RS256" || !IsSigned(parts, options))
        {
            return new OAuthRefusal("invalid_grant", "invalid assertion");
        }

        if (!Is(claims["iss"], options.ClientId))
        {
            return new OAuthRefusal("invalid_client_id", "client identifier invalid");
        }

        var audience = claims["aud"]?.ToString().TrimEnd('/');
        if (!Audiences.Append(root).Contains(audience, StringComparer.OrdinalIgnoreCase))
        {
            return new OAuthRefusal("invalid_grant", "audience is invalid");
        }

        var expires = claims["exp"] is JsonValue value && value.TryGetValue(out long at) ? at : 0;
        if (expires <= options.Clock.GetUtcNow().ToUnixTimeSeconds())
        {
            return new OAuthRefusal("invalid_grant", "expired authorization code");
        }

        return Is(claims["sub"], username)
            ? null
            : new OAuthRefusal("invalid_grant", "user hasn't approved this consumer");
    }

    private static bool IsSigned(string[] parts, SalesforceOrgOptions options)
    {
        if (options.AssertionPublicKey is null)
        {
            return true;
        }

        using var key = RSA.Create();
        key.ImportFromPem(options.AssertionPublicKey);
        try
        {
            return key.VerifyData(
                Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
                WebEncoders.Base64UrlDecode(parts[2]),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool TryRead(string part, out JsonObject read)
    {
        try
        {
            read = JsonNode.Parse(WebEncoders.Base64UrlDecode(part)) as JsonObject ?? [];
            return true;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            read = [];
            return false;
        }
    }

    private static bool Is(JsonNode? claim, string expected) =>
        string.Equals(claim?.ToString(), expected, StringComparison.OrdinalIgnoreCase);
}
