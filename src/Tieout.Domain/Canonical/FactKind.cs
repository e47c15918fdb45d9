namespace Tieout.Domain.Canonical;

/// <summary>The kinds of facts of which a firm can name one system as the owner.</summary>
public enum FactKind
{
    LegalEntity,
    Customer,
    Resource,
    TaxRule,
    AccountMapping,
    Contract,
    Amendment,
    Project,
    Assignment,
    RateCard,
    ExchangeRate,
    DimensionValue,
    TransferPrice,
    CostRate,
    Opportunity,
    Time,
    Expense,
    Milestone,
    Delivery,
    Payment,
    Void,
    Deposit,
}
