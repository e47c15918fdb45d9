using Tieout.Domain.Canonical;

namespace Tieout.Sandbox.Firm;

/// <summary>A legal entity of the firm and what follows from its country.</summary>
/// <param name="TaxCodes">The usual one first.</param>
/// <param name="PriceFactor">Entity price list over the firm's base prices, in per cent.</param>
internal sealed record EntityPlan(
    LegalEntity Entity,
    IReadOnlyList<TaxRule> TaxCodes,
    int PriceFactor,
    IReadOnlyList<string> Cities,
    string CompanySuffix,
    string TaxIdForm
);
