using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.LegacyErp;

/// <summary>Which company of the ERP keeps the books of a legal entity.</summary>
internal static class ErpCompanies
{
    /// <summary>The ledger id or company code.</summary>
    /// <exception cref="ConnectorException">The settings name none.</exception>
    public static string Of(LegacyErpOptions options, LegalEntityCode entity) =>
        options.Companies.TryGetValue(entity, out var company)
            ? company
            : throw new ConnectorException(
                ConnectorFault.Settings,
                $"{options.System} has no company for the legal entity {entity}; add it to companies."
            );
}
