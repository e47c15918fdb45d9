using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Host.Configuration;
using Tieout.Host.Webhooks;
using Tieout.Runtime.Hub;

namespace Tieout.Host.Hosting;

/// <summary>A running hub: store, connectors, grains and read tables of one configuration.</summary>
/// <remarks>
/// Disposing stops in order: rounds (their caller awaits them), grains, the follower of the read
/// tables, the log. What was under way then is found again by the next start.
/// </remarks>
public sealed class HubHost : IAsyncDisposable
{
    private readonly HubStore _store;
    private readonly HubLogFile _logging;
    private readonly IHost _silo;
    private readonly HubRounds _rounds;
    private readonly HubSurroundings _surroundings;
    private readonly HubConfiguration _configuration;
    private readonly FeedHints _hints;
    private WebhookServer? _webhooks;

    private HubHost(
        HubStore store,
        ConnectedSystems systems,
        HubLogFile logging,
        IHost silo,
        ReadTablesKeeper tables,
        HubRounds rounds,
        FeedHints hints,
        HubConfiguration configuration,
        HubSurroundings surroundings
    )
    {
        _store = store;
        Systems = systems;
        _logging = logging;
        _silo = silo;
        Tables = tables;
        _rounds = rounds;
        _hints = hints;
        _configuration = configuration;
        _surroundings = surroundings;
    }

    /// <summary>Its log and its read tables.</summary>
    public HubStore Store => _store;

    /// <summary>Its sources and targets.</summary>
    public ConnectedSystems Systems { get; }

    /// <summary>Knows how far the read tables have come.</summary>
    public ReadTablesKeeper Tables { get; }

    /// <summary>For whoever has to ask or command a single engagement.</summary>
    public IGrainFactory Grains => _silo.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Opens the store and starts everything except the rounds.</summary>
    /// <param name="configuration">Checked.</param>
    /// <param name="surroundings">Clock and delays.</param>
    /// <param name="warnings">Gets warnings, a line each; stderr as a rule.</param>
    /// <param name="cancellationToken">Gives up; what was opened is closed again.</param>
    /// <exception cref="SecretMissingException">A secret is not where it should be.</exception>
    /// <exception cref="Runtime.Storage.StoreInUseException">Another hub runs on the store.
    /// </exception>
    public static async Task<HubHost> StartAsync(
        HubConfiguration configuration,
        HubSurroundings surroundings,
        TextWriter warnings,
        CancellationToken cancellationToken
    )
    {
        var opened = new Stack<object>();
        try
        {
            var told = surroundings with { Warnings = warnings };
            var systems = Keep(opened, new ConnectedSystems(configuration, told));
            var logging = Keep(
                opened,
                new HubLogFile(configuration.LogFile, warnings, surroundings.Clock)
            );
            var store = Keep(
                opened,
                await HubStore.OpenAsync(configuration.Store, surroundings.Clock, cancellationToken)
            );
            var tables = Keep(opened, await ReadTablesKeeper.StartAsync(store, cancellationToken));
            var silo = Keep(opened, HubSilo.Build(store, tables, systems, surroundings, logging));
            await StartAsync(silo, cancellationToken);
            var cycle = silo.Services.GetRequiredService<HubCycle>();
            var hints = new FeedHints();
            var rounds = new HubRounds(
                cycle,
                store.Log,
                configuration,
                surroundings,
                hints,
                silo.Services.GetRequiredService<ILogger<HubRounds>>()
            );
            return new HubHost(
                store,
                systems,
                logging,
                silo,
                tables,
                rounds,
                hints,
                configuration,
                surroundings
            );
        }
        catch
        {
            while (opened.TryPop(out var part))
            {
                await CloseAsync(part);
            }

            throw;
        }
    }

    /// <summary>Works until a round changes nothing; the read tables are up to date after it.</summary>
    public async Task<HubRunReport> RunOnceAsync(
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        await CatchUpAsync(cancellationToken);
        await SettlingFiles.WaitAsync(Systems, _surroundings, progress, cancellationToken);
        var report = await _rounds.UntilQuietAsync(progress, cancellationToken);
        await Tables.WaitForAsync(report.Head, cancellationToken);
        var (open, failed) = await CountAsync(cancellationToken);
        return report with
        {
            Open = open,
            Failed = failed,
            NotRead = SettlingFiles.ListNotRead(Systems),
        };
    }

    private static async Task StartAsync(IHost silo, CancellationToken cancellationToken)
    {
        try
        {
            await silo.StartAsync(cancellationToken);
        }
        catch (OrleansLifecycleCanceledException e)
        {
            throw new OperationCanceledException(
                "The hub was stopped while it began.",
                e,
                cancellationToken
            );
        }
    }

