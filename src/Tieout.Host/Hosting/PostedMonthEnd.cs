using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Lanes;

namespace Tieout.Host.Hosting;

/// <summary>What became of the month end of a legal entity.</summary>
/// <param name="Ledger">The system that keeps the entity's books; none where none was asked.</param>
/// <param name="Outcome">None where it was interrupted before it was tried.</param>
public sealed record PostedMonthEnd(
    LegalEntityCode LegalEntity,
    string? Ledger,
    MonthEndOutcome? Outcome
)
{
    /// <summary>Whether the ledger holds all of it.</summary>
    public bool IsThere => Outcome is { Adjustment.IsThere: true, Reversal.IsThere: true };
}
