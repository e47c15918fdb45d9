using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.NetSuite.Access;

/// <summary>Token-based authentication: OAuth 1.0a with HMAC-SHA256, verified as RFC 5849 says.</summary>
internal sealed class TokenBasedAccess(SandboxClock clock)
{
    /// <summary>How far a caller's clock may be off; the vendor documents none [U].</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Stamp, string Nonce), DateTimeOffset> _used = [];

    /// <summary>Tells whether the request was signed with the account's secrets, once, just now.</summary>
    public bool Admits(HttpRequest request)
    {
        var header = OAuthHeader.Parse(request.Headers.Authorization.ToString());
        return header is not null
            && IsSame(header["realm"], Rehearsal.Account)
            && IsSame(header["oauth_consumer_key"], Rehearsal.ConsumerKey)
            && IsSame(header["oauth_token"], Rehearsal.Token)
            && IsSame(header["oauth_signature_method"], "HMAC-SHA256")
            && header["oauth_version"] is "" or "1.0"
            && IsSame(header["oauth_signature"], SignatureOf(request, header))
            && IsUnused(header["oauth_timestamp"], header["oauth_nonce"]);
    }

    private static string SignatureOf(HttpRequest request, OAuthHeader header)
    {
        var host = request.Host.Value ?? string.Empty;
        var address =
            $"{request.Scheme}://{host}{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}".ToLowerInvariantUpTo(
                request.Scheme.Length + 3 + host.Length
            );
        var pairs = request
            .Query.SelectMany(x => x.Value.Select(value => (x.Key, Value: value ?? string.Empty)))
            .Concat(header.Signed.Select(x => (Key: x.Name, x.Value)))
            .Select(x => (Key: Encoded(x.Key), Value: Encoded(x.Value)))
            .OrderBy(x => x.Key, StringComparer.Ordinal)
            .ThenBy(x => x.Value, StringComparer.Ordinal)
            .Select(x => $"{x.Key}={x.Value}");
        var text =
            $"{request.Method.ToUpperInvariant()}&{Encoded(address)}&{Encoded(string.Join('&', pairs))}";
        var key = $"{Encoded(Rehearsal.ConsumerSecret)}&{Encoded(Rehearsal.TokenSecret)}";
        return Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text))
        );
    }

    /// <summary>Only letters, digits and "-._~" stay: RFC 5849 section 3.6.</summary>
    private static string Encoded(string text) => Uri.EscapeDataString(text);

    private static bool IsSame(string given, string right) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(given),
            Encoding.UTF8.GetBytes(right)
        );

    private bool IsUnused(string stamp, string nonce)
    {
        var now = clock.GetUtcNow();
        if (
            nonce.Length == 0
            || !long.TryParse(stamp, CultureInfo.InvariantCulture, out var seconds)
            || seconds is < 0 or > 253_402_300_799
            || (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Window
        )
        {
            return false;
        }

        lock (_gate)
        {
            foreach (var old in _used.Where(x => now - x.Value > Window * 2).ToList())
            {
                _ = _used.Remove(old.Key);
            }

            return _used.TryAdd((stamp, nonce), now);
        }
    }
}
