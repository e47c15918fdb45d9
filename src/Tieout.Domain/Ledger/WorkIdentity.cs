using System.Security.Cryptography;
using System.Text;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Ledger;

/// <summary>128 bits of the SHA-256 of a work's id: as good as the id, and always as small.</summary>
internal static class WorkIdentity
{
    public static UInt128 Of(WorkId work)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(work.Value), hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }
}
