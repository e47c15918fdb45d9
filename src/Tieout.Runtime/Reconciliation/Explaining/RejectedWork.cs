using System.Globalization;
using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>The records that a piece of work would have been read from, and that were rejected.</summary>
/// <remarks>
/// A record that does not tell which work it is, is known by an id at the end of its place that is long
/// enough to be its only one; pieces of work of one record, such as the days of a week, have that id and
/// something after a hyphen. What the hub could not tell a source is not about its records.
/// </remarks>
internal static class RejectedWork
{
    private const string Question =
        "SELECT seq, position, subject, place, code, message, effort FROM rejected "
        + "WHERE system = @system AND code NOT LIKE 'write-back.%' ORDER BY seq, position";

    /// <summary>As ids that are drawn for all records of a system are; shorter ones are counted by list.</summary>
    private const int IdMin = 15;

    /// <summary>None for what is no work. O(rejections of its system).</summary>
    public static async Task<IReadOnlyList<ExplainedRejection>> ListAsync(
        ReadSnapshot read,
        string work,
        CancellationToken cancellationToken
    )
    {
        if (work.Split('/', 3) is not [_, var system, var own])
        {
            return [];
        }

        var found = await read.ListAsync(
            Question,
            row =>
                (
                    Subject: row.GetString(2),
                    Place: row.GetString(3),
                    Told: new ExplainedRejection(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"rejected/{row.GetInt64(0)}/{row.GetInt64(1)}"
                        ),
                        row.GetString(4),
                        row.GetString(5),
                        StoredUnits.EffortOf(row.GetInt64(6))
                    )
                ),
            cancellationToken,
            ("system", system)
        );
        return
        [
            .. found
                .Where(x => x.Subject.Equals(work, StringComparison.Ordinal) || IsOf(own, x.Place))
                .Select(x => x.Told),
        ];
    }

    private static bool IsOf(string own, string place)
    {
        var id = place[(place.LastIndexOf('/') + 1)..];
        return id.Length >= IdMin
            && (
                own.Equals(id, StringComparison.Ordinal)
                || own.StartsWith($"{id}-", StringComparison.Ordinal)
            );
    }
}
