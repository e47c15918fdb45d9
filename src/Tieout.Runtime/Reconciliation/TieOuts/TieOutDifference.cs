using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Reconciliation.TieOuts;

/// <summary>Two figures that should be one.</summary>
/// <param name="Code">Stable, in capitals: <c>MISSING_IN_TARGET</c>.</param>
/// <param name="Where">The work, document, or entity and currency.</param>
/// <param name="Expected">What the ledger says.</param>
/// <param name="Found">What the other side says.</param>
/// <param name="Difference">Found less expected; none where it is not an amount.</param>
public sealed record TieOutDifference(
    string Code,
    string Where,
    string Expected,
    string Found,
    Money? Difference = null
);
