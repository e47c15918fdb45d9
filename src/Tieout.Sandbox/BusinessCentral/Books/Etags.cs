using System.Security.Cryptography;
using System.Text;

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Concurrency tokens of the vendor's shape: a length, a hash and a tail, in Base64.</summary>
internal static class Etags
{
    public static string Of(string kind, string id, long version)
    {
        var hash = Convert.ToBase64String(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(FormattableString.Invariant($"{kind}/{id}/{version}"))
            )
        );
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes($"'44;{hash}1;00;'"));
        return $"W/\"{token}\"";
    }

    /// <summary>
    /// Tells whether a header names a version that is still there.
    /// </summary>
    /// <exception cref="NavRefusalException">There is no header, it is no token, or it is stale.</exception>
    public static void Require(string? ifMatch, string current)
    {
        var told = ifMatch?.Trim();
        if (string.IsNullOrEmpty(told))
        {
            throw Refusals.NoToken();
        }

        if (told is "*" || string.Equals(told, current, StringComparison.Ordinal))
        {
            return;
        }

        throw IsToken(told) ? Refusals.Changed() : Refusals.NoToken();
    }

    private static bool IsToken(string told)
    {
        const string Before = "W/\"";
        if (!told.StartsWith(Before, StringComparison.Ordinal) || !told.EndsWith('"'))
        {
            return false;
        }

        var bytes = new byte[told.Length];
        return Convert.TryFromBase64String(told[Before.Length..^1], bytes, out _);
    }
}
