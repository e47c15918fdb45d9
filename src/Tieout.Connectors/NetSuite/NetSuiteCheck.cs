using Tieout.Connect;

namespace Tieout.Connectors.NetSuite;

/// <summary>Proves that a connection's settings work.</summary>
internal static class NetSuiteCheck
{
    /// <summary>Asks for the subsidiaries, items and tax codes that are set.</summary>
    /// <exception cref="ConnectorException">They do not, and why.</exception>
    public static async Task PassAsync(
        NetSuiteClient client,
        NetSuiteOptions options,
        CancellationToken cancellationToken
    )
    {
        var companies = options.Companies.Select(x => (x.Key.Value, x.Value));
        await RequireAsync(client, "subsidiary", companies, cancellationToken);
        await RequireAsync(client, "item", Pairs(options.Items), cancellationToken);
        await RequireAsync(client, "salestaxitem", Pairs(options.Taxes), cancellationToken);
    }

    private static IEnumerable<(string, string)> Pairs(IReadOnlyDictionary<string, string> set) =>
        set.Select(x => (x.Key, x.Value));

    private static async Task RequireAsync(
        NetSuiteClient client,
        string table,
        IEnumerable<(string For, string Id)> set,
        CancellationToken cancellationToken
    )
    {
        var wanted = set.ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        var ids = string.Join(
            ", ",
            wanted.Select(x => NetSuiteJson.Quoted(x.Id)).Distinct(StringComparer.Ordinal)
        );
        var rows = await client.RowsAsync(
            $"SELECT id FROM {table} WHERE id IN ({ids})",
            cancellationToken
        );
        var known = rows.Select(x => x["id"]).ToHashSet(StringComparer.Ordinal);
        if (wanted.Find(x => !known.Contains(x.Id)) is { For: { } what, Id: var id })
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"NetSuite has no {table} {id}, which is set for {what}, or the role may not see it."
            );
        }
    }
}
