using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Tieout.Runtime;
using Tieout.Runtime.Hub;
using Tieout.Runtime.Lanes;

namespace Tieout.Host.Hosting;

/// <summary>Composes the process's grains: one silo on loopback ports of its own.</summary>
internal static class HubSilo
{
    /// <summary>For stopping: what is under way is finished, or found again by the next start.</summary>
    public static readonly TimeSpan StopMax = TimeSpan.FromSeconds(8);

    // A lane's pass waits for its target, whose own time-outs are shorter than this.
    private static readonly TimeSpan GrainCallMax = TimeSpan.FromMinutes(15);

    public static IHost Build(
        HubStore store,
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
        builder.Services.AddSingleton(new HubSources(systems.Sources));
        builder.Services.AddSingleton(surroundings.Clock);
        builder.Services.AddSingleton(surroundings.Time);
        builder.Services.AddTieoutRuntime();
        builder.UseOrleans(silo =>
        {
            var (siloPort, gatewayPort) = FreePorts();
            silo.UseLocalhostClustering(siloPort, gatewayPort);
            silo.Configure<SiloMessagingOptions>(x =>
            {
                x.ResponseTimeout = GrainCallMax;
                x.SystemResponseTimeout = TimeSpan.FromSeconds(30);
            });
            silo.Configure<ClientMessagingOptions>(x => x.ResponseTimeout = GrainCallMax);
        });
        return builder.Build();
    }

    /// <summary>Two ports that nobody has at the moment, so that several hubs run side by side.</summary>
    private static (int Silo, int Gateway) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
