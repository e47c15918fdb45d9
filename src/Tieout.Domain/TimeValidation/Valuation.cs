using System.Runtime.InteropServices;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Rates;

namespace Tieout.Domain.TimeValidation;

/// <summary>What work is worth, and what stood in the way of finding out.</summary>
/// <param name="Amount">Rounded; none where it could not be found out.</param>
/// <param name="Rate">The rate that it was valued by, for time.</param>
/// <param name="RateMatches">How many different rates claim the work; exactly one is right.</param>
/// <param name="FxRateIsPresent">Its currency can be converted.</param>
/// <param name="Billable">What is charged of the open part where its line rounds time.</param>
/// <param name="AmountIsPlausible">It is worth less than any mistake of a source makes of it.</param>
/// <param name="RateIsNegative">It is time at a rate below zero.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Valuation(
    Money? Amount,
    AppliedRate? Rate = null,
    int RateMatches = 1,
    bool FxRateIsPresent = true,
    Effort? Billable = null,
    bool AmountIsPlausible = true,
    bool RateIsNegative = false
);
