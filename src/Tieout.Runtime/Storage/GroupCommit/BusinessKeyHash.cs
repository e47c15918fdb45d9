using System.Security.Cryptography;
using System.Text;

namespace Tieout.Runtime.Storage.GroupCommit;

/// <summary>The 16 bytes under which a store remembers a business key: the front half of its
/// SHA-256, so that nobody can make two keys collide.</summary>
internal static class BusinessKeyHash
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The hash of a key.</summary>
    /// <exception cref="ArgumentException">The key is not well-formed text.</exception>
    public static Guid Of(string key)
    {
        Span<byte> text = stackalloc byte[EventLogLimits.NameLengthMax * 3];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        AppendRules.RequireName(key, "business key");
        var length = StrictUtf8.GetBytes(key, text);
        SHA256.HashData(text[..length], digest);
        return new Guid(digest[..16], bigEndian: true);
    }

    /// <summary>The bytes in the order in which SQLite compares them.</summary>
    public static void Write(Guid hash, Span<byte> destination) =>
        hash.TryWriteBytes(destination, bigEndian: true, out _);
}
