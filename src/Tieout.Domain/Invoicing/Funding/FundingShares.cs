using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Funding;

/// <summary>Who pays how much of one transaction; shares and the rest add up to it.</summary>
/// <param name="Shares">Sources with a share above zero.</param>
/// <param name="Unfunded">What nobody pays; goes to the on-hold account.</param>
public sealed record FundingShares(IReadOnlyDictionary<string, Money> Shares, Money Unfunded)
{
    /// <summary>What one source pays; zero when it pays nothing.</summary>
    public Money Of(string source) =>
        Shares.GetValueOrDefault(source, Money.Zero(Unfunded.Currency));
}
