using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Tieout.Runtime;
using Tieout.Runtime.Hub;
using Tieout.Runtime.Lanes;
using Tieout.Runtime.LogFeeds;

namespace Tieout.Host.Hosting;

/// <summary>Composes the process's grains: one silo that nobody outside talks to.</summary>
internal static class HubSilo
{
    /// <summary>For stopping: what is under way is finished, or found again by the next start.</summary>
    public static readonly TimeSpan StopMax = TimeSpan.FromSeconds(8);

    // Part of the silo's name. A silo on its own is called by nobody, so it listens where the
    // system has room, and several hubs run side by side.
    private const int NominalPort = 11_111;

    // Whoever calls the grains does so inside the process.
    private const int NoGateway = 0;

    // A lane's pass waits for its target, whose own time-outs are shorter than this.
    private static readonly TimeSpan GrainCallMax = TimeSpan.FromMinutes(15);

    public static IHost Build(
        HubStore store,
        ReadTablesKeeper tables,
        ConnectedSystems systems,
        HubSurroundings surroundings,
        ILoggerProvider logging
    )
    {
        var builder = new HostApplicationBuilder(
            new HostApplicationBuilderSettings { DisableDefaults = true }
        );
        builder.Logging.AddProvider(logging);
        builder.Services.Configure<HostOptions>(x => x.ShutdownTimeout = StopMax);
        // Signals are the command line's business, and a library's user may have none.
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddSingleton(store.Log);
        builder.Services.AddSingleton(store.Tables);
        builder.Services.AddSingleton<ITargets>(systems);
        var writeBacks = new WriteBackFeeds(store.Log, store.Tables, tables.WaitForAsync);
        builder.Services.AddSingleton(
            new HubSources(
                systems.Intake(writeBacks.Around),
                systems.Owners,
                systems.Readiness,
                [
                    .. systems.WriteBacks.Select(writeBacks.Of),
                    .. systems.Mirrors.Select(writeBacks.Of),
                ],
                systems.ProjectPlaces
            )
        );
        builder.Services.AddSingleton(surroundings.Clock);
        builder.Services.AddSingleton(surroundings.Time);
        builder.Services.AddTieoutRuntime();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(NominalPort, NoGateway);
            silo.Configure<EndpointOptions>(x =>
                x.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, port: 0)
            );
            silo.Configure<SiloMessagingOptions>(x =>
            {
                x.ResponseTimeout = GrainCallMax;
                x.SystemResponseTimeout = TimeSpan.FromSeconds(30);
            });
            silo.Configure<ClientMessagingOptions>(x => x.ResponseTimeout = GrainCallMax);
        });
        return builder.Build();
    }

    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
