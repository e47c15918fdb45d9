using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>Gives out bearer tokens, which expire; a restart forgets them all.</summary>
internal sealed class TokenDesk(
    string clientId,
    string clientSecret,
    TimeSpan lifetime,
    TimeProvider timeProvider
)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiry = new(
        StringComparer.Ordinal
    );

    /// <summary>A token for the right client; none for any other.</summary>
    public string? Issue(string id, string secret)
    {
        if (!IsSame(id, clientId) || !IsSame(secret, clientSecret))
        {
            return null;
        }

        foreach (var (old, expiry) in _expiry)
        {
            if (expiry <= timeProvider.GetUtcNow())
            {
                _ = _expiry.TryRemove(old, out _);
            }
        }

        var token = RandomNumberGenerator.GetHexString(48, lowercase: true);
        _expiry[token] = timeProvider.GetUtcNow() + lifetime;
        return token;
    }

    public bool IsValid(string token) =>
        _expiry.TryGetValue(token, out var expiry) && timeProvider.GetUtcNow() < expiry;

    public void ExpireAll() => _expiry.Clear();

    private static bool IsSame(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(left),
            Encoding.UTF8.GetBytes(right)
        );
}
