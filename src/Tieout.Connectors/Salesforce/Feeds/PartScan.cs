using System.Runtime.CompilerServices;
using Tieout.Connectors.Salesforce.Http;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>Reads the parts of records, as they are now.</summary>
/// <remarks>
/// By the reference of each part and not as a query within the query: what a package calls its child
/// relationships is not documented, what its fields are is.
/// </remarks>
internal static class PartScan
{
    private const int RecordsAtOnce = 200;

    /// <summary>The records with their parts; deleted parts are left out.</summary>
    public static async Task<IReadOnlyList<SalesforceRow>> WithPartsAsync(
        SalesforceClient client,
        PartsOf parts,
        IReadOnlyList<SalesforceRow> rows,
        CancellationToken cancellationToken
    )
    {
        var found = new List<SalesforceRow>();
        foreach (var chunk in rows.Where(x => !x.IsDeleted).Chunk(RecordsAtOnce))
        {
            var ids = chunk.Select(x => x.Key.Id);
            await foreach (var part in ReadAsync(client, parts, ids, cancellationToken))
            {
                found.Add(part);
            }
        }

        var byWhole = found.ToLookup(x => x.Text(parts.Reference), StringComparer.Ordinal);
        return [.. rows.Select(x => x.With([.. byWhole[x.Key.Id]]))];
    }

    /// <summary>The parts of records that are not deleted, by their ids.</summary>
    /// <param name="wholes">Ids of at most 200 records.</param>
    public static async IAsyncEnumerable<SalesforceRow> ReadAsync(
        SalesforceClient client,
        PartsOf parts,
        IEnumerable<string> wholes,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var fields = ChangeScan.FieldsOf([parts.Reference, .. parts.Fields]);
        var ids = string.Join(',', wholes.Select(x => $"'{x}'"));
        var after = string.Empty;
        bool isMore;
        do
        {
            var answer = await client.QueryAsync(
                parts.Object,
                $"SELECT {fields} FROM {parts.Object} WHERE {parts.Reference} IN ({ids}) AND IsDeleted = false{after} ORDER BY Id",
                cancellationToken
            );
            var page = ChangeScan.RowsOf(answer.Body, parts.Object);
            foreach (var row in page)
            {
                after = $" AND Id > '{row.Key.Id}'";
                yield return row;
            }

            isMore = page.Count > 0 && ChangeScan.IsCut(answer.Body);
        } while (isMore);
    }
}
