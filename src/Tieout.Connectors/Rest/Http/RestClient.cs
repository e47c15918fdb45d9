using System.Net;
using System.Net.Http.Headers;
using System.Threading.RateLimiting;
using Tieout.Connect;
using Tieout.Connectors.Http;
using Tieout.Connectors.Rest.Manifests;

namespace Tieout.Connectors.Rest.Http;

/// <summary>Speaks HTTP as a manifest says, and says who has to act when that goes wrong.</summary>
/// <remarks>
/// Only reads are tried again here: lanes look before they write again. Every write but a DELETE has a
/// body on purpose: .NET sends a request without one a second time by itself when a pooled
/// connection breaks.
/// </remarks>
internal sealed class RestClient : IDisposable
{
    private readonly RestLimits _limits;
    private readonly RestDialect _dialect;
    private readonly IReadOnlyList<string> _secretsOfHeaders;
    private readonly TimeProvider _timeProvider;
    private readonly HttpClient _http;
    private readonly RateLimiter? _limiter;
    private readonly RestFaults _faults;
    private readonly RestAuthorizer _authorizer;

    public RestClient(RestOptions connection, TimeProvider timeProvider)
    {
        var credentials = new Credentials();
        var options = connection.Watched(credentials);
        _dialect = options.Manifest.Dialect;
        _secretsOfHeaders = RestScopes.SecretsOf(_dialect.Headers);
        _limits = _dialect.Limits;
        _timeProvider = timeProvider;
        _faults = new RestFaults(options, timeProvider, credentials);
        Scopes = new RestScopes(options);
        Address = new RestAddress(
            options.Address
                ?? options.Manifest.Address
                ?? throw new ConnectorException(
                    ConnectorFault.Settings,
                    $"No address is set for {options.System}."
                )
        );
        _http = new HttpClient(
            new DiscreetHandler(
                new SocketsHttpHandler
                {
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                    AllowAutoRedirect = false,
                    AutomaticDecompression = DecompressionMethods.All,
                    UseCookies = false,
                },
                credentials
            ),
            disposeHandler: true
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = _limits.AnswerBytesMax,
        };
        _limiter = _limits.Requests is { } requests
            ? new SlidingWindowRateLimiter(
                new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = requests,
                    Window = _limits.Period,
                    SegmentsPerWindow = 10,
                    QueueLimit = int.MaxValue,
                }
            )
            : null;
        _authorizer = new RestAuthorizer(
            _dialect.Auth,
            options,
            Scopes,
            timeProvider,
            credentials,
            (request, basic, token) => SendAsync(request, basic, proof: null, token)
        );
    }

    public RestScopes Scopes { get; }

    public RestAddress Address { get; }

    public int PagesMax => _limits.PagesMax;

    /// <summary>The message in an answer that is no error by its status, without secrets; none where it has none.</summary>
    public string? SaidIn(RestAnswer answer) => _faults.SaidIn(answer);

    /// <summary>Asks, and asks again where nobody is at fault; a 401 renews the session once.</summary>
    /// <exception cref="ConnectorException">An error, or no answer.</exception>
    public async Task<RestAnswer> ReadAsync(
        RestRequest request,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ProvenAsync(request, cancellationToken);
            }
            catch (ConnectorException e) when (e.Fault is ConnectorFault.Transient)
            {
                var wait = e.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(2, attempt - 1));
                if (attempt >= _limits.Attempts || wait > _limits.WaitMax)
                {
                    throw;
                }

                await Task.Delay(wait, _timeProvider, cancellationToken);
            }
        }
    }

    /// <summary>Sends the check where the manifest wants it before a page is believed.</summary>
    /// <exception cref="ConnectorException">The user may not see all, or no answer.</exception>
    public async Task CheckReadingAsync(CancellationToken cancellationToken)
    {
        if (_dialect is { ChecksReadings: true, Check: { } check })
        {
            _ = await ReadAsync(new RestRequest(check, Scopes.Plain), cancellationToken);
        }
    }

    /// <summary>Asks for one record; none when the system has it no more, or never had.</summary>
    /// <exception cref="ConnectorException">An error, or no answer.</exception>
    public async Task<RestAnswer?> TryReadAsync(
        RestRequest request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await ReadAsync(request, cancellationToken);
        }
        catch (ConnectorException e)
            when (e.Fault is ConnectorFault.Contract && e.Data[nameof(HttpStatusCode)] is 404 or 410
            )
        {
            return null;
        }
    }

    /// <summary>Sends a write. Once it is under way only its time-out ends it.</summary>
    /// <exception cref="ConnectorException">Refused, failed or unknown.</exception>
    public Task<RestAnswer> WriteAsync(RestRequest request) =>
        ProvenAsync(request, CancellationToken.None);

    /// <summary>Sends a removal; what is not there any more has been removed.</summary>
    /// <exception cref="ConnectorException">Refused, failed or unknown.</exception>
    public async Task RemoveAsync(RestRequest request)
    {
        try
        {
            _ = await WriteAsync(request);
        }
        catch (ConnectorException e)
            when (e.Fault is ConnectorFault.Refused && e.Data[nameof(HttpStatusCode)] is 404 or 410)
        {
            // Gone already.
        }
    }

    public void Dispose()
    {
        _limiter?.Dispose();
        _http.Dispose();
    }

    private async Task<RestAnswer> ProvenAsync(
        RestRequest request,
        CancellationToken cancellationToken
    )
    {
        var proof = new Proof();
        try
        {
            return await SendAsync(request, null, proof, cancellationToken);
        }
        catch (ConnectorException e)
            when (e.Fault is ConnectorFault.Settings
                && proof.Session is not null
                && e.Data[nameof(HttpStatusCode)] is 401
            )
        {
            _authorizer.End(proof.Session);
            return await SendAsync(request, null, new Proof(), cancellationToken);
        }
    }

    private async Task<RestAnswer> SendAsync(
        RestRequest request,
        AuthenticationHeaderValue? basic,
        Proof? proof,
        CancellationToken cancellationToken
    )
    {
        using var message = await MessageOfAsync(request, basic, proof, cancellationToken);
        using var permit = await PermitAsync(cancellationToken);
        var limit =
            request.IsWrite || request.Call.IsForToken ? _limits.WriteTimeout : _limits.ReadTimeout;
        using var timeout = new CancellationTokenSource(limit, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            timeout.Token,
            cancellationToken
        );
        try
        {
            using var response = await _http.SendAsync(message, either.Token);
            var answer = await RestAnswers.ReadAsync(response, either.Token);
            if (_faults.Of(request, Address.Root, response, answer) is { } fault)
            {
                fault.Data[nameof(HttpStatusCode)] = answer.Status;
                throw fault;
            }

            return RestAnswers.RequireJson(request, answer);
        }
        catch (HttpRequestException e)
        {
            throw _faults.Broken(request, Address.Root, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw HttpFailures.TimedOut(request.Name, request.IsWrite, e);
        }
    }

    private async Task<RateLimitLease?> PermitAsync(CancellationToken cancellationToken) =>
        _limiter is null ? null : await _limiter.AcquireAsync(1, cancellationToken);

    /// <summary>The one header that says something of what is sent; without anything it says nothing.</summary>
    private static bool IsOfContent(string name) =>
        name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);

    private async Task<HttpRequestMessage> MessageOfAsync(
        RestRequest request,
        AuthenticationHeaderValue? basic,
        Proof? proof,
        CancellationToken cancellationToken
    )
    {
        var asked =
            proof is not null && _authorizer.Parameter is { } key
                ? request with
                {
                    More = [.. request.More ?? [], key],
                }
                : request;
        var message = new HttpRequestMessage(request.Call.Method, Address.Of(asked));
        try
        {
            var scope = Scopes.WithSecrets(
                request.Scope,
                request.Call.Secrets.Concat(_secretsOfHeaders)
            );
            message.Content = RestContents.Of(request with { Scope = scope });
            message.Headers.Accept.ParseAdd("application/json");
            // A form says itself what it is, whatever other bodies are.
            var common = _dialect.Headers.Where(x => !request.Call.IsForm || !IsOfContent(x.Key));
            foreach (var (name, template) in common.Concat(request.Call.Headers))
            {
                HttpHeaders? headers = IsOfContent(name)
                    ? message.Content?.Headers
                    : message.Headers;
                if (headers is not null && template.Fill(scope) is { } value)
                {
                    headers.Remove(name);
                    _ = headers.TryAddWithoutValidation(name, value);
                }
            }

            message.Headers.Authorization = basic;
            if (proof is not null)
            {
                proof.Session = await _authorizer.ApplyAsync(message, cancellationToken);
            }

            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    /// <summary>That a request is sent with what proves who sends it.</summary>
    private sealed class Proof
    {
        /// <summary>The session that it was sent with; none where there are none.</summary>
        public SessionToken? Session { get; set; }
    }
}
