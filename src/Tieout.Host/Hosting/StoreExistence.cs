using System.Data;
using System.Diagnostics;
using Npgsql;
using Tieout.Host.Configuration;

namespace Tieout.Host.Hosting;

/// <summary>Looks whether a store was ever made, without making it.</summary>
internal static class StoreExistence
{
    /// <summary>Refuses to go on where there is no log to read.</summary>
    /// <exception cref="StoreMissingException">No hub ever ran on this configuration.</exception>
    public static async Task RequireLogAsync(
        StoreSettings settings,
        CancellationToken cancellationToken
    )
    {
        var isThere = settings switch
        {
            StoreSettings.SqliteFile file => HasContent(file.Path),
            StoreSettings.PostgresDatabase postgres => await HasTableAsync(
                postgres,
                $"{postgres.Schema}.event",
                cancellationToken
            ),
            _ => throw new UnreachableException(settings.GetType().Name),
        };
        if (!isThere)
        {
            throw new StoreMissingException(PlaceOf(settings));
        }
    }

    /// <summary>Whether there are read tables to ask.</summary>
    public static async Task<bool> HasTablesAsync(
        StoreSettings settings,
        CancellationToken cancellationToken
    ) =>
        settings switch
        {
            StoreSettings.SqliteFile file => HasContent(file.ReadPath),
            StoreSettings.PostgresDatabase postgres => await HasTableAsync(
                postgres,
                $"{postgres.ReadSchema}.progress",
                cancellationToken
            ),
            _ => throw new UnreachableException(settings.GetType().Name),
        };

    /// <summary>An empty file is what a hub leaves that was stopped while it made it.</summary>
    private static bool HasContent(string path) =>
        new FileInfo(path) is { Exists: true, Length: > 0 };

    private static async Task<bool> HasTableAsync(
        StoreSettings.PostgresDatabase postgres,
        string table,
        CancellationToken cancellationToken
    )
    {
        await using var source = NpgsqlDataSource.Create(postgres.Connection.Resolve());
        await using var command = source.CreateCommand("SELECT to_regclass($1) IS NOT NULL");
        command.Parameters.Add(new NpgsqlParameter { DbType = DbType.String, Value = table });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static string PlaceOf(StoreSettings settings)
    {
        if (settings is not StoreSettings.PostgresDatabase postgres)
        {
            return ((StoreSettings.SqliteFile)settings).Path;
        }

        // Never the connection string itself: it may hold a password.
        var connection = new NpgsqlConnectionStringBuilder(postgres.Connection.Resolve());
        return $"schema {postgres.Schema} of database {connection.Database} on {connection.Host}";
    }
}
