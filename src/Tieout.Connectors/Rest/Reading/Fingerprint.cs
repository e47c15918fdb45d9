using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>What a record says, in eight letters: equal only when it says the same.</summary>
internal static class Fingerprint
{
    public const int Length = 8;
    private const int Bytes = 6;

    public static string Of(JsonElement record) => Of(record.GetRawText());

    public static string Of(IEnumerable<string> fingerprints) => Of(string.Concat(fingerprints));

    private static string Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Convert.ToBase64String(hash[..Bytes]);
    }
}
