using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>A company of the firm: it invoices, owes tax and keeps a ledger.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Currency">Functional currency of its ledger.</param>
public sealed record LegalEntity(
    LegalEntityCode Code,
    long Version,
    string Name,
    string Country,
    CurrencyCode Currency
) : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => $"legal-entity/{Code}";
}
