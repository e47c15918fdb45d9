using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Stripe;

/// <summary>The records, routes and webhooks of a simulated Stripe account.</summary>
/// <remarks>Its API is described in docs/reference/stripe-sandbox.md.</remarks>
internal sealed class StripeApi : IVendorApi, IFaultsOnDelivery
{
    /// <summary>The version of Stripe's API whose shapes are served.</summary>
    public const string Version = "2026-10-28.endive";

    /// <summary>Id of the one account.</summary>
    public const string Account = "acct_1Rehearsal0000000000";

    private readonly ObjectStore _store;
    private readonly StripeKeys _keys = new();
    private readonly StripeGate _gate;
    private readonly StripeDeliveries _deliveries;

    /// <summary>Opens the account.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The file cannot be used.</exception>
    public StripeApi(SimulatorOptions options)
    {
        _store = new ObjectStore(options.DatabasePath);
        var book = new StripeBook(_store, options.Clock, options.Seed);
        _deliveries = new StripeDeliveries(book, options.Clock);
        _gate = new StripeGate(book, _keys, _deliveries.Wake);
    }

    /// <summary>Starts one.</summary>
    public static Task<SimulatorServer> StartAsync(
        SimulatorOptions options,
        CancellationToken cancellationToken
    ) => SimulatorServer.StartAsync(new StripeApi(options), options, cancellationToken);

    public void Configure(IServiceCollection services) =>
        services.AddSingleton<IHostedService>(_ => _deliveries);

    public void Arrange(WebApplication app)
    {
        // The server puts endpoints behind, which there are none of.
        app.UseRouting();
        app.Run(_gate.InvokeAsync);
    }

    public void FollowFaults(Func<FaultProgramme> programme) => _deliveries.Faults = programme;

    public bool Does(Type action) =>
        action != typeof(FaultAction.FailRows) && action != typeof(FaultAction.CommitLate);

    public void ExpireSessions() => _keys.Expire();

    public async Task AnswerAsync(HttpContext context, FaultAction.Status status)
    {
        var answer = StripeResults.OfStatus(status.Code);
        context.Response.Headers["Request-Id"] = "req_1Fault";
        if (status.Code == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers["Stripe-Rate-Limited-Reason"] = "global-rate";
        }

        context.Response.Headers["Stripe-Should-Retry"] =
            status.Code >= StatusCodes.Status409Conflict
            && status.Code != StatusCodes.Status422UnprocessableEntity
                ? "true"
                : "false";
        await _gate.KeepAsync(context, answer);
        await StripeResults.WriteAsync(context, answer);
    }

    public Task AnswerAsync(HttpContext context, FaultAction.ErrorBody error) =>
        StripeResults.WriteAsync(
            context,
            StripeResults.Error(StatusCodes.Status200OK, "api_error", error.Message, error.Code)
        );

    public void Dispose()
    {
        _deliveries.Dispose();
        _store.Dispose();
    }
}
