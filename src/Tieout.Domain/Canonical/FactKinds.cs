namespace Tieout.Domain.Canonical;

/// <summary>Which kind a fact is of.</summary>
public static class FactKinds
{
    /// <summary>None for what the hub itself says, and for what no system can be named for.</summary>
    public static FactKind? KindOf(CanonicalFact fact) =>
        fact switch
        {
            LegalEntity => FactKind.LegalEntity,
            Customer => FactKind.Customer,
            Resource => FactKind.Resource,
            TaxRule => FactKind.TaxRule,
            AccountMapping => FactKind.AccountMapping,
            Contract => FactKind.Contract,
            Amendment => FactKind.Amendment,
            Project => FactKind.Project,
            Assignment => FactKind.Assignment,
            RateCard => FactKind.RateCard,
            ExchangeRate => FactKind.ExchangeRate,
            DimensionValue => FactKind.DimensionValue,
            TransferPrice => FactKind.TransferPrice,
            CostRate => FactKind.CostRate,
            Opportunity => FactKind.Opportunity,
            TimeEntry => FactKind.Time,
            Expense => FactKind.Expense,
            Milestone => FactKind.Milestone,
            UnitDelivery => FactKind.Delivery,
            Payment => FactKind.Payment,
            DocumentVoided => FactKind.Void,
            Deposit => FactKind.Deposit,
            _ => null,
        };

    /// <summary>
    /// Whether identities of the kind are the firm's own, so that two systems may mean the same by
    /// one. The others carry the system they come from.
    /// </summary>
    public static bool IsMasterData(FactKind kind) => kind < FactKind.Time;
}
