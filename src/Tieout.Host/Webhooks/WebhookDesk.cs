using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Tieout.Connect;
using Tieout.Host.Hosting;
using Tieout.Runtime.Hub;

namespace Tieout.Host.Webhooks;

/// <summary>Takes one message: has its connector tell whether it is the system's, and what it is about.</summary>
internal sealed class WebhookDesk(
    IReadOnlyDictionary<string, IWebhookReceiver> receivers,
    FeedHints hints,
    IClock clock,
    ILogger logger
)
{
    private const int ReasonsMax = 200;

    private static readonly Duration Again = Duration.FromHours(1);

    // Reasons are texts of the connectors: there are a few for each system.
    private readonly ConcurrentDictionary<(string System, string Reason), Instant> _told = new();

    /// <summary>
    /// 200 when it was taken, 404 for a system that sends none, 401 for what is not the system's, 400
    /// for what cannot be read, each with problem details (RFC 9457) that repeat nothing of it.
    /// </summary>
    public async Task TakeAsync(HttpContext context)
    {
        var system = (string)context.Request.RouteValues["system"]!;
        await (
            receivers.TryGetValue(system, out var receiver)
                ? Take(system, receiver, await ReadAsync(context))
                : Problem(StatusCodes.Status404NotFound, "No system of this name sends messages.")
        ).ExecuteAsync(context);
    }

    private IResult Take(string system, IWebhookReceiver receiver, WebhookMessage message)
    {
        try
        {
            var answer = receiver.AnswerTo(message);
            hints.Add(system, receiver.Receive(message));
            return answer is null
                ? TypedResults.Ok()
                : TypedResults.Text(answer.Text, answer.MediaType);
        }
        catch (ConnectorException e)
        {
            Tell(system, e.Message);
            return e.Fault is ConnectorFault.Settings
                ? Problem(StatusCodes.Status401Unauthorized, "The message is not accepted.")
                : Problem(StatusCodes.Status400BadRequest, "The message cannot be read.");
        }
    }

    /// <summary>Once an hour for each reason: anybody may send as many as they like.</summary>
    private void Tell(string system, string reason)
    {
        var now = clock.GetCurrentInstant();
        var key = (system, reason);
        var isKnown = _told.TryGetValue(key, out var last);
        if (isKnown ? now - last < Again : _told.Count >= ReasonsMax)
        {
            return;
        }

        _told[key] = now;
        HostingLog.MessageRefused(logger, system, reason);
    }

    private async Task<WebhookMessage> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new WebhookMessage(
            context.Request.Headers.ToDictionary(
                x => x.Key,
                x => x.Value.ToString(),
                StringComparer.OrdinalIgnoreCase
            ),
            body.ToArray(),
            clock.GetCurrentInstant()
        )
        {
            Query = context.Request.Query.ToDictionary(
                x => x.Key,
                x => x.Value[0] ?? string.Empty,
                StringComparer.Ordinal
            ),
        };
    }

    private static ProblemHttpResult Problem(int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status);
}
