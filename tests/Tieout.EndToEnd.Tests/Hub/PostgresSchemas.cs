using Npgsql;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>The schemas of one hub on the tests' PostgreSQL, dropped in the end.</summary>
internal sealed class PostgresSchemas : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    private PostgresSchemas(NpgsqlDataSource source, string name)
    {
        _source = source;
        Name = name;
    }

    /// <summary>Of the log; the read tables' has <c>_read</c> behind it.</summary>
    public string Name { get; }

    /// <summary>Names that no other test has; skips the test without a server.</summary>
    public static PostgresSchemas Named(string folder)
    {
        var server = Environment.GetEnvironmentVariable("TIEOUT_TEST_POSTGRES");
        Assert.SkipWhen(
            string.IsNullOrEmpty(server),
            "Set TIEOUT_TEST_POSTGRES to a connection string to run this on PostgreSQL."
        );
        var letters = folder.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).TakeLast(6);
        return new PostgresSchemas(
            NpgsqlDataSource.Create(server!),
            "e2e_" + string.Concat(letters)
        );
    }

    /// <summary>Those that are there.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE $1 ORDER BY 1"
        );
        command.Parameters.Add(new NpgsqlParameter { Value = Name + "%" });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await rows.ReadAsync(cancellationToken))
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }

    public async ValueTask DisposeAsync()
    {
        await using (
            var command = _source.CreateCommand(
                $"DROP SCHEMA IF EXISTS {Name} CASCADE; DROP SCHEMA IF EXISTS {Name}_read CASCADE"
            )
        )
        {
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }

        await _source.DisposeAsync();
    }
}
