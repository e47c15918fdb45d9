using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation;

/// <summary>What came of building the read tables anew.</summary>
/// <param name="Live">The tables as they were found.</param>
/// <param name="Rebuilt">The same, from the log alone, up to the same event.</param>
/// <param name="Differing">Tables whose rows are not the same.</param>
/// <param name="IsReplaced">The live tables now hold what was rebuilt.</param>
public sealed record RebuildReport(
    ContentHash Live,
    ContentHash Rebuilt,
    IReadOnlyList<string> Differing,
    bool IsReplaced
)
{
    /// <summary>Replaying the log gives the same bytes. Invariant 9.</summary>
    public bool IsEqual => Live.Sha256.Equals(Rebuilt.Sha256, StringComparison.Ordinal);
}
