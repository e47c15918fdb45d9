using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Coverage;

/// <summary>Which codes are in use, by legal entity: what maps of targets have to cover.</summary>
/// <remarks>
/// Legal entities of contracts, accounts as they are mapped, tax codes and dimensions of documents. O(lines
/// of documents).
/// </remarks>
public static class UsedCodes
{
    /// <summary>Each once; by legal entity, kind and code.</summary>
    public static async Task<IReadOnlyList<UsedCode>> ListAsync(
        IReadStore store,
        CancellationToken cancellationToken
    )
    {
        await using var read = await store.OpenSnapshotAsync(cancellationToken);
        var used = new HashSet<UsedCode>();
        await AddAsync(
            CodeKind.LegalEntity,
            "SELECT DISTINCT t.legal_entity, t.legal_entity FROM terms t"
        );
        await AddAsync(
            CodeKind.RevenueAccount,
            $"SELECT a.legal_entity, a.account FROM account a WHERE a.role = '{Revenue}'"
        );
        await AddAsync(CodeKind.TaxCode, OfLines("l.tax_code"));
        await AddAsync(CodeKind.Dimension, OfLines("l.dimensions"), StoredUnits.DimensionsOf);
        return
        [
            .. used.OrderBy(x => x.LegalEntity.Value, StringComparer.Ordinal)
                .ThenBy(x => x.Kind)
                .ThenBy(x => x.Code, StringComparer.Ordinal),
        ];

        async Task AddAsync(
            CodeKind kind,
            string statement,
            Func<string, IEnumerable<string>>? codes = null
        )
        {
            var rows = await read.ListAsync(
                statement,
                row => (Entity: row.GetString(0), Text: row.GetString(1)),
                cancellationToken
            );
            foreach (var (entity, text) in rows)
            {
                used.UnionWith(
                    (codes?.Invoke(text) ?? [text]).Select(code => new UsedCode(
                        LegalEntityCode.Parse(entity),
                        kind,
                        code
                    ))
                );
            }
        }
    }

    private static string Revenue => StoredNames.Of(Domain.Canonical.AccountRole.Revenue);

    private static string OfLines(string column) =>
        $"SELECT DISTINCT d.legal_entity, {column} FROM document_line l "
        + $"JOIN document d ON d.reference = l.reference WHERE {column} IS NOT NULL";
}
