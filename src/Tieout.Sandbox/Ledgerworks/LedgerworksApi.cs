using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>The books, the tokens and the routes of a simulated ERP.</summary>
internal sealed class LedgerworksApi : IVendorApi
{
    private readonly TokenDesk _tokens;
    private readonly TimeSpan _tokenLifetime;

    /// <summary>Opens the books.</summary>
    /// <exception cref="BooksInUseException">Another one serves the file.</exception>
    public LedgerworksApi(LedgerworksServerOptions options)
    {
        Clock = new SandboxClock(options.TimeProvider);
        Store = new LedgerStore(options.DatabasePath);
        Habits = new PaymentHabits(Store, options.Seed);
        _tokens = new TokenDesk(
            options.ClientId,
            options.ClientSecret,
            options.TokenLifetime,
            Clock
        );
        _tokenLifetime = options.TokenLifetime;
    }

    public SandboxClock Clock { get; }

    public LedgerStore Store { get; }

    public PaymentHabits Habits { get; }

    public void Configure(IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(x => Configure(x.SerializerOptions));

    public void Arrange(WebApplication app)
    {
        var gate = new LedgerworksGate(_tokens);
        app.Use((context, next) => gate.InvokeAsync(context, new RequestDelegate(next)));
        app.UseRouting();
        app.MapLedgerworks(Store, _tokens, _tokenLifetime, Habits);
    }

    public bool Does(Type action) =>
        action != typeof(FaultAction.FailRows) && action != typeof(FaultAction.CommitLate);

    public void ExpireSessions() => _tokens.ExpireAll();

    public Task AnswerAsync(HttpContext context, FaultAction.Status status) =>
        context.Response.WriteAsJsonAsync(
            new { code = "unavailable", message = "Try again later." },
            context.RequestAborted
        );

    public Task AnswerAsync(HttpContext context, FaultAction.ErrorBody error) =>
        context.Response.WriteAsJsonAsync(
            new { error = new { code = error.Code, message = error.Message } },
            context.RequestAborted
        );

    public void Dispose() => Store.Dispose();

    private static void Configure(JsonSerializerOptions json)
    {
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectRequiredConstructorParameters = true;
        json.RespectNullableAnnotations = true;
        json.NumberHandling = JsonNumberHandling.Strict;
    }
}
