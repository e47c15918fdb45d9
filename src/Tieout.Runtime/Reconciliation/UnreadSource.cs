using Tieout.Runtime.Storage.GroupCommit;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation;

/// <summary>A system of which some feed cannot be read.</summary>
/// <param name="Since">When the first of them could not be.</param>
public sealed record UnreadSource(string System, Instant Since)
{
    private const string Question =
        "SELECT system, MIN(failed_at) FROM feed WHERE failed_at IS NOT NULL "
        + "GROUP BY system ORDER BY system";

    /// <summary>All of them at one moment, by name.</summary>
    /// <param name="read">The moment.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static Task<IReadOnlyList<UnreadSource>> ListAsync(
        ReadSnapshot read,
        CancellationToken cancellationToken
    ) =>
        read.ListAsync(
            Question,
            row => new UnreadSource(row.GetString(0), StoreTime.FromMicroseconds(row.GetInt64(1))),
            cancellationToken
        );
}
