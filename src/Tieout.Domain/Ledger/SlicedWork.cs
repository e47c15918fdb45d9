using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Ledger;

/// <summary>A piece of work and all of its slices from now on.</summary>
/// <param name="ReferenceVersion">Version of the reference data that was asked.</param>
public sealed record SlicedWork(WorkId Work, IReadOnlyList<Slice> Slices, long ReferenceVersion)
{
    /// <summary>An event has a size that a log takes.</summary>
    internal const int ItemsPerEventMax = 1_000;
}
