using Tieout.Connect;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>Proves that a connection's settings work.</summary>
internal static class LedgerworksCheck
{
    /// <summary>Logs in, and looks for every company that is set.</summary>
    /// <exception cref="ConnectorException">They do not, and why.</exception>
    public static async Task RunAsync(
        LedgerworksClient client,
        LedgerworksOptions options,
        CancellationToken cancellationToken
    )
    {
        await client.LogInAsync(cancellationToken);
        var answer = await client.GetAsync<LedgerworksListing<LedgerworksCompany>>(
            "companies",
            cancellationToken
        );
        var known = answer.Value.Items.Select(x => x.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var (entity, company) in options.Companies)
        {
            if (!known.Contains(company))
            {
                throw new ConnectorException(
                    ConnectorFault.Settings,
                    $"Ledgerworks has no company '{company}' for legal entity {entity}."
                );
            }
        }
    }
}
