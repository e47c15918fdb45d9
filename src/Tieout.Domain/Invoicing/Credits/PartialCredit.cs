using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Credits;

/// <summary>A credit on a line that never exceeds what is left of it.</summary>
/// <param name="Net">Between nothing and what is left: of the sign of the line, or zero.</param>
/// <param name="IsLimited">Something else was asked for than could be credited.</param>
/// <remarks>
/// A line below zero is credited by amounts below zero. Source: domain rules §8.20 and identity C4.
/// </remarks>
public sealed record PartialCredit(Money Net, Money Tax, bool IsLimited)
{
    public Money Gross => Net + Tax;

    /// <summary>Cuts a wanted credit to what may still be credited.</summary>
    /// <param name="wanted">Net; of the sign of the line.</param>
    /// <param name="lineAmount">Net as invoiced; below zero on a return or a discount.</param>
    /// <param name="alreadyCredited">Net; of the sign of the line.</param>
    /// <param name="taxPercent">The original invoice's rate.</param>
    public static PartialCredit Of(
        Money wanted,
        Money lineAmount,
        Money alreadyCredited,
        decimal taxPercent
    )
    {
        var sign = lineAmount.Amount < 0m ? -1m : 1m;
        var nothing = Money.Zero(lineAmount.Currency);
        var room = Money.Max((lineAmount - alreadyCredited).Round() * sign, nothing);
        var net = Money.Max(Money.Min(wanted.Round() * sign, room), nothing) * sign;
        var tax = net with { Amount = net.Amount * taxPercent / 100m };
        return new PartialCredit(net, tax.Round(), net != wanted.Round());
    }

    /// <summary>What of the credit settles another open amount.</summary>
    public Money AppliedTo(Money open) => Money.Min(open, Gross);

    /// <summary>What of that amount stays open.</summary>
    public Money LeftOf(Money open) => open - AppliedTo(open);
}
