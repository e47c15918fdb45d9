using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Faults;

/// <summary>Carries a fault programme out on the requests of a simulator.</summary>
/// <param name="programme">Asked for every request, so that it may be exchanged.</param>
/// <param name="vendor">Withdraws sessions and words refusals.</param>
/// <param name="stopping">The simulator is shutting down: delays end.</param>
internal sealed class FaultInjection(
    Func<FaultProgramme> programme,
    IVendorApi vendor,
    TimeProvider timeProvider,
    CancellationToken stopping
)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var action = programme().Next(context.Request.Method, context.Request.Path);
        return action switch
        {
            null => next(context),
            FaultAction.Status status => AnswerStatusAsync(context, status),
            FaultAction.Delay delay => DelayAsync(context, next, delay),
            FaultAction.AnswerLate late => AnswerLateAsync(context, next, late),
            FaultAction.CommitThenDrop => CommitThenDropAsync(context, next),
            FaultAction.DropBeforeCommit => Drop(context),
            FaultAction.ErrorBody body => vendor.AnswerAsync(context, body),
            FaultAction.ExpireTokens => ExpireAsync(context, next),
            FaultAction.FailRows or FaultAction.CommitLate => TellAsync(context, next, action),
            FaultAction.ChangeAnswer change => ChangeAsync(context, next, change),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Leaves it to the simulator, which knows what a row and a stamp are.</summary>
    private static Task TellAsync(HttpContext context, RequestDelegate next, FaultAction action)
    {
        context.Features.Set(action);
        return next(context);
    }

    private static async Task ChangeAsync(
        HttpContext context,
        RequestDelegate next,
        FaultAction.ChangeAnswer change
    )
    {
        await using var kept = await AnswerIntoAsync(context, next);
        await AnswerChange.CopyAsync(kept, context.Response, change, context.RequestAborted);
    }

    private Task AnswerStatusAsync(HttpContext context, FaultAction.Status status)
    {
        context.Response.StatusCode = status.Code;
        if (status.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers[vendor.WaitHeaderOf(status.Code)] = seconds.ToString(
                CultureInfo.InvariantCulture
            );
        }

        return vendor.AnswerAsync(context, status);
    }

    private static Task Drop(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task CommitThenDropAsync(HttpContext context, RequestDelegate next)
    {
        await AnswerIntoAsync(context, next);
        context.Abort();
    }

    /// <summary>Carries the request out and keeps the answer back.</summary>
    private static async Task<MemoryStream> AnswerIntoAsync(
        HttpContext context,
        RequestDelegate next
    )
    {
        var body = context.Response.Body;
        var kept = new MemoryStream();
        context.Response.Body = kept;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        kept.Position = 0;
        return kept;
    }

    private async Task DelayAsync(
        HttpContext context,
        RequestDelegate next,
        FaultAction.Delay delay
    )
    {
        // The body is read first: a server that is slow has still received the request, and goes on
        // with it whether or not the caller still listens.
        context.Request.EnableBuffering();
        await context.Request.Body.CopyToAsync(Stream.Null, stopping);
        context.Request.Body.Position = 0;
        context.RequestAborted = stopping;
        await Task.Delay(TimeSpan.FromMilliseconds(delay.Milliseconds), timeProvider, stopping);
        await next(context);
    }

    private async Task AnswerLateAsync(
        HttpContext context,
        RequestDelegate next,
        FaultAction.AnswerLate late
    )
    {
        await using var kept = await AnswerIntoAsync(context, next);
        await Task.Delay(TimeSpan.FromMilliseconds(late.Milliseconds), timeProvider, stopping);
        if (!context.RequestAborted.IsCancellationRequested)
        {
            await kept.CopyToAsync(context.Response.Body, stopping);
        }
    }

    private Task ExpireAsync(HttpContext context, RequestDelegate next)
    {
        vendor.ExpireSessions();
        return next(context);
    }
}
