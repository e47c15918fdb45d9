using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Tieout.Connect;
using Tieout.Runtime;
using Tieout.Runtime.Hub;
using Tieout.Runtime.Lanes;

namespace Tieout.Bench.Pipeline;

/// <summary>The hub's grains in this process, as the host composes them, without its rounds.</summary>
internal static class BenchSilo
{
    private static readonly TimeSpan CallMax = TimeSpan.FromMinutes(15);

    public static async Task<IHost> StartAsync(
        BenchStore store,
        ITargets targets,
        ISource source,
        CancellationToken cancellationToken
    )
    {
        var builder = new HostApplicationBuilder(
            new HostApplicationBuilderSettings { DisableDefaults = true }
        );
        builder.Services.AddSingleton(store.Log);
        builder.Services.AddSingleton(store.Tables);
        builder.Services.AddSingleton(targets);
        builder.Services.AddSingleton(new HubSources([source]));
        builder.Services.AddTieoutRuntime();
        builder.UseOrleans(silo =>
        {
            var (siloPort, gatewayPort) = FreePorts();
            silo.UseLocalhostClustering(siloPort, gatewayPort);
            silo.Configure<SiloMessagingOptions>(x => x.ResponseTimeout = CallMax);
            silo.Configure<ClientMessagingOptions>(x => x.ResponseTimeout = CallMax);
        });
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return host;
    }

    private static (int Silo, int Gateway) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
