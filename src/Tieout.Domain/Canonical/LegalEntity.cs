using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Taxes;

namespace Tieout.Domain.Canonical;

/// <summary>A company of the firm: it invoices, owes tax and keeps a ledger.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Currency">Functional currency of its ledger.</param>
/// <param name="Arithmetic">How its tax owner computes; once per category and rate when none.</param>
/// <param name="TaxRegistrations">
/// Places where it is registered for tax, as tax rules name them; not checked when none.
/// </param>
/// <param name="TaxId">Its own VAT registration. BT-31.</param>
/// <param name="RequiredDimensions">What each line of its documents has a value of.</param>
/// <param name="ElectronicAddress">It sends electronic invoices from there. BT-34.</param>
public sealed record LegalEntity(
    LegalEntityCode Code,
    long Version,
    string Name,
    string Country,
    CurrencyCode Currency,
    TaxArithmetic? Arithmetic = null,
    ValueList<string>? TaxRegistrations = null,
    string? TaxId = null,
    string? ElectronicAddress = null,
    ValueList<DimensionCode>? RequiredDimensions = null
) : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => $"legal-entity/{Code}";
}
