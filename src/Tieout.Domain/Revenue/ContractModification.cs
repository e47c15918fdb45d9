using Tieout.Domain.Amounts;

namespace Tieout.Domain.Revenue;

/// <summary>The revenue effect of a changed contract.</summary>
/// <param name="CatchUp">Recognised at once; may be negative.</param>
/// <param name="Remaining">Still to be recognised; none for a separate contract.</param>
/// <remarks>Source: domain rules §14.5; ASC 606-10-25-10 to 25-13.</remarks>
public sealed record ContractModification(
    ModificationTreatment Treatment,
    Money CatchUp,
    Money? Remaining
)
{
    /// <summary>The treatment that the facts demand.</summary>
    public static ModificationTreatment TreatmentOf(
        bool addsDistinct,
        bool isPricedAtStandalonePrice,
        RemainingService remaining
    ) =>
        (addsDistinct && isPricedAtStandalonePrice, remaining) switch
        {
            (true, _) => ModificationTreatment.SeparateContract,
            (_, RemainingService.Distinct) => ModificationTreatment.Prospective,
            (_, RemainingService.NotDistinct) => ModificationTreatment.CumulativeCatchUp,
            _ => ModificationTreatment.Combination,
        };

    public static ContractModification SeparateContract(CurrencyCode currency) =>
        new(ModificationTreatment.SeparateContract, Money.Zero(currency), Remaining: null);

    public static ContractModification Prospective(ModifiedPart contract) =>
        new(
            ModificationTreatment.Prospective,
            Money.Zero(contract.NewPrice.Currency),
            contract.NewPrice - contract.Recognised
        );

    public static ContractModification CumulativeCatchUp(ModifiedPart contract) =>
        new(
            ModificationTreatment.CumulativeCatchUp,
            contract.CatchUp,
            contract.NewPrice - contract.Recognised - contract.CatchUp
        );

    public static ContractModification Combination(
        ModifiedPart notDistinct,
        ModifiedPart distinct
    ) =>
        new(
            ModificationTreatment.Combination,
            notDistinct.CatchUp,
            distinct.NewPrice - distinct.Recognised
        );

    /// <summary>What remains, evenly over a number of periods; none for a separate contract.</summary>
    public Money? PerPeriod(decimal periods) =>
        Remaining is { } left ? (left with { Amount = left.Amount / periods }).Round() : null;
}
