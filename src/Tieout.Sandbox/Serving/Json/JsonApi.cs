using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tieout.Sandbox.Faults;

namespace Tieout.Sandbox.Serving.Json;

/// <summary>A simulated system whose API takes and gives JSON at addresses of its records.</summary>
internal abstract class JsonApi : IVendorApi
{
    protected JsonApi(SimulatorOptions options)
    {
        Clock = options.Clock;
        Store = new ObjectStore(options.DatabasePath);
    }

    protected ObjectStore Store { get; }

    protected SandboxClock Clock { get; }

    protected JsonRoutes Routes { get; } = new();

    public virtual void Configure(IServiceCollection services) { }

    public void Arrange(WebApplication app)
    {
        // The server puts endpoints behind, which there are none of.
        app.UseRouting();
        app.Run(InvokeAsync);
    }

    public virtual bool Does(Type action) =>
        action != typeof(FaultAction.FailRows) && action != typeof(FaultAction.CommitLate);

    public virtual string WaitHeaderOf(int status) => "Retry-After";

    public abstract void ExpireSessions();

    public Task AnswerAsync(HttpContext context, FaultAction.Status status) =>
        WriteAsync(context, OfStatus(status.Code));

    public abstract Task AnswerAsync(HttpContext context, FaultAction.ErrorBody error);

    public virtual void Dispose() => Store.Dispose();

    /// <summary>What the system says with a status.</summary>
    protected abstract JsonAnswer OfStatus(int status);

    /// <summary>Why a caller is not let in; none when it is.</summary>
    protected abstract JsonAnswer? Refuse(HttpRequest request);

    /// <summary>What was sent cannot be read as JSON.</summary>
    protected abstract JsonAnswer BadBody();

    /// <summary>After a call that may have changed something.</summary>
    protected virtual void Done() { }

    protected static async Task WriteAsync(HttpContext context, JsonAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Body is { } body)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
        }
    }

    /// <summary>An instant in whole seconds, UTC: <c>2026-03-15T12:00:00Z</c>.</summary>
    protected internal static string Stamp(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private async Task InvokeAsync(HttpContext context)
    {
        var answer = await AnswerAsync(context);
        await WriteAsync(context, answer);
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            Done();
        }
    }

    private async Task<JsonAnswer> AnswerAsync(HttpContext context)
    {
        if (Refuse(context.Request) is { } refusal)
        {
            return refusal;
        }

        if (
            Routes.Find(context.Request.Method, context.Request.Path.Value!, out var ids)
            is not { } route
        )
        {
            return OfStatus(StatusCodes.Status404NotFound);
        }

        JsonNode? body = null;
        try
        {
            using var reader = new StreamReader(context.Request.Body);
            var text = await reader.ReadToEndAsync(context.RequestAborted);
            body = string.IsNullOrWhiteSpace(text) ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return BadBody();
        }

        return Attempt(route, new JsonCall(context.Request, ids, body, NowOf(context)));
    }

    /// <summary>A call that a fault commits late carries the time of its beginning.</summary>
    private DateTimeOffset NowOf(HttpContext context) =>
        context.Features.Get<FaultAction>() is FaultAction.CommitLate late
            ? Clock.GetUtcNow().AddMilliseconds(-late.Milliseconds)
            : Clock.GetUtcNow();

    /// <summary>What is refused has changed nothing.</summary>
    private JsonAnswer Attempt(Func<JsonCall, JsonAnswer> route, JsonCall call)
    {
        JsonAnswer? answer = null;
        _ = Store.Attempt(() =>
        {
            try
            {
                answer = route(call);
                return true;
            }
            catch (JsonRefusalException refusal)
            {
                answer = refusal.Answer;
                return false;
            }
        });
        return answer!;
    }
}
