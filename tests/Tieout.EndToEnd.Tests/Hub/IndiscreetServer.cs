using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Fails calls with all that it was sent; gives a token to whoever asks, if it is to.</summary>
internal sealed class IndiscreetServer : IAsyncDisposable
{
    /// <summary>As good as the secret that it was given for.</summary>
    public const string Token = "token-5d1e8b27c4";

    private readonly WebApplication _app;
    private readonly int _status;
    private readonly bool _givesTokens;
    private int _answered;

    private IndiscreetServer(WebApplication app, int status, bool givesTokens)
    {
        _app = app;
        _status = status;
        _givesTokens = givesTokens;
    }

    public Uri Address => new(_app.Urls.Single() + "/");

    /// <summary>How often it repeated what it was sent.</summary>
    public int Answered => _answered;

    public static async Task<IndiscreetServer> StartAsync(
        int status,
        bool givesTokens,
        CancellationToken cancellationToken
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = new IndiscreetServer(builder.Build(), status, givesTokens);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (_givesTokens && request.Path.Value!.EndsWith("token", StringComparison.Ordinal))
        {
            await context.Response.WriteAsJsonAsync(
                new
                {
                    access_token = Token,
                    accessToken = Token,
                    token_type = "Bearer",
                    expires_in = 3600,
                    expiresIn = 3600,
                    instance_url = Address,
                },
                context.RequestAborted
            );
            return;
        }

        using var reader = new StreamReader(request.Body);
        var sent = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = string.Join("; ", request.Headers.Select(x => $"{x.Key}: {x.Value}"));
        var all = $"{request.GetDisplayUrl()} {headers} {sent}";
        _ = Interlocked.Increment(ref _answered);
        context.Response.StatusCode = _status;
        object error =
            _status is StatusCodes.Status200OK
                ? new[] { all, all }
                : new
                {
                    code = "failed",
                    type = all,
                    message = all,
                };
        await context.Response.WriteAsJsonAsync(
            new
            {
                error,
                error_description = all,
                errors = new[] { new { message = all, type = all } },
                message = all,
                detail = all,
                title = all,
            },
            context.RequestAborted
        );
    }
}
