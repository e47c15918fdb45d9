using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tieout.Sandbox.Faults;

namespace Tieout.Sandbox.Serving;

/// <summary>Serves one simulated system over real HTTP, with its faults and its clock.</summary>
/// <remarks>
/// Whatever the system, <c>/_sandbox/clock</c> tells and moves its time and <c>/_sandbox/faults</c>
/// exchanges what goes wrong; neither is ever hit by a fault. See docs/reference/sandbox.md.
/// </remarks>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IVendorApi _vendor;
    private volatile FaultProgramme _faults = new();

    private SimulatorServer(WebApplication app, IVendorApi vendor)
    {
        _app = app;
        _vendor = vendor;
    }

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri BaseAddress => new(_app.Urls.Single() + "/");

    /// <summary>What goes wrong from the next request on; counting starts anew.</summary>
    /// <exception cref="FormatException">The system does nothing for a rule.</exception>
    public FaultProgramme Faults
    {
        get => _faults;
        set => _faults = value.For(_vendor.Does);
    }

    /// <summary>Starts to answer. The vendor's API is disposed of with the server.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="FormatException">The system does nothing for a rule of its faults.</exception>
    internal static async Task<SimulatorServer> StartAsync(
        IVendorApi vendor,
        SimulatorOptions options,
        CancellationToken cancellationToken
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(x =>
        {
            x.Listen(IPAddress.Loopback, options.Port);
            // As much as Salesforce takes of a URI; a longer one is answered 414, as there.
            x.Limits.MaxRequestLineSize = 16_384;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(x => x.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.Configure<RouteHandlerOptions>(x => x.ThrowOnBadRequest = true);
        vendor.Configure(builder.Services);
        var server = new SimulatorServer(builder.Build(), vendor);
        try
        {
            server.Faults = options.Faults;
            server.Arrange(options.Clock);
            await server._app.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops listening; a file with its state stays.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _vendor.Dispose();
    }

    private void Arrange(SandboxClock clock)
    {
        var faults = new FaultInjection(
            () => _faults,
            _vendor,
            clock,
            _app.Lifetime.ApplicationStopping
        );
        (_vendor as IFaultsOnDelivery)?.FollowFaults(() => _faults);
        var control = new ControlDesk(clock, x => Faults = x);
        _app.Use((context, next) => control.InvokeAsync(context, new RequestDelegate(next)));
        _app.Use((context, next) => faults.InvokeAsync(context, new RequestDelegate(next)));
        _vendor.Arrange(_app);
        _app.UseEndpoints(_ => { });
    }
}
