using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Journals;

/// <summary>An invoice broken down by what its net amount was before.</summary>
/// <param name="Accrued">Part of net whose revenue was accrued on approval.</param>
/// <param name="Deferred">Part of net billed in advance.</param>
/// <param name="Retention">Part of gross that the customer withholds.</param>
/// <param name="DepositApplied">Part of gross paid by an earlier deposit.</param>
/// <param name="ContractAsset">Part of net recognised before under a condition.</param>
public sealed record InvoicedAmounts(
    Money Net,
    Money Tax,
    Money Accrued,
    Money Deferred,
    Money Retention,
    Money DepositApplied,
    Money ContractAsset
)
{
    public InvoicedAmounts(Money net, Money tax)
        : this(net, tax, Zero(net), Zero(net), Zero(net), Zero(net), Zero(net)) { }

    public InvoicedAmounts Negated() =>
        new(-Net, -Tax, -Accrued, -Deferred, -Retention, -DepositApplied, -ContractAsset);

    private static Money Zero(Money like) => Money.Zero(like.Currency);
}
