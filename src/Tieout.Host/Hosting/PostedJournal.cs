using Tieout.Domain.Revenue;
using Tieout.Runtime.Lanes;

namespace Tieout.Host.Hosting;

/// <summary>A journal of a month end, and what became of it in its ledger.</summary>
/// <param name="Ledger">The system that keeps the entity's books; none where none was asked.</param>
public sealed record PostedJournal(MonthEndJournal Journal, string? Ledger, JournalOutcome Outcome)
{
    /// <summary>Whether the ledger holds all of it.</summary>
    public bool IsThere => Outcome.Status is JournalStatus.Posted or JournalStatus.Unchanged;
}
