using Npgsql;
using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Storage.Postgres;

/// <summary>The log's queries; each takes a connection of the pool for as long as it
/// runs.</summary>
internal sealed class PostgresReads(NpgsqlDataSource source, string schema, EventTypeNames types)
{
    private readonly string _columns =
        "SELECT e.sequence, e.version, e.type, e.schema, e.at, e.cause, e.business_key, e.data, "
        + $"s.category, s.key FROM {schema}.event e JOIN {schema}.stream s ON s.id = e.stream ";

    public static DateTime ToTimestamp(Instant instant) => instant.ToDateTimeUtc();

    public Task<List<StoredEvent>> ReadAllAsync(
        long afterSequence,
        int max,
        CancellationToken cancellationToken
    ) =>
        ReadPageAsync(
            _columns + "WHERE e.sequence > $1 ORDER BY e.sequence LIMIT $2",
            cancellationToken,
            afterSequence,
            (long)max
        );

    public Task<List<StoredEvent>> ReadStreamAsync(
        StreamId stream,
        long afterVersion,
        int max,
        CancellationToken cancellationToken
    ) =>
        ReadPageAsync(
            _columns
                + "WHERE s.category = $1 AND s.key = $2 AND e.version > $3"
                + " ORDER BY e.version LIMIT $4",
            cancellationToken,
            stream.Category,
            stream.Key,
            afterVersion,
            (long)max
        );

    public async Task<long> ReadHeadAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT sequence FROM {schema}.head");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<IReadOnlyList<StreamTail>> LoadTailsAsync(string[] categories, string[] keys)
    {
        await using var command = Command(
            $"""
            SELECT s.category, s.key, s.id,
              coalesce((SELECT max(e.version) FROM {schema}.event e WHERE e.stream = s.id), 0)
            FROM unnest($1, $2) AS u(c, k)
            JOIN {schema}.stream s ON s.category = u.c AND s.key = u.k
            """,
            categories,
            keys
        );
        await using var rows = await command.ExecuteReaderAsync(CancellationToken.None);
        var tails = new List<StreamTail>();
        while (await rows.ReadAsync(CancellationToken.None))
        {
            var stream = new StreamId(rows.GetString(0), rows.GetString(1));
            tails.Add(new StreamTail(stream, rows.GetInt64(2), rows.GetInt64(3)));
        }

        return tails;
    }

    public async Task<IReadOnlyDictionary<string, long>> FindKeysAsync(
        StreamId stream,
        IReadOnlyList<(string Key, Guid Hash)> keys,
        CancellationToken cancellationToken
    )
    {
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var command = Command(
            $"""
            SELECT u.key, e.sequence
            FROM {schema}.stream s
            CROSS JOIN unnest($3, $4) AS u(key, hash)
            JOIN {schema}.event e ON e.stream = s.id AND e.key_hash = u.hash
            WHERE s.category = $1 AND s.key = $2
            """,
            stream.Category,
            stream.Key,
            keys.Select(pair => pair.Key).ToArray(),
            keys.Select(pair => pair.Hash).ToArray()
        );
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            known[rows.GetString(0)] = rows.GetInt64(1);
        }

        return known;
    }

    public async Task<List<StreamId>> ListStreamsAsync(
        string category,
        string afterKey,
        int max,
        CancellationToken cancellationToken
    )
    {
        // A refused first append leaves a stream without events behind: not listed.
        await using var command = Command(
            $"""
            SELECT s.key FROM {schema}.stream s
            WHERE s.category = $1 AND s.key > $2
              AND EXISTS (SELECT 1 FROM {schema}.event e WHERE e.stream = s.id AND e.version = 1)
            ORDER BY s.key LIMIT $3
            """,
            category,
            afterKey,
            (long)max
        );
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var streams = new List<StreamId>();
        while (await rows.ReadAsync(cancellationToken))
        {
            streams.Add(new StreamId(category, rows.GetString(0)));
        }

        return streams;
    }

    public async Task<StreamSnapshot?> ReadSnapshotAsync(
        StreamId stream,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(
            $"""
            SELECT n.version, n.schema, n.data
            FROM {schema}.snapshot n JOIN {schema}.stream s ON s.id = n.stream
            WHERE s.category = $1 AND s.key = $2
            """,
            stream.Category,
            stream.Key
        );
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? ReadSnapshot(rows) : null;
    }

    public async Task LoadTypesAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT id, name FROM {schema}.event_type");
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            types.Add(rows.GetInt16(0), rows.GetString(1));
        }
    }

    /// <summary>A command whose parameters are given by position.</summary>
    public NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private async Task<List<StoredEvent>> ReadPageAsync(
        string sql,
        CancellationToken cancellationToken,
        params object[] values
    )
    {
        await using var command = Command(sql, values);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var page = new List<StoredEvent>();
        var bytes = 0;
        while (bytes < EventLogLimits.BytesPerPageMax && await rows.ReadAsync(cancellationToken))
        {
            var type = await TypeNameAsync(rows.GetInt16(2), cancellationToken);
            var e = ReadEvent(rows, type);
            bytes += e.Data.Length;
            page.Add(e);
        }

        return page;
    }

    private async Task<string> TypeNameAsync(short type, CancellationToken cancellationToken)
    {
        if (!types.TryGetName(type, out var name))
        {
            // Another process's new type.
            await LoadTypesAsync(cancellationToken);
            name = types.NameOf(type);
        }

        return name;
    }

    private static StoredEvent ReadEvent(NpgsqlDataReader row, string type) =>
        new(
            row.GetInt64(0),
            new StreamId(row.GetString(8), row.GetString(9)),
            row.GetInt64(1),
            type,
            row.GetInt16(3),
            Instant.FromDateTimeUtc(row.GetDateTime(4)),
            row.IsDBNull(6) ? null : row.GetString(6),
            row.IsDBNull(5) ? null : row.GetInt64(5),
            row.GetFieldValue<byte[]>(7)
        );

    private static StreamSnapshot ReadSnapshot(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2));
}
