using Tieout.Runtime.Reconciliation.TieOuts;

namespace Tieout.Host.Hosting;

/// <summary>One comparison of a tie-out.</summary>
/// <param name="Against">The ledger itself, or a target's name.</param>
/// <param name="Differences">None: it ties out.</param>
/// <param name="Failure">Why it could not be compared; none when it was.</param>
/// <param name="Moved">
/// Engagements that changed while the target was listed and are left out of this comparison.
/// </param>
public sealed record TieOutPart(
    string Against,
    IReadOnlyList<TieOutDifference> Differences,
    string? Failure,
    int Moved = 0
);
