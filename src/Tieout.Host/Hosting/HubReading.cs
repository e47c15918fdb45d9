using System.Diagnostics;
using System.Globalization;
using NodaTime.Text;
using Tieout.Host.Configuration;
using Tieout.Runtime.Reconciliation;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.ReadStore;
using Tieout.Runtime.Storage.Sqlite;

namespace Tieout.Host.Hosting;

/// <summary>What a hub knows, for questions: also while it runs in another process.</summary>
/// <remarks>
/// Whoever holds the store brings the read tables up to date. When nobody does, that is done here
/// first, and the store is let go again before anything is asked.
/// </remarks>
public sealed class HubReading : IAsyncDisposable
{
    private HubReading(ILogReader log, IReadStore tables)
    {
        Log = log;
        Tables = tables;
    }

    public ILogReader Log { get; }

    public IReadStore Tables { get; }

    /// <summary>Another process holds the store and keeps the tables.</summary>
    public bool IsHubRunning { get; private init; }

    /// <summary>The sequence of the last event that the tables held when they were opened.</summary>
    public long Offset { get; private set; }

    /// <summary>The sequence of the last event of the log then.</summary>
    public long Head { get; private set; }

    /// <summary>When the last event of the tables was recorded; none before the first.</summary>
    public Instant? At { get; private set; }

    /// <summary>The systems that cannot be read, and since when.</summary>
    public IReadOnlyList<UnreadSource> Unread { get; private set; } = [];

    /// <summary>In words: as of which event, how far behind that is, and what could not be read.</summary>
    public string AsOf
    {
        get
        {
            var at = At is { } some ? $" of {InstantPattern.General.Format(some)}" : string.Empty;
            var behind =
                Offset < Head
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"; the running hub has {Head - Offset} more on the way"
                    )
                    : string.Empty;
            var unread = string.Concat(
                Unread.Select(x =>
                    $" {x.System} has not been readable since {InstantPattern.General.Format(x.Since)}: what it has told since is not in this."
                )
            );
            return string.Create(
                CultureInfo.InvariantCulture,
                $"As of event {Offset}{at}{behind}.{unread}"
            );
        }
    }

    /// <summary>Opens the tables, up to date where that is possible.</summary>
    /// <exception cref="StoreMissingException">No hub ever ran on this configuration.</exception>
    public static async Task<HubReading> OpenAsync(
        StoreSettings settings,
        IClock clock,
        Action<long>? progress,
        CancellationToken cancellationToken
    )
    {
        await StoreExistence.RequireLogAsync(settings, cancellationToken);
        var isRunning = !await TryCatchUpAsync(settings, clock, progress, cancellationToken);
        var log = await OpenLogAsync(settings, clock, cancellationToken);
        var reading = new HubReading(log, HubStore.OpenTables(settings))
        {
            IsHubRunning = isRunning,
        };
        try
        {
            await reading.LookAsync(cancellationToken);
            return reading;
        }
        catch
        {
            await reading.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Tables.DisposeAsync();
        switch (Log)
        {
            case IAsyncDisposable later:
                await later.DisposeAsync();
                break;
            case IDisposable now:
                now.Dispose();
                break;
        }
    }

    private static async ValueTask<ILogReader> OpenLogAsync(
        StoreSettings settings,
        IClock clock,
        CancellationToken cancellationToken
    )
    {
        switch (settings)
        {
            case StoreSettings.SqliteFile file:
                return SqliteLogReader.Open(file.Path);
            case StoreSettings.PostgresDatabase postgres:
                return await HubStore.OpenLogAsync(postgres, clock, cancellationToken);
            default:
                throw new UnreachableException(settings.GetType().Name);
        }
    }

    private static async Task<bool> TryCatchUpAsync(
        StoreSettings settings,
        IClock clock,
        Action<long>? progress,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var store = await HubStore.OpenAsync(settings, clock, cancellationToken);
            await using var follower = await ReadModelFollower.ClaimAsync(
                store.Log,
                store.Tables,
                Environment.MachineName,
                cancellationToken
            );
            var head = await store.Log.GetHeadAsync(cancellationToken);
            await follower.CatchUpAsync(head, cancellationToken, progress);
            return true;
        }
        catch (StoreInUseException)
        {
            return false;
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        Head = await Log.GetHeadAsync(cancellationToken);
        await using var moment = await Tables.OpenSnapshotAsync(cancellationToken);
        Offset = await moment.ReadOffsetAsync(cancellationToken);
        if (Offset > 0)
        {
            At = (await Log.ReadAllAsync(Offset - 1, 1, cancellationToken))[0].At;
        }

        Unread = await UnreadSource.ListAsync(moment, cancellationToken);
    }
}
