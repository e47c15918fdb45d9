using Tieout.Domain.Canonical;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>The standard rates of the firm's tax rules that are in force on a tax point.</summary>
/// <remarks>A service is taxed in a state where a rule for it has a rate. O(tax rules) a look-up.</remarks>
internal sealed class TaxRuleRates(ReferenceBook reference, string service, LocalDate taxPoint)
    : ITaxRates
{
    /// <inheritdoc/>
    public decimal? RateAt(string place) => RuleAt(place, service)?.Rate;

    /// <inheritdoc/>
    public bool IsTaxedIn(string state, string service) =>
        RuleAt($"{PlaceOfSupply.UnitedStates}-{state}", service) is not null;

    private TaxRule? RuleAt(string place, string wanted) =>
        reference
            .TaxRulesOn(taxPoint)
            .FirstOrDefault(rule =>
                rule.Category is TaxCategory.S
                && string.Equals(rule.Place, place, StringComparison.Ordinal)
                && TaxCodes.IsFor(rule, wanted)
            );
}
