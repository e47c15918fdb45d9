namespace Tieout.Domain.Canonical;

/// <summary>The canonical accounts that a firm's chart is mapped to.</summary>
/// <remarks>Source: domain rules §12.</remarks>
public enum AccountRole
{
    AccountsReceivable,
    RetentionReceivable,
    UnbilledReceivable,
    ContractAsset,
    ContractLiability,
    CustomerDeposits,
    Revenue,
    RevenueAccrued,
    CostLabor,
    PayrollClearing,
    CostSubcontract,
    AccountsPayableAccrual,
    CostIntercompanyLabor,
    IntercompanyReceivable,
    IntercompanyPayable,
    IntercompanyRevenue,
    TaxPayable,
    WithholdingReceivable,
    Cash,
    BankFees,
    WriteOff,
    FxGainLoss,
    Rounding,
    ContractVariance,
    LossProvision,
}
