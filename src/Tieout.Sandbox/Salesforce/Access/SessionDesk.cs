using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tieout.Sandbox.Salesforce.Records;

namespace Tieout.Sandbox.Salesforce.Access;

/// <summary>Gives out sessions, which end when nobody uses them; a restart forgets them all.</summary>
internal sealed class SessionDesk(Org org, SalesforceOrgOptions options)
{
    private const int TokenLength = 96;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _lastUse = new(
        StringComparer.Ordinal
    );

    private int _issued;

    /// <summary>A new session: organisation, exclamation mark, secret part.</summary>
    public string Issue()
    {
        var number = Interlocked.Increment(ref _issued);
        var seed = string.Create(CultureInfo.InvariantCulture, $"{options.Seed} {number}");
        var secret = Convert
            .ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(seed)))
            .Replace('+', '.')
            .Replace('/', '_')
            .TrimEnd('=');
        var token = $"{org.Id[..15]}!AQ{secret}{secret}"[..(TokenLength + 16)];
        _lastUse[token] = options.Clock.GetUtcNow();
        return token;
    }

    /// <summary>Whether a session goes on; it does so for another while.</summary>
    public bool IsValid(string token)
    {
        var now = options.Clock.GetUtcNow();
        if (!_lastUse.TryGetValue(token, out var last) || now - last >= options.SessionTimeout)
        {
            _ = _lastUse.TryRemove(token, out _);
            return false;
        }

        _lastUse[token] = now;
        return true;
    }

    public void Revoke(string token) => _lastUse.TryRemove(token, out _);

    public void ExpireAll() => _lastUse.Clear();
}
