using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Revenue;

/// <summary>A contract's revenue of a month in one legal entity and currency, and its net position.</summary>
/// <param name="Lines">By contract line; a line without any amount is left out.</param>
/// <param name="Dimensions">Of the contract, by which its revenue is analysed at the month end.</param>
/// <remarks>Source: domain rules §14.8; ASC 606-10-45-1 to 45-4, IFRS 15.105 to 108.</remarks>
public sealed record ContractRevenue(
    LegalEntityCode LegalEntity,
    CurrencyCode Currency,
    IReadOnlyList<LineRevenue> Lines,
    ValueList<DimensionSetting>? Dimensions = null
)
{
    /// <summary>Of the measured lines: one net figure, an asset or a liability and never both.</summary>
    public ContractPosition Position =>
        new(Sum(Measured.Select(line => line.ToDate!.Value)), Sum(Measured.Select(x => x.Billed)));

    /// <summary>The part of the asset for which only time must pass; zero or more.</summary>
    public Money Unbilled
    {
        get
        {
            var certain = Sum(
                Measured.Where(x => x.WaitsForTimeOnly).Select(x => x.Difference!.Value)
            );
            var most = Money.Min(certain, Position.Asset);
            return most.Amount > 0m ? most : Money.Zero(Currency);
        }
    }

    /// <summary>The rest of the asset, which waits for something else; zero or more.</summary>
    public Money ContractAsset => Position.Asset - Unbilled;

    /// <summary>Billed and not earned; zero or more.</summary>
    public Money ContractLiability => Position.Liability;

    /// <summary>Earned in the month by the measured lines.</summary>
    public Money InMonth => Sum(Measured.Select(line => line.InMonth!.Value));

    private IEnumerable<LineRevenue> Measured =>
        Lines.Where(line => line.Measure is not RevenueMeasure.NotMeasured);

    private Money Sum(IEnumerable<Money> amounts) => Money.Sum(Currency, amounts);
}
