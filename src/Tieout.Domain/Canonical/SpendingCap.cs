using Tieout.Domain.Amounts;

namespace Tieout.Domain.Canonical;

/// <summary>The most that a contract line may ever bill, tax not counted.</summary>
/// <param name="Consumed">Used before the hub took over; none is zero.</param>
/// <param name="AlertPercent">Says so when this part of the cap is used; never when none.</param>
/// <remarks>Source: domain rules §8.2.</remarks>
public sealed record SpendingCap(
    Money Amount,
    Money? Consumed = null,
    CapEdge OnExceed = CapEdge.Split,
    decimal? AlertPercent = null
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

    /// <summary>The part of the cap that is used, in percent; all of it for a cap of zero.</summary>
    public decimal PercentOf(Money used) =>
        Amount.IsZero ? 100m : used.Amount * 100m / Amount.Amount;
}