    /// <summary>Open: also what no lane has, because it has no route.</summary>
    private async Task<(int Open, int Failed)> CountAsync(CancellationToken cancellationToken)
    {
        await using var moment = await _store.Tables.OpenSnapshotAsync(cancellationToken);
        var defect = ReasonCode.ProgramDefect.Value;
        var counted = await moment.ListAsync(
            "SELECT (SELECT COUNT(*) FROM document WHERE status = 'approved'), "
                + $"(SELECT COUNT(*) FROM set_aside WHERE reason = '{defect}') "
                + $"+ (SELECT COUNT(*) FROM document WHERE block_reason = '{defect}')",
            row => ((int)row.GetInt64(0), (int)row.GetInt64(1)),
            cancellationToken
        );
        return counted[0];
    }

    /// <summary>Begins to take messages of systems, for <see cref="RunAsync"/> to read what they are about.</summary>
    /// <returns>
    /// Where each system that sends any has to send them; nothing where the configuration has no
    /// <c>webhooks</c>.
    /// </returns>
    /// <exception cref="IOException">The address is taken.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">It is not this machine's.</exception>
    public async Task<IReadOnlyList<(string System, Uri Address)>> ListenAsync(
        CancellationToken cancellationToken
    )
    {
        if (_webhooks is null && _configuration.Webhooks is { } settings)
        {
            _webhooks = await WebhookServer.StartAsync(
                settings,
                Systems.Sources,
                _hints,
                _surroundings.Clock,
                Logger,
                cancellationToken
            );
        }

        return _webhooks?.Addresses ?? [];
    }

    /// <summary>Works until it is stopped, or until the read tables cannot be kept any more.</summary>
    /// <exception cref="Runtime.Storage.FollowerLostException">Another process has claimed them.
    /// </exception>
    /// <exception cref="Runtime.Storage.EventUnreadableException">The log holds what this version
    /// cannot read.</exception>
    public async Task RunAsync(
        Action afterRound,
        IHubProgress progress,
        CancellationToken cancellationToken
    )
    {
        await CatchUpAsync(cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        IReadOnlyList<Task> work =
        [
            _rounds.ForeverAsync(afterRound, progress, stop.Token),
            .. Subscriptions.Keep(stop.Token),
        ];
        // Whoever reads the tables would not see that they stand still.
        var first = await Task.WhenAny([.. work, Tables.Following]);
        await stop.CancelAsync();
        await Task.WhenAny(Task.WhenAll(work));
        await first;
    }

    private ILogger Logger => _silo.Services.GetRequiredService<ILogger<HubHost>>();

    private WebhookSubscriptions Subscriptions =>
        new(
            Systems.Sources,
            _webhooks?.Addresses ?? [],
            _surroundings,
            _configuration.LaneRetry,
            Logger
        );

    public async ValueTask DisposeAsync()
    {
        var failures = new List<Exception>();
        if (_webhooks is not null)
        {
            await StopAsync(() => _webhooks.DisposeAsync().AsTask(), failures);
        }

        await StopAsync(
            async () =>
            {
                using var limit = new CancellationTokenSource(HubSilo.StopMax);
                await _silo.StopAsync(limit.Token);
            },
            failures
        );
        foreach (var part in new object[] { _silo, Tables, _store, _logging, Systems })
        {
            await StopAsync(() => CloseAsync(part).AsTask(), failures);
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("The hub did not stop cleanly.", failures);
        }
    }

    /// <summary>What cannot be stopped does not keep the others open.</summary>
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "It is thrown again when everything has been stopped."
    )]
    private static async Task StopAsync(Func<Task> stop, List<Exception> failures)
    {
        try
        {
            await stop();
        }
        catch (Exception e)
        {
            failures.Add(e);
        }
    }

    /// <summary>Intake asks the read tables where work stands that it is told of again.</summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken) =>
        await Tables.WaitForAsync(
            await _store.Log.GetHeadAsync(cancellationToken),
            cancellationToken
        );

    private static T Keep<T>(Stack<object> opened, T part)
        where T : class
    {
        opened.Push(part);
        return part;
    }

    private static async ValueTask CloseAsync(object part)
    {
        switch (part)
        {
            case IAsyncDisposable later:
                await later.DisposeAsync();
                break;
            case IDisposable now:
                now.Dispose();
                break;
            default:
                throw new UnreachableException(part.GetType().Name);
        }
    }
}
