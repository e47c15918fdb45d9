using Tieout.Domain.Amounts;

namespace Tieout.Domain.Revenue;

/// <summary>A contract's net position: an asset or a liability, never both.</summary>
/// <param name="Net">Recognised less billed: an asset above zero, a liability below.</param>
/// <remarks>Source: domain rules §14.8 and identity C8; ASC 606-10-45-1, IFRS 15.105.</remarks>
public sealed record ContractPosition(Money Net)
{
    public ContractPosition(Money recognised, Money billed)
        : this(recognised - billed) { }

    /// <summary>Of the asset or of the liability; zero or more.</summary>
    public Money Amount => Asset + Liability;

    /// <summary>Recognised and not billed; zero or more.</summary>
    public Money Asset => Net.Amount > 0m ? Net : Money.Zero(Net.Currency);

    /// <summary>Billed and not recognised; zero or more.</summary>
    public Money Liability => Net.Amount < 0m ? -Net : Money.Zero(Net.Currency);
}
