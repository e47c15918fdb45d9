using Tieout.Domain.Amounts;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Canonical;

/// <summary>How exact facts are when the hub takes them in.</summary>
public static class FactExactness
{
    /// <summary>The fact as it is kept: effort to a hundredth of a second, half away from zero.</summary>
    /// <remarks>A third of an hour that its source wrote with ten digits is twenty minutes then.</remarks>
    public static CanonicalFact Kept(CanonicalFact fact) =>
        fact is TimeEntry { Effort: var effort } time ? time with { Effort = effort.Kept() } : fact;

    /// <summary>Why a fact cannot be taken in: nobody can pay a part of the smallest coin. None when it can.</summary>
    public static Rejection? Refuse(CanonicalFact fact) =>
        fact switch
        {
            Payment x => Refuse(x, x.Amount),
            Deposit x => Refuse(x, x.Amount),
            Milestone x => Refuse(x, x.Amount),
            TimeEntry { IsDeleted: false } x when Kept(x) is TimeEntry { Effort.IsZero: true } =>
                new Rejection(
                    "intake.effort-too-fine",
                    $"{x.Identity}: {x.Effort.Seconds} s is less than a hundredth of a second. "
                        + "Correct it at the source."
                ),
            _ => null,
        };

    private static Rejection? Refuse(CanonicalFact fact, Money amount) =>
        amount == amount.Round()
            ? null
            : new Rejection(
                "intake.amount-too-fine",
                $"{fact.Identity}: {amount} has more than the {amount.Currency.MinorUnitDigits} decimals of "
                    + $"{amount.Currency}. Correct it at the source."
            );
}
