using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connect;

/// <summary>The project that a signed contract needs, where its time is logged or its books are kept.</summary>
/// <param name="Contract">The natural key: a system holds one project that was made for it.</param>
/// <param name="Customer">Whose project it is: who buys, not who pays.</param>
/// <param name="LegalEntity">The firm's company that delivers.</param>
/// <param name="Currency">Of the contract.</param>
/// <param name="Start">First service date, included.</param>
/// <param name="End">Last service date, included; open when none.</param>
/// <param name="IsFixedPrice">No line of the contract charges time at rates.</param>
public sealed record ProjectOrder(
    EngagementId Contract,
    Customer Customer,
    LegalEntityCode LegalEntity,
    CurrencyCode Currency,
    LocalDate Start,
    LocalDate? End,
    bool IsFixedPrice
)
{
    /// <summary>As the terms of a day say it.</summary>
    public static ProjectOrder Of(EngagementId contract, Customer customer, ContractTerms terms) =>
        new(
            contract,
            customer,
            terms.LegalEntity,
            terms.Currency,
            terms.Start,
            terms.End,
            IsFixedPrice: !terms.ChargesTime
        );

    /// <summary>Contracts have no names; theirs is the customer's.</summary>
    public string Name => $"{Contract} {Customer.Name}";
}
