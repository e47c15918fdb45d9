using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>Speaks HTTP with Ledgerworks and says who has to act when that goes wrong.</summary>
/// <remarks>
/// Nothing is retried here except after a 401, which is answered before anything is done: lanes
/// retry, and they look before they write again. Every POST and PUT has a body on purpose: .NET sends
/// a request without one a second time by itself when a pooled connection breaks.
/// </remarks>
internal sealed class LedgerworksClient : IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromSeconds(30);

    private readonly LedgerworksOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly SystemHttp _http;
    private volatile Session? _session;

    public LedgerworksClient(LedgerworksOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _timeProvider = timeProvider;
        _http = new SystemHttp(
            "Ledgerworks",
            options.BaseAddress,
            options.ConnectTimeout,
            (options.ReadTimeout, options.WriteTimeout),
            timeProvider
        );
    }

    public Task<LedgerworksAnswer<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class =>
        CallAsync<T>(new LedgerworksCall(HttpMethod.Get, path), cancellationToken);

    /// <summary>Sends a write. Once it is under way only its time-out ends it.</summary>
    public Task<LedgerworksAnswer<T>> WriteAsync<T>(LedgerworksCall call)
        where T : class => CallAsync<T>(call, CancellationToken.None);

    /// <summary>Proves that the client id and secret are right.</summary>
    public async Task LogInAsync(CancellationToken cancellationToken) =>
        _session = await NewSessionAsync(cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<LedgerworksAnswer<T>> CallAsync<T>(
        LedgerworksCall call,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var session = _session;
        if (session is null || session.RenewAt <= _timeProvider.GetUtcNow())
        {
            session = await NewSessionAsync(cancellationToken);
            _session = session;
        }

        using var first = await SendAsync(call, session, cancellationToken);
        if (first.StatusCode is not HttpStatusCode.Unauthorized)
        {
            return await LedgerworksAnswers.ReadAsync<T>(call, first, _timeProvider);
        }

        session = await NewSessionAsync(cancellationToken);
        _session = session;
        using var second = await SendAsync(call, session, cancellationToken);
        return await LedgerworksAnswers.ReadAsync<T>(call, second, _timeProvider);
    }

    private async Task<Session> NewSessionAsync(CancellationToken cancellationToken)
    {
        var login = new LedgerworksLogin(_options.ClientId, _http.Reveal(_options.ClientSecret));
        var call = new LedgerworksCall(HttpMethod.Post, "token", login) { ChangesNothing = true };
        using var response = await SendAsync(call, session: null, cancellationToken);
        var answer = await LedgerworksAnswers.ReadAsync<LedgerworksToken>(
            call,
            response,
            _timeProvider
        );
        var life = TimeSpan.FromSeconds(answer.Value.ExpiresIn);
        var renewAt =
            _timeProvider.GetUtcNow() + (life > RenewBefore * 2 ? life - RenewBefore : life);
        return new Session(answer.Value.AccessToken, renewAt);
    }

    private async Task<HttpResponseMessage> SendAsync(
        LedgerworksCall call,
        Session? session,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(
            call.Method,
            new Uri(call.Path, UriKind.Relative)
        );
        if (session is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Token);
        }

        if (call.Version is { } version)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        }

        if (call.Body is { } body)
        {
            request.Content = JsonContent.Create(
                body,
                body.GetType(),
                null,
                LedgerworksJson.Options
            );
        }

        return await _http.SendAsync(request, call.Name, call.IsWrite, cancellationToken);
    }

    /// <summary>A token, and when to get the next one.</summary>
    private sealed record Session(string Token, DateTimeOffset RenewAt);
}
