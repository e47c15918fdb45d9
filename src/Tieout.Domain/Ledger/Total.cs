using Tieout.Domain.Amounts;

namespace Tieout.Domain.Ledger;

/// <summary>What stands in one stage: a quantity, and its value in major units of a currency.</summary>
public readonly record struct Total(Effort Effort, decimal Amount)
{
    public static Total operator +(Total left, Total right) =>
        new(left.Effort + right.Effort, left.Amount + right.Amount);

    public static Total operator -(Total left, Total right) =>
        new(left.Effort - right.Effort, left.Amount - right.Amount);
}
