using Npgsql;
using NpgsqlTypes;
using Tieout.Runtime.Storage.GroupCommit;

namespace Tieout.Runtime.Storage.Postgres;

/// <summary>A group's events as columns: each is one array parameter.</summary>
internal sealed class PostgresRows
{
    private readonly long[] _streams;
    private readonly long[] _versions;
    private readonly short[] _types;
    private readonly short[] _schemas;
    private readonly long?[] _causes;
    private readonly string?[] _keys;
    private readonly Guid?[] _hashes;
    private readonly ReadOnlyMemory<byte>[] _data;

    public PostgresRows(IReadOnlyList<AppendRequest> group, EventTypeNames types)
    {
        var count = group.Sum(request => request.Events.Count);
        _streams = new long[count];
        _versions = new long[count];
        _types = new short[count];
        _schemas = new short[count];
        _causes = new long?[count];
        _keys = new string?[count];
        _hashes = new Guid?[count];
        _data = new ReadOnlyMemory<byte>[count];
        var row = 0;
        foreach (var request in group)
        {
            for (var i = 0; i < request.Events.Count; i++, row++)
            {
                var e = request.Events[i];
                _streams[row] = request.Tail.Row;
                _versions[row] = request.ExpectedVersion + i + 1;
                _types[row] = types.TryGetNumber(e.Type, out var number)
                    ? checked((short)number)
                    : throw new InvalidOperationException($"{e.Type} has no number.");
                _schemas[row] = checked((short)e.Schema);
                _causes[row] = e.Cause;
                _keys[row] = e.BusinessKey;
                _hashes[row] = e.BusinessKey is null ? null : request.Hashes![i];
                _data[row] = e.Data;
            }
        }
    }

    public static void AddParameters(NpgsqlParameterCollection parameters)
    {
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint });
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.TimestampTz });
        foreach (
            var column in (NpgsqlDbType[])
                [
                    NpgsqlDbType.Bigint,
                    NpgsqlDbType.Bigint,
                    NpgsqlDbType.Smallint,
                    NpgsqlDbType.Smallint,
                    NpgsqlDbType.Bigint,
                    NpgsqlDbType.Text,
                    NpgsqlDbType.Uuid,
                    NpgsqlDbType.Bytea,
                ]
        )
        {
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | column });
        }
    }

    public void Bind(NpgsqlParameterCollection parameters, Instant at)
    {
        object[] values =
        [
            (long)_streams.Length,
            PostgresReads.ToTimestamp(at),
            _streams,
            _versions,
            _types,
            _schemas,
            _causes,
            _keys,
            _hashes,
            _data,
        ];
        for (var i = 0; i < values.Length; i++)
        {
            parameters[i].Value = values[i];
        }
    }
}
