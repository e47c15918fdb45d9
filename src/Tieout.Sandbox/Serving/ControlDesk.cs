using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime.Text;
using Tieout.Sandbox.Faults;

namespace Tieout.Sandbox.Serving;

/// <summary>What the person who rehearses may do to a simulated system that its users may not.</summary>
internal sealed class ControlDesk(SandboxClock clock, Action<FaultProgramme> exchangeFaults)
{
    private const string Root = "/_sandbox";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal, out var what))
        {
            return next(context);
        }

        return (context.Request.Method, what.Value) switch
        {
            ("GET", "/clock") => TellTimeAsync(context),
            ("PUT", "/clock") => MoveTimeAsync(context),
            ("PUT", "/faults") => ExchangeFaultsAsync(context),
            _ => RefuseAsync(
                context,
                StatusCodes.Status404NotFound,
                $"There is GET and PUT {Root}/clock, and PUT {Root}/faults."
            ),
        };
    }

    private static async Task<string> BodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync(context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { message }, context.RequestAborted);
    }

    private Task TellTimeAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(new { now = clock.GetUtcNow() }, context.RequestAborted);

    /// <summary>Takes an instant to go to (<c>2026-04-01T00:00:00Z</c>) or how long to let pass.</summary>
    private async Task MoveTimeAsync(HttpContext context)
    {
        var text = (await BodyAsync(context)).Trim();
        var isMoved = PeriodPattern
            .NormalizingIso.Parse(text)
            .TryGetValue(Period.Zero, out var period)
            ? TryAdvance(() => clock.Advance(period.ToDuration().ToTimeSpan()))
            : DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var instant
            ) && TryAdvance(() => clock.AdvanceTo(instant));
        await (
            isMoved
                ? TellTimeAsync(context)
                : RefuseAsync(
                    context,
                    StatusCodes.Status400BadRequest,
                    "Send an instant that is ahead, 2026-04-01T00:00:00Z, or how long to let pass: PT1H, P30D."
                )
        );
    }

    private static bool TryAdvance(Action advance)
    {
        try
        {
            advance();
            return true;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // Backwards, or months, which have no fixed length.
            return false;
        }
    }

    private async Task ExchangeFaultsAsync(HttpContext context)
    {
        try
        {
            exchangeFaults(FaultProgramme.Parse(await BodyAsync(context)));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (FormatException e)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, e.Message);
        }
    }
}
