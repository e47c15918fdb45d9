using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tieout.Sandbox.Faults;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A small cloud ERP to rehearse with: real HTTP, real books, and no second chances.</summary>
/// <remarks>
/// Like most ERPs it knows no idempotency keys and does not keep references unique: whoever posts
/// an invoice twice has two. Its API is described in docs/reference/ledgerworks.md.
/// </remarks>
public sealed class LedgerworksServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LedgerStore _store;
    private readonly PaymentHabits _habits;
    private volatile FaultProgramme _faults;

    private LedgerworksServer(
        WebApplication app,
        LedgerStore store,
        LedgerworksServerOptions options
    )
    {
        _app = app;
        _store = store;
        _habits = new PaymentHabits(store, options.Seed);
        _faults = options.Faults;
        Tampering = new LedgerworksTampering(store);
    }

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri BaseAddress => new(_app.Urls.Single() + "/");

    /// <summary>What goes wrong from the next request on; counting starts anew.</summary>
    public FaultProgramme Faults
    {
        get => _faults;
        set => _faults = value;
    }

    /// <summary>Changes the books behind the API's back.</summary>
    public LedgerworksTampering Tampering { get; }

    /// <summary>Starts to answer.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="BooksInUseException">Another one serves the file.</exception>
    public static async Task<LedgerworksServer> StartAsync(
        LedgerworksServerOptions options,
        CancellationToken cancellationToken
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(x => x.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(x => x.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.Configure<RouteHandlerOptions>(x => x.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(x => Configure(x.SerializerOptions));
        var app = builder.Build();
        var store = new LedgerStore(options.DatabasePath);
        var server = new LedgerworksServer(app, store, options);
        try
        {
            server.Arrange(options);
            await app.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets customers pay what they would have paid by the end of a day.</summary>
    /// <returns>How many payments were made; a second call for the same day makes none.</returns>
    public int PayDue(LocalDate upTo) => _habits.PayUpTo(upTo.ToDateOnly());

    /// <summary>Stops listening; the file stays.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _store.Dispose();
    }

    private static void Configure(JsonSerializerOptions json)
    {
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectRequiredConstructorParameters = true;
        json.RespectNullableAnnotations = true;
        json.NumberHandling = JsonNumberHandling.Strict;
    }

    private void Arrange(LedgerworksServerOptions options)
    {
        var tokens = new TokenDesk(
            options.ClientId,
            options.ClientSecret,
            options.TokenLifetime,
            options.TimeProvider
        );
        var faults = new FaultInjection(
            () => _faults,
            tokens.ExpireAll,
            options.TimeProvider,
            _app.Lifetime.ApplicationStopping
        );
        var gate = new LedgerworksGate(tokens);
        _app.Use((context, next) => faults.InvokeAsync(context, new RequestDelegate(next)));
        _app.Use((context, next) => gate.InvokeAsync(context, new RequestDelegate(next)));
        _app.UseRouting();
        _app.MapLedgerworks(_store, tokens, options.TokenLifetime, _habits);
        _app.UseEndpoints(_ => { });
    }
}
