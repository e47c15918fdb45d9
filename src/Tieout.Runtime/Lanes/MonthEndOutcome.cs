namespace Tieout.Runtime.Lanes;

/// <summary>What became of the month end of a legal entity in its ledger.</summary>
/// <param name="Adjustment">Dated the last day of the month.</param>
/// <param name="Reversal">Takes back on the next day what is posted of the adjustment.</param>
[Immutable]
public sealed record MonthEndOutcome(JournalOutcome Adjustment, JournalOutcome Reversal)
{
    internal static MonthEndOutcome Of(JournalOutcome both) => new(both, both);
}
