using System.Net;
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
    private const int NominalPort = 11_111;
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
            // Nobody calls it from outside: it listens where the system has room.
            silo.UseLocalhostClustering(NominalPort, gatewayPort: 0);
            silo.Configure<EndpointOptions>(x =>
                x.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, port: 0)
            );
            silo.Configure<SiloMessagingOptions>(x => x.ResponseTimeout = CallMax);
            silo.Configure<ClientMessagingOptions>(x => x.ResponseTimeout = CallMax);
        });
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return host;
    }
}
