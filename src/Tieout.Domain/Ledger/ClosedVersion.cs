using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

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
    /// <param name="told">What it says.</param>
    /// <param name="refused">Second contents of a version that were told before.</param>
    public bool IsOlderThan(Work told, ImmutableDictionary<WorkId, Work> refused) =>
        told.Version > Number
        || (
            told.Version == Number
            && told.GetHashCode() != Contents
            && refused.GetValueOrDefault(told.Id)?.Version != Number
        );
}
