using System.Diagnostics;
using Tieout.Host.Configuration;
using Tieout.Runtime.Reconciliation;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.Postgres;
using Tieout.Runtime.Storage.ReadStore;
using Tieout.Runtime.Storage.Sqlite;

namespace Tieout.Host.Hosting;

/// <summary>The log and the read tables that a configuration names, open.</summary>
public sealed class HubStore : IAsyncDisposable
{
    private HubStore(IEventLog log, IReadStore tables)
    {
        Log = log;
        Tables = tables;
    }

    public IEventLog Log { get; }

    public IReadStore Tables { get; }

    /// <summary>Opens both; makes them when they are missing.</summary>
    /// <exception cref="StoreInUseException">Another hub process has the SQLite file.</exception>
    public static async Task<HubStore> OpenAsync(
        StoreSettings settings,
        IClock clock,
        CancellationToken cancellationToken
    )
    {
        IEventLog log = settings switch
        {
            StoreSettings.Sqlite sqlite => SqliteEventLog.Open(
                new SqliteLogOptions { Path = sqlite.Path },
                clock
            ),
            StoreSettings.Postgres postgres => await PostgresEventLog.OpenAsync(
                new PostgresLogOptions
                {
                    ConnectionString = postgres.Connection.Resolve(),
                    Schema = postgres.Schema,
                },
                clock,
                cancellationToken
            ),
            _ => throw new UnreachableException(),
        };
        return new HubStore(log, OpenTables(settings));
    }

    /// <summary>The read tables alone: they can be read while a hub runs.</summary>
    public static IReadStore OpenTables(StoreSettings settings) =>
        settings switch
        {
            StoreSettings.Sqlite sqlite => new SqliteReadStore(sqlite.ReadPath, ReadTables.All),
            StoreSettings.Postgres postgres => new PostgresReadStore(
                postgres.Connection.Resolve(),
                postgres.ReadSchema,
                ReadTables.All
            ),
            _ => throw new UnreachableException(),
        };

    /// <summary>Closes both; what was appended is durable.</summary>
    public async ValueTask DisposeAsync()
    {
        await Tables.DisposeAsync();
        await Log.DisposeAsync();
    }
}
