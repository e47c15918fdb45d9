using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;

namespace Tieout.Domain.Revenue;

/// <summary>A contract line in one legal entity and currency.</summary>
internal sealed record RevenueKey(
    LegalEntityCode LegalEntity,
    CurrencyCode Currency,
    ContractLineId Line
)
{
    public static RevenueKey Of(Invoice document, ContractLineId line) =>
        new(document.LegalEntity, document.Currency, line);

    /// <summary>Whether work that is not billed yet would be billed under it.</summary>
    public bool IsOf(ContractTerms terms) =>
        terms.LegalEntity == LegalEntity && terms.Currency == Currency;

    /// <summary>Whether the terms still have the line: an amendment may drop one.</summary>
    public bool IsIn(ContractTerms terms) => IsOf(terms) && terms.Lines.Any(x => x.Id == Line);
}
