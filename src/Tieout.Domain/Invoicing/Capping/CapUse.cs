using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Capping;

/// <summary>What is used of a cap.</summary>
/// <param name="Hours">As they are charged.</param>
public sealed record CapUse(Money Amount, Effort Hours)
{
    public static CapUse operator +(CapUse left, CapUse right) =>
        new(left.Amount + right.Amount, left.Hours + right.Hours);

    public static CapUse None(CurrencyCode currency) => new(Money.Zero(currency), Effort.Zero);
}
