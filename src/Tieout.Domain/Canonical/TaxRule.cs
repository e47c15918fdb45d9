using NodaTime.Text;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>What a tax code means for documents with a tax point in an interval.</summary>
/// <param name="Rate">Percent: 20 for twenty per cent.</param>
/// <param name="From">First tax point, included; from ever when none.</param>
/// <param name="To">Last tax point, included; open when none.</param>
/// <param name="Note">Printed on the document: the reason of an exemption or reverse charge.</param>
/// <param name="Place">
/// Where the tax is owed, as in <c>DE</c> or <c>US-TX</c>; registrations are not looked at when none.
/// </param>
/// <param name="Services">Classes of service that it is for; for all when none.</param>
public sealed record TaxRule(
    TaxCode Code,
    long Version,
    TaxCategory Category,
    decimal Rate,
    LocalDate? From = null,
    LocalDate? To = null,
    string? Note = null,
    string? Place = null,
    ValueList<string>? Services = null
) : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => $"tax-rule/{Code}/{LocalDatePattern.Iso.Format(Start)}";

    /// <summary>First tax point; the first of all where it has none.</summary>
    public LocalDate Start => From ?? LocalDate.MinIsoValue;

    /// <summary>Whether it has begun on a tax point and not ended.</summary>
    public bool IsInForce(LocalDate taxPoint) =>
        Start <= taxPoint && (To is null || taxPoint <= To);

    /// <summary>The supplier owes it, and has to be registered where it does. US sales tax is an S.</summary>
    public bool NeedsSupplierRegistration =>
        Category is TaxCategory.S or TaxCategory.L or TaxCategory.M;

    /// <summary>The customer accounts for the tax, by its own registration. EN 16931 BR-AE-02, BR-IC-02.</summary>
    public bool NeedsCustomerTaxId => Category is TaxCategory.AE or TaxCategory.K;
}
