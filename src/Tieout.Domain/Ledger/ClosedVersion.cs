using System.Runtime.InteropServices;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Ledger;

/// <summary>The version at which work was let go of.</summary>
/// <param name="Contents">
/// Tells versions with one number apart, within this process and but for one case in 2^32.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClosedVersion(long Number, int Contents)
{
    public static ClosedVersion Of(Work work) => new(work.Version, work.GetHashCode());

    /// <summary>Whether a source says something of the work that the hub does not know.</summary>
    public bool IsOlderThan(Work told) =>
        told.Version > Number || (told.Version == Number && told.GetHashCode() != Contents);
}
