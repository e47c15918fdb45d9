using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Tieout.Runtime.Reconciliation;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Host.Demo;

/// <summary>A hash of what the hub has come to: equal for any two runs that mean the same.</summary>
/// <remarks>
/// Left out is what may differ without a difference in meaning: sequence numbers and times, ids and
/// numbers that the target drew, how often something was tried or read, and the version of the
/// reference data at the moment of a decision.
/// </remarks>
internal static class DemoFingerprint
{
    private static readonly HashSet<string> Technical = new(StringComparer.Ordinal)
    {
        "seq",
        "at",
        "place",
        "reference_version",
        "document.number",
        "document.external_id",
        "payment.id",
        "payment.version",
        "journal.payment",
        "delivery.attempts",
        "delivery.outcome",
        "billing_run.documents",
        "billing_run.refused",
    };

    /// <summary>Sixteen hexadecimal digits of the SHA-256 of all rows in their own order.</summary>
    public static async Task<string> OfAsync(ReadSnapshot read, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in ReadTables.All.Where(x => x != ReadTables.Feed))
        {
            var columns = string.Join(
                ", ",
                table.Columns.Select(x => x.Name).Where(x => !IsTechnical(table.Name, x))
            );
            var rows = await read.ListAsync(
                $"SELECT {columns} FROM {table.Name} ORDER BY {columns}",
                Text,
                cancellationToken
            );
            hash.AppendData(Encoding.UTF8.GetBytes($"{table.Name} {rows.Count}\n"));
            foreach (var row in rows)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(row));
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static bool IsTechnical(string table, string column) =>
        column.EndsWith("_seq", StringComparison.Ordinal)
        || column.EndsWith("_at", StringComparison.Ordinal)
        || Technical.Contains(column)
        || Technical.Contains($"{table}.{column}");

    private static string Text(DbDataReader row)
    {
        var text = new StringBuilder();
        for (var i = 0; i < row.FieldCount; i++)
        {
            var value = row.IsDBNull(i) ? "\0" : Convert.ToString(row.GetValue(i), Invariant)!;
            _ = text.Append(value).Append('\u001f');
        }
        return text.Append('\n').ToString();
    }

    private static readonly IFormatProvider Invariant = System
        .Globalization
        .CultureInfo
        .InvariantCulture;
}
