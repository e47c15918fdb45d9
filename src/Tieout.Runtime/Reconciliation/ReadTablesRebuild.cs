using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation;

/// <summary>Builds the read tables anew beside the live ones, compares, and replaces when asked.</summary>
/// <remarks>The live tables are followed and read on meanwhile.</remarks>
public static class ReadTablesRebuild
{
    private const string Owner = "rebuild";

    /// <summary>The live tables move on while others are built; so often is the rest made up.</summary>
    private const int AttemptsMax = 20;

    /// <summary>Rebuilds up to the offset of the live tables.</summary>
    /// <param name="log">What the tables follow from.</param>
    /// <param name="live">The tables in use.</param>
    /// <param name="replace">Put the rebuilt rows in place of the live ones.</param>
    /// <param name="progress">Told events done and events in all, after each page.</param>
    /// <param name="cancellationToken">Gives up; the live tables are as they were.</param>
    public static async Task<RebuildReport> RunAsync(
        IEventLog log,
        IReadStore live,
        bool replace,
        Action<long, long>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var beside = await live.CreateBesideAsync(cancellationToken);
        try
        {
            var report = await CompareAsync(log, live, beside, progress, cancellationToken);
            return replace
                ? report with
                {
                    IsReplaced = await ReplaceAsync(log, live, beside, cancellationToken),
                }
                : report;
        }
        finally
        {
            await beside.DropAsync(CancellationToken.None);
        }
    }

    private static async Task<RebuildReport> CompareAsync(
        IEventLog log,
        IReadStore live,
        IReadStore beside,
        Action<long, long>? progress,
        CancellationToken cancellationToken
    )
    {
        await FollowAsync(log, live, beside, progress, cancellationToken);
        await using var moment = await live.OpenSnapshotAsync(cancellationToken);
        var offset = await moment.ReadOffsetAsync(cancellationToken);
        await using (
            var follower = await ReadModelFollower.ClaimAsync(log, beside, Owner, cancellationToken)
        )
        {
            await follower.CatchUpAsync(offset, cancellationToken);
        }

        await using var rebuilt = await beside.OpenSnapshotAsync(cancellationToken);
        var theirs = await HashAsync(moment, ReadTables.All, cancellationToken);
        var ours = await HashAsync(rebuilt, ReadTables.All, cancellationToken);
        var differing = new List<string>();
        if (!theirs.Sha256.Equals(ours.Sha256, StringComparison.Ordinal))
        {
            foreach (var table in ReadTables.All)
            {
                var one = await HashAsync(moment, [table], cancellationToken);
                var other = await HashAsync(rebuilt, [table], cancellationToken);
                if (!one.Sha256.Equals(other.Sha256, StringComparison.Ordinal))
                {
                    differing.Add(table.Name);
                }
            }
        }

        return new RebuildReport(theirs, ours, differing, IsReplaced: false);
    }

    private static Task<ContentHash> HashAsync(
        ReadSnapshot snapshot,
        IReadOnlyList<ReadTable> tables,
        CancellationToken cancellationToken
    ) => ContentHasher.HashAsync(snapshot, tables, cancellationToken);

    private static async Task<bool> ReplaceAsync(
        IEventLog log,
        IReadStore live,
        IReadStore beside,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (await live.ReplaceWithAsync(beside, cancellationToken))
            {
                return true;
            }

            await FollowAsync(log, live, beside, progress: null, cancellationToken);
        }

        return false;
    }

    private static async Task FollowAsync(
        IEventLog log,
        IReadStore live,
        IReadStore beside,
        Action<long, long>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var moment = await live.OpenSnapshotAsync(cancellationToken);
        var offset = await moment.ReadOffsetAsync(cancellationToken);
        await using var follower = await ReadModelFollower.ClaimAsync(
            log,
            beside,
            Owner,
            cancellationToken
        );
        await follower.CatchUpAsync(
            offset,
            cancellationToken,
            done => progress?.Invoke(done, offset)
        );
    }
}
