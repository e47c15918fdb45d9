using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Tieout.Connectors.NetSuite;

/// <summary>Signs a request as OAuth 1.0a says, RFC 5849 section 3.4, with HMAC-SHA256.</summary>
/// <remarks>No maintained library does this for HttpClient, and the framework has only the hash.</remarks>
public static class OAuthSignature
{
    private const int NonceBytes = 16;

    /// <summary>The header of one call; it can be used once.</summary>
    public static AuthenticationHeaderValue HeaderOf(
        HttpMethod method,
        Uri address,
        string realm,
        NetSuiteCredentials.SignedCalls secrets,
        DateTimeOffset now
    )
    {
        (string Name, string Value)[] parameters =
        [
            ("oauth_consumer_key", secrets.ConsumerKey),
            ("oauth_token", secrets.TokenId),
            ("oauth_nonce", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes))),
            ("oauth_timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ("oauth_signature_method", "HMAC-SHA256"),
            ("oauth_version", "1.0"),
        ];
        var text = BaseString(method.Method, address, parameters);
        var signature = HMACSHA256.HashData(
            Encoding.ASCII.GetBytes(KeyOf(secrets.ConsumerSecret, secrets.TokenSecret)),
            Encoding.ASCII.GetBytes(text)
        );
        var shown = parameters
            .Prepend(("realm", realm))
            .Append(("oauth_signature", Convert.ToBase64String(signature)))
            .Select(x => $"{x.Item1}=\"{Encoded(x.Item2)}\"");
        return new AuthenticationHeaderValue("OAuth", string.Join(", ", shown));
    }

    /// <summary>What is signed: section 3.4.1.1.</summary>
    /// <param name="parameters">Of the header and of a form, in plain; those of the query are added.</param>
    public static string BaseString(
        string method,
        Uri address,
        IEnumerable<(string Name, string Value)> parameters
    )
    {
        var all = parameters
            .Concat(Query(address))
            .Select(x => (Name: Encoded(x.Name), Value: Encoded(x.Value)))
            .OrderBy(x => x.Name, StringComparer.Ordinal)
            .ThenBy(x => x.Value, StringComparer.Ordinal)
            .Select(x => $"{x.Name}={x.Value}");
        var root = address.GetComponents(
            UriComponents.SchemeAndServer | UriComponents.Path,
            UriFormat.UriEscaped
        );
        return $"{method.ToUpperInvariant()}&{Encoded(root)}&{Encoded(string.Join('&', all))}";
    }

    /// <summary>What it is signed with: section 3.4.2.</summary>
    public static string KeyOf(string consumerSecret, string tokenSecret) =>
        $"{Encoded(consumerSecret)}&{Encoded(tokenSecret)}";

    private static IEnumerable<(string Name, string Value)> Query(Uri address) =>
        address
            .Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(x => x.Split('=', 2))
            .Select(x => (Plain(x[0]), x.Length > 1 ? Plain(x[1]) : string.Empty));

    /// <summary>In a query a plus is a space: section 3.4.1.3.1.</summary>
    private static string Plain(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string Encoded(string text) => Uri.EscapeDataString(text);
}
