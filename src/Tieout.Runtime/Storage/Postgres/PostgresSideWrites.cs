namespace Tieout.Runtime.Storage.Postgres;

/// <summary>What is written besides events: snapshots and followers' offsets.</summary>
internal sealed class PostgresSideWrites(PostgresReads reads, string schema)
{
    public async Task KeepSnapshotAsync(
        StreamId stream,
        StreamSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        await using var command = reads.Command(
            $"""
            INSERT INTO {schema}.snapshot(stream, version, schema, data)
            SELECT id, $3, $4, $5 FROM {schema}.stream WHERE category = $1 AND key = $2
            ON CONFLICT (stream) DO UPDATE
              SET version = excluded.version, schema = excluded.schema, data = excluded.data
              WHERE excluded.version >= snapshot.version
            """,
            stream.Category,
            stream.Key,
            snapshot.Version,
            snapshot.Schema,
            snapshot.Data
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<FollowerClaim> ClaimAsync(
        string name,
        string owner,
        Instant at,
        CancellationToken cancellationToken
    )
    {
        await using var command = reads.Command(
            $"""
            INSERT INTO {schema}.follower(name, "offset", epoch, owner, at)
            VALUES ($1, 0, 1, $2, $3)
            ON CONFLICT (name) DO UPDATE
              SET epoch = follower.epoch + 1, owner = excluded.owner, at = excluded.at
            RETURNING epoch, "offset"
            """,
            name,
            owner,
            PostgresReads.ToTimestamp(at)
        );
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return new FollowerClaim(name, rows.GetInt64(0), rows.GetInt64(1));
    }

    public async Task<FollowerClaim> AdvanceAsync(
        FollowerClaim claim,
        long newOffset,
        Instant at,
        CancellationToken cancellationToken
    )
    {
        await using var command = reads.Command(
            $"""
            UPDATE {schema}.follower SET "offset" = $4, at = $5
            WHERE name = $1 AND epoch = $2 AND "offset" = $3
            """,
            claim.Name,
            claim.Epoch,
            claim.Offset,
            newOffset,
            PostgresReads.ToTimestamp(at)
        );
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1
            ? claim with
            {
                Offset = newOffset,
            }
            : throw new FollowerLostException(claim);
    }
}
