using Tieout.Connect;

namespace Tieout.Connectors.NetSuite;

/// <summary>Proves that a connection's settings work.</summary>
internal static class NetSuiteCheck
{
    /// <summary>Asks for the subsidiaries that are set.</summary>
    /// <exception cref="ConnectorException">They do not, and why.</exception>
    public static async Task PassAsync(
        NetSuiteClient client,
        NetSuiteOptions options,
        CancellationToken cancellationToken
    )
    {
        var rows = await client.RowsAsync("SELECT id FROM subsidiary", cancellationToken);
        var known = rows.Select(x => x["id"]).ToHashSet(StringComparer.Ordinal);
        foreach (var (entity, subsidiary) in options.Companies)
        {
            if (!known.Contains(subsidiary))
            {
                throw new ConnectorException(
                    ConnectorFault.Settings,
                    $"NetSuite has no subsidiary {subsidiary}, which is set for {entity}, or the role may not see it."
                );
            }
        }
    }
}
