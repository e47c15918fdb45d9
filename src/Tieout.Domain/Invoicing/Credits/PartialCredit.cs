using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Credits;

/// <summary>A credit on a line that never exceeds what is left of it.</summary>
/// <param name="IsLimited">More was asked for than was left.</param>
/// <remarks>Source: domain rules §8.20 and identity C4.</remarks>
public sealed record PartialCredit(Money Net, Money Tax, bool IsLimited)
{
    public Money Gross => Net + Tax;

    /// <param name="wanted">Net; zero or more.</param>
    /// <param name="lineAmount">Net as invoiced.</param>
    /// <param name="alreadyCredited">Net; zero or more.</param>
    /// <param name="taxPercent">The original invoice's rate.</param>
    /// <summary>Cuts a wanted credit to what may still be credited.</summary>
    public static PartialCredit Of(
        Money wanted,
        Money lineAmount,
        Money alreadyCredited,
        decimal taxPercent
    )
    {
        var room = lineAmount - alreadyCredited;
        var net = Money.Min(wanted, room);
        var tax = net with { Amount = net.Amount * taxPercent / 100m };
        return new PartialCredit(net, tax.Round(), wanted > room);
    }

    /// <summary>What of the credit settles another open amount.</summary>
    public Money AppliedTo(Money open) => Money.Min(open, Gross);

    /// <summary>What of that amount stays open.</summary>
    public Money LeftOf(Money open) => open - AppliedTo(open);
}
