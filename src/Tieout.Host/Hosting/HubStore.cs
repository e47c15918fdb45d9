using System.Diagnostics;
using Tieout.Host.Configuration;
using Tieout.Runtime.Reconciliation;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.Postgres;
using Tieout.Runtime.Storage.ReadStore;
using Tieout.Runtime.Storage.Sqlite;

namespace Tieout.Host.Hosting;

/// <summary>The log and the read tables that a configuration names, open for one process.</summary>
public sealed class HubStore : IAsyncDisposable
{
    private readonly IAsyncDisposable? _claim;

    private HubStore(IEventLog log, IReadStore tables, IAsyncDisposable? claim)
    {
        Log = log;
        Tables = tables;
        _claim = claim;
    }

    public IEventLog Log { get; }

    public IReadStore Tables { get; }

    /// <summary>Opens both; makes them when they are missing.</summary>
    /// <exception cref="StoreInUseException">Another hub process has the store.</exception>
    public static async Task<HubStore> OpenAsync(
        StoreSettings settings,
        IClock clock,
        CancellationToken cancellationToken
    )
    {
        switch (settings)
        {
            case StoreSettings.SqliteFile sqlite:
                var file = SqliteEventLog.Open(new SqliteLogOptions { Path = sqlite.Path }, clock);
                return new HubStore(file, OpenTables(settings), claim: null);
            case StoreSettings.PostgresDatabase postgres:
                var claim = await PostgresStoreClaim.TakeAsync(
                    postgres.Connection.Resolve(),
                    postgres.Schema,
                    cancellationToken
                );
                try
                {
                    var log = await OpenLogAsync(postgres, clock, cancellationToken);
                    return new HubStore(log, OpenTables(settings), claim);
                }
                catch
                {
                    await claim.DisposeAsync();
                    throw;
                }

            default:
                throw new UnreachableException(settings.GetType().Name);
        }
    }

    /// <summary>The read tables alone: they can be read while a hub runs.</summary>
    public static IReadStore OpenTables(StoreSettings settings) =>
        settings switch
        {
            StoreSettings.SqliteFile sqlite => new SqliteReadStore(sqlite.ReadPath, ReadTables.All),
            StoreSettings.PostgresDatabase postgres => new PostgresReadStore(
                postgres.Connection.Resolve(),
                postgres.ReadSchema,
                ReadTables.All
            ),
            _ => throw new UnreachableException(settings.GetType().Name),
        };

    /// <summary>Closes both; what was appended is durable.</summary>
    public async ValueTask DisposeAsync()
    {
        await Tables.DisposeAsync();
        await Log.DisposeAsync();
        if (_claim is not null)
        {
            await _claim.DisposeAsync();
        }
    }

    internal static Task<PostgresEventLog> OpenLogAsync(
        StoreSettings.PostgresDatabase postgres,
        IClock clock,
        CancellationToken cancellationToken
    ) =>
        PostgresEventLog.OpenAsync(
            new PostgresLogOptions
            {
                ConnectionString = postgres.Connection.Resolve(),
                Schema = postgres.Schema,
            },
            clock,
            cancellationToken
        );
}
