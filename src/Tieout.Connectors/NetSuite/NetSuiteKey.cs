using System.Security.Cryptography;
using System.Text;

namespace Tieout.Connectors.NetSuite;

/// <summary>The idempotency key of a write: the same for the same write of what stood there.</summary>
internal static class NetSuiteKey
{
    private const int Bytes = 16;

    /// <summary>The key of a body that is sent to an address.</summary>
    /// <param name="before">The stamp of what stood there; empty when nothing did.</param>
    public static Guid Of(string address, string before, string body) =>
        new(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{address}\n{before}\n{body}")).AsSpan(0, Bytes)
        );
}
