using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Revenue;

/// <summary>The revenue of a month of one legal entity and currency, over its contracts.</summary>
/// <param name="Before">Earned to the end of the month before.</param>
/// <param name="InMonth">Earned in the month.</param>
/// <param name="Billed">In the ledger to the end of the month, of lines that are measured.</param>
/// <param name="Unbilled">Earned and not billed, where only time must pass.</param>
/// <param name="ContractAsset">Earned and not billed for another reason.</param>
/// <param name="ContractLiability">Billed and not earned; zero or more.</param>
/// <param name="NotMeasured">Billed on lines that nobody can measure.</param>
/// <remarks>Before + in month - billed = unbilled + asset - liability.</remarks>
public sealed record RevenueTotal(
    LegalEntityCode LegalEntity,
    CurrencyCode Currency,
    Money Before,
    Money InMonth,
    Money Billed,
    Money Unbilled,
    Money ContractAsset,
    Money ContractLiability,
    Money NotMeasured
)
{
    /// <summary>Earned to the end of the month.</summary>
    public Money ToDate => Before + InMonth;

    /// <summary>One for each legal entity and currency, in their order.</summary>
    public static IReadOnlyList<RevenueTotal> Of(IReadOnlyList<EngagementRevenue> revenues) =>
        [
            .. revenues
                .SelectMany(revenue => revenue.Contracts)
                .GroupBy(contract => (contract.LegalEntity, contract.Currency))
                .OrderBy(group => group.Key.LegalEntity.Value, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Currency.Code, StringComparer.Ordinal)
                .Select(group => Of(group.Key.LegalEntity, group.Key.Currency, [.. group])),
        ];

    private static RevenueTotal Of(
        LegalEntityCode entity,
        CurrencyCode currency,
        IReadOnlyList<ContractRevenue> contracts
    )
    {
        var lines = contracts.SelectMany(contract => contract.Lines).ToLookup(IsMeasured);
        return new RevenueTotal(
            entity,
            currency,
            Sum(lines[true].Select(line => line.Before!.Value)),
            Sum(lines[true].Select(line => line.InMonth!.Value)),
            Sum(lines[true].Select(line => line.Billed)),
            Sum(contracts.Select(contract => contract.Unbilled)),
            Sum(contracts.Select(contract => contract.ContractAsset)),
            Sum(contracts.Select(contract => contract.ContractLiability)),
            Sum(lines[false].Select(line => line.Billed))
        );

        Money Sum(IEnumerable<Money> amounts) => Money.Sum(currency, amounts);
    }

    private static bool IsMeasured(LineRevenue line) =>
        line.Measure is not RevenueMeasure.NotMeasured;
}
