using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connect;

/// <summary>The project that a signed contract needs where its time is logged.</summary>
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
    /// <summary>Contracts have no names; theirs is the customer's.</summary>
    public string Name => $"{Contract} {Customer.Name}";
}
