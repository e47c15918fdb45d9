using Tieout.Domain.Amounts;

namespace Tieout.Domain.Canonical;

/// <summary>The most that a contract line, or a whole contract, may bill, tax not counted.</summary>
/// <param name="Amount">Of money; as much as the hours cost when none.</param>
/// <param name="Consumed">Used before the hub took over; none is zero.</param>
/// <param name="AlertPercent">Says so when this part of the cap is used; never when none.</param>
/// <param name="Hours">Of billed hours, beside the amount or alone; any number when none.</param>
/// <param name="ConsumedHours">Used before the hub took over; none is zero.</param>
/// <param name="ConsumedThrough">
/// Last day of what was used before the hub took over: a cap of each month counts it in that month, and
/// nothing when none.
/// </param>
/// <param name="CountsExpenses">Of a whole contract: expenses use it up as time does.</param>
/// <remarks>Source: domain rules §8.2.</remarks>
public sealed record SpendingCap(
    Money? Amount = null,
    Money? Consumed = null,
    CapEdge OnExceed = CapEdge.Split,
    decimal? AlertPercent = null,
    Effort? Hours = null,
    Effort? ConsumedHours = null,
    CapPeriod Period = CapPeriod.Ever,
    LocalDate? ConsumedThrough = null,
    bool CountsExpenses = false
)
{
    /// <summary>That of a line; none where its kind has none, or nothing was agreed.</summary>
    public static SpendingCap? Of(ContractLine? line) =>
        line switch
        {
            ContractLine.TimeAndMaterials x => x.Cap,
            ContractLine.Reimbursables x => x.Cap,
            _ => null,
        };
}
