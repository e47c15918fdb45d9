using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Routing;

/// <summary>Which target takes documents of an entity, or of one unit of it, for a time.</summary>
/// <param name="LegalEntity">All that no rule names, when none.</param>
/// <param name="BusinessUnit">All units when none.</param>
/// <param name="Effective">First document date, included; since ever when none.</param>
/// <param name="Until">Last document date, included; open when none.</param>
public sealed record RoutingRule(
    string Id,
    LegalEntityCode? LegalEntity,
    string Target,
    LocalDate? Effective = null,
    LocalDate? Until = null,
    string? BusinessUnit = null
)
{
    public bool Covers(RoutedDocument document) =>
        (LegalEntity is null || LegalEntity == document.LegalEntity)
        && (BusinessUnit is null || IsUnit(document.BusinessUnit))
        && (Effective is null || Effective <= document.Date)
        && (Until is null || document.Date <= Until);

    private bool IsUnit(string? unit) =>
        string.Equals(BusinessUnit, unit, StringComparison.Ordinal);
}
