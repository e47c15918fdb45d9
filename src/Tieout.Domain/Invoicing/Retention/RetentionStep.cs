using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Retention;

/// <summary>One delivery's amount, what is withheld of it and what is released with it.</summary>
/// <param name="Balance">Withheld after it.</param>
public sealed record RetentionStep(Money Amount, Money Retained, Money Released, Money Balance)
{
    public Money Payable => Amount - Retained + Released;
}
