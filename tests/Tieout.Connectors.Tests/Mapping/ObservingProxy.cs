using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>Stands between a connector and a system: sees what is asked, and can change the answers.</summary>
internal sealed class ObservingProxy : IAsyncDisposable
{
    private static readonly string[] OfTheConnection =
    [
        "Connection",
        "Content-Length",
        "Keep-Alive",
        "Transfer-Encoding",
    ];

    /// <summary>A connector that is told nonsense may ask for ever.</summary>
    private const int CallsMax = 200;

    private readonly WebApplication _app;
    private readonly Uri _system;
    private readonly ConcurrentDictionary<ObservedCall, ObservedAnswer> _answers = [];
    private readonly ConcurrentQueue<ObservedCall> _calls = [];
    private int _asked;
    private readonly HttpClient _http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
    );

    private ObservingProxy(WebApplication app, Uri system)
    {
        _app = app;
        _system = system;
    }

    public Uri Address => new(_app.Urls.Single() + "/");

    /// <summary>What was asked before is answered as before, without asking the system.</summary>
    public bool Remembers { get; init; }

    /// <summary>Under what else an answer is remembered, though others are not; none for those.</summary>
    public Func<ObservedCall, ObservedCall?> Remembered { get; set; } = _ => null;

    /// <summary>What an answer is turned into; as it is when none.</summary>
    public Func<ObservedCall, byte[], byte[]>? Change { get; set; }

    /// <summary>From now on a connector may ask anew.</summary>
    public void Restart() => _asked = 0;

    /// <summary>What was asked since this was asked last, in the order of arrival.</summary>
    public IReadOnlyList<ObservedCall> TakeCalls()
    {
        var calls = new List<ObservedCall>();
        while (_calls.TryDequeue(out var call))
        {
            calls.Add(call);
        }

        return calls;
    }

    /// <summary>What the system answered, before any change; only with <see cref="Remembers"/>.</summary>
    public byte[] AnswerTo(ObservedCall call) => _answers[call].Body;

    /// <summary>Starts to listen at a free port.</summary>
    /// <param name="system">Where it is; its own address in its answers becomes the proxy's.</param>
    public static async Task<ObservingProxy> StartAsync(
        Uri system,
        bool remembers,
        CancellationToken cancellationToken
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(x => x.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<HostOptions>(x => x.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var proxy = new ObservingProxy(builder.Build(), system) { Remembers = remembers };
        proxy._app.Run(proxy.HandleAsync);
        await proxy._app.StartAsync(cancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var call = new ObservedCall(
            context.Request.Method,
            context.Request.Path.Value!.TrimStart('/'),
            context.Request.QueryString.Value ?? string.Empty,
            await reader.ReadToEndAsync(context.RequestAborted)
        );
        _calls.Enqueue(call);
        if (Remembers && Interlocked.Increment(ref _asked) > CallsMax)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var key = Remembers ? call : Remembered(call);
        if (key is null || !_answers.TryGetValue(key, out var answer))
        {
            answer = await AskAsync(context.Request, call.Body, context.RequestAborted);
            _answers[key ?? call] = answer;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        var body = Change is { } change ? change(call, answer.Body) : answer.Body;
        if (body.Length > 0)
        {
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private async Task<ObservedAnswer> AskAsync(
        HttpRequest asked,
        string body,
        CancellationToken cancellationToken
    )
    {
        var target = new Uri(_system, asked.PathBase + asked.Path + asked.QueryString);
        using var request = new HttpRequestMessage(new HttpMethod(asked.Method), target);
        if (asked.ContentType is not null || body.Length > 0)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        foreach (var (name, value) in asked.Headers)
        {
            if (
                OfTheConnection.Contains(name, StringComparer.OrdinalIgnoreCase)
                || name is "Accept-Encoding"
            )
            {
                continue;
            }

            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)value!))
            {
                _ = request.Content?.Headers.TryAddWithoutValidation(
                    name,
                    (IEnumerable<string>)value!
                );
            }
        }

        using var response = await _http.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return new ObservedAnswer(
            (int)response.StatusCode,
            [
                .. response
                    .Headers.Concat(response.Content.Headers)
                    .Where(x => !OfTheConnection.Contains(x.Key, StringComparer.OrdinalIgnoreCase))
                    .SelectMany(x => x.Value.Select(y => KeyValuePair.Create(x.Key, Here(y)))),
            ],
            Encoding.UTF8.GetBytes(Here(Encoding.UTF8.GetString(answer)))
        );
    }

    private string Here(string text) =>
        text.Replace(_system.Authority, Address.Authority, StringComparison.Ordinal);
}
