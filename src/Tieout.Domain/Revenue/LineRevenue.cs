using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Revenue;

/// <summary>What a contract line has earned, and what of it is billed; net of discounts, without tax.</summary>
/// <param name="Before">Earned to the end of the month before, included; none when not measured.</param>
/// <param name="InMonth">Earned in the month; below zero when something was taken back.</param>
/// <param name="Billed">
/// In the ledger to the end of the month, by accounting date: invoices less credits and voids.
/// </param>
public sealed record LineRevenue(
    ContractLineId Line,
    RevenueMeasure Measure,
    Money? Before,
    Money? InMonth,
    Money Billed
)
{
    /// <summary>Earned to the end of the month, included; rounded once. None when not measured.</summary>
    public Money? ToDate => Before + InMonth;

    /// <summary>Earned and not billed; below zero what is billed and not earned. None when not measured.</summary>
    public Money? Difference => ToDate - Billed;

    /// <summary>Whether the right to what is earned and not billed waits for nothing but time.</summary>
    internal bool WaitsForTimeOnly =>
        Measure
            is RevenueMeasure.RightToInvoice
                or RevenueMeasure.StraightLine
                or RevenueMeasure.UnitsDelivered
                or RevenueMeasure.MilestonesAccepted;
}
