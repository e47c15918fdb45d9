using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tieout.Connectors.Stripe;

/// <summary>Names one step of one delivery: the same after a restart and on another machine.</summary>
/// <param name="NaturalKey">Of the delivery.</param>
/// <param name="Step">What is done, with whatever must not be taken for something done before.</param>
internal sealed record StripeKey(string NaturalKey, string Step)
{
    /// <summary>What is sent as the key of a try.</summary>
    /// <param name="system">The connection's name.</param>
    /// <param name="attempt">1, and more only where Stripe keeps a failure under the key before.</param>
    public string Of(string system, int attempt)
    {
        var source = string.Create(
            CultureInfo.InvariantCulture,
            $"{system}\n{NaturalKey}\n{Step}\n{attempt}"
        );
        return $"tieout-{Hash(source)}";
    }

    /// <summary>A short name of a text that is long.</summary>
    public static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
