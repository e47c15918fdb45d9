using Microsoft.Data.Sqlite;

namespace Tieout.Runtime.Storage.Sqlite;

/// <summary>What is written besides events: snapshots and followers' offsets.</summary>
internal static class SqliteSideWrites
{
    /// <summary>Keeps the newer of two snapshots.</summary>
    /// <returns>Whether it was newer than the one before.</returns>
    public static bool KeepSnapshot(
        SqliteConnection connection,
        StreamId stream,
        StreamSnapshot snapshot
    )
    {
        using var keep = new SqliteStatement(
            connection,
            """
            INSERT INTO snapshot(stream, version, schema, data)
            SELECT id, ?3, ?4, ?5 FROM stream WHERE category = ?1 AND key = ?2
            ON CONFLICT (stream) DO UPDATE
              SET version = excluded.version, schema = excluded.schema, data = excluded.data
              WHERE excluded.version >= snapshot.version
            RETURNING version
            """
        );
        return keep.Bind(1, stream.Category)
            .Bind(2, stream.Key)
            .Bind(3, snapshot.Version)
            .Bind(4, (long)snapshot.Schema)
            .Bind(5, snapshot.Data.Span)
            .Scalar()
            is not null;
    }

    public static FollowerClaim Claim(
        SqliteConnection connection,
        string name,
        string owner,
        long at
    )
    {
        using var claim = new SqliteStatement(
            connection,
            """
            INSERT INTO follower(name, "offset", epoch, owner, at) VALUES (?1, 0, 1, ?2, ?3)
            ON CONFLICT (name) DO UPDATE
              SET epoch = epoch + 1, owner = excluded.owner, at = excluded.at
            RETURNING epoch, "offset"
            """
        );
        claim.Bind(1, name).Bind(2, owner).Bind(3, at).Step();
        var taken = new FollowerClaim(name, claim.Int64(0), claim.Int64(1));

        // The commit comes with the last step.
        claim.Run();
        return taken;
    }

    public static FollowerClaim Advance(
        SqliteConnection connection,
        FollowerClaim claim,
        long newOffset,
        long at
    )
    {
        using var advance = new SqliteStatement(
            connection,
            """
            UPDATE follower SET "offset" = ?4, at = ?5
            WHERE name = ?1 AND epoch = ?2 AND "offset" = ?3 RETURNING epoch
            """
        );
        advance
            .Bind(1, claim.Name)
            .Bind(2, claim.Epoch)
            .Bind(3, claim.Offset)
            .Bind(4, newOffset)
            .Bind(5, at);
        var moved = advance.Step();
        advance.Run();
        return moved ? claim with { Offset = newOffset } : throw new FollowerLostException(claim);
    }
}
