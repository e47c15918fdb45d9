using System.Data;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Storage.Postgres;

/// <summary>The writing connection of one process. A group is one statement and one round trip: a
/// process that freezes in the middle leaves no lock behind.</summary>
internal sealed class PostgresAppendStore(
    NpgsqlDataSource source,
    string schema,
    PostgresReads reads,
    EventTypeNames types,
    IClock clock
) : IAppendStore
{
    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _insert;

    public async Task<IReadOnlyList<StreamTail>> LoadTailsAsync(
        IReadOnlyCollection<StreamId> streams
    )
    {
        // In one order everywhere, so that two hubs cannot wait for each other.
        var ordered = streams
            .OrderBy(stream => stream.Category, StringComparer.Ordinal)
            .ThenBy(stream => stream.Key, StringComparer.Ordinal)
            .ToList();
        var categories = ordered.ConvertAll(stream => stream.Category).ToArray();
        var keys = ordered.ConvertAll(stream => stream.Key).ToArray();
        await using var command = source.CreateCommand(
            $"""
            INSERT INTO {schema}.stream(category, key)
            SELECT u.c, u.k FROM unnest($1, $2) AS u(c, k)
            WHERE NOT EXISTS (
              SELECT 1 FROM {schema}.stream s WHERE s.category = u.c AND s.key = u.k)
            ON CONFLICT DO NOTHING
            """
        );
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = categories });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = keys });
        await command.ExecuteNonQueryAsync(CancellationToken.None);
        return await reads.LoadTailsAsync(categories, keys);
    }

    public Task<IReadOnlyDictionary<string, long>> FindKnownKeysAsync(
        StreamId stream,
        IReadOnlyList<(string Key, Guid Hash)> keys
    ) => reads.FindKeysAsync(stream, keys, CancellationToken.None);

    public async Task<long> CommitAsync(IReadOnlyList<AppendRequest> group)
    {
        await NumberTypesAsync(group);
        var insert = await OpenAsync();
        var rows = new PostgresRows(group, types);
        rows.Bind(insert.Parameters, clock.GetCurrentInstant());
        try
        {
            return (long)(await insert.ExecuteScalarAsync(CancellationToken.None))!;
        }
        catch (PostgresException e)
            when (string.Equals(
                    e.SqlState,
                    PostgresErrorCodes.UniqueViolation,
                    StringComparison.Ordinal
                )
            )
        {
            throw new UniqueViolationException(-1, e);
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The schema's name is checked; nothing else in the text is a variable."
    )]
    private async Task<NpgsqlCommand> OpenAsync()
    {
        if (_insert is not null && _connection is { FullState: ConnectionState.Open })
        {
            return _insert;
        }

        await CloseAsync();
        _connection = await source.OpenConnectionAsync(CancellationToken.None);
        _insert = new NpgsqlCommand(
            $"""
            WITH head AS (
              UPDATE {schema}.head SET sequence = sequence + $1 WHERE id = 1
              RETURNING sequence - $1 AS base),
            inserted AS (
              INSERT INTO {schema}.event
                (sequence, at, stream, version, type, schema, cause, business_key, key_hash, data)
              SELECT head.base + u.ord, $2, u.s, u.v, u.t, u.m, u.c, u.k, u.h, u.d
              FROM head, unnest($3, $4, $5, $6, $7, $8, $9, $10)
                WITH ORDINALITY AS u(s, v, t, m, c, k, h, d, ord))
            SELECT base FROM head
            """,
            _connection
        );
        PostgresRows.AddParameters(_insert.Parameters);
        await _insert.PrepareAsync(CancellationToken.None);
        return _insert;
    }

    private async Task CloseAsync()
    {
        if (_insert is not null)
        {
            await _insert.DisposeAsync();
            _insert = null;
        }

        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }

    /// <summary>Gives new event types their numbers, once in a hub's life each.</summary>
    private async Task NumberTypesAsync(IReadOnlyList<AppendRequest> group)
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var request in group)
        {
            foreach (var e in request.Events)
            {
                if (!types.TryGetNumber(e.Type, out _))
                {
                    missing.Add(e.Type);
                }
            }
        }

        if (missing.Count > 0)
        {
            await using var command = source.CreateCommand(
                $"INSERT INTO {schema}.event_type(name) SELECT unnest($1) ON CONFLICT DO NOTHING"
            );
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. missing] });
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            await reads.LoadTypesAsync(CancellationToken.None);
        }
    }
}
