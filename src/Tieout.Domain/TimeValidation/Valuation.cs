using System.Runtime.InteropServices;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.TimeValidation;

/// <summary>What work is worth, and what stood in the way of finding out.</summary>
/// <param name="Assessed">With line, rate and amount; its stage is not settled yet.</param>
/// <param name="RateMatches">How many different rates claim the work; exactly one is right.</param>
/// <param name="FxRateIsPresent">Its currency can be converted.</param>
/// <param name="AmountIsPlausible">It is worth less than any mistake of a source makes of it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Valuation(
    Assessment Assessed,
    int RateMatches = 1,
    bool FxRateIsPresent = true,
    bool AmountIsPlausible = true
);
