using System.Net;

namespace Tieout.Connectors.Http;

/// <summary>Sends requests to one system, each within its time, and says who has to act on a failure.</summary>
/// <remarks>
/// Nothing is retried: lanes retry, and they look before they write again. Give every POST, PUT and
/// PATCH a body: .NET sends a request without one a second time by itself when a pooled connection
/// breaks.
/// </remarks>
internal sealed class SystemHttp : IDisposable
{
    private const long AnswerBytesMax = 64 * 1024 * 1024;

    private readonly string _system;
    private readonly Uri _address;
    private readonly (TimeSpan Read, TimeSpan Write) _limits;
    private readonly TimeProvider _timeProvider;
    private readonly HttpClient _http;
    private readonly Credentials _credentials = new();

    /// <summary>Opens no connection yet.</summary>
    /// <param name="system">What the vendor's system is called, for messages.</param>
    /// <param name="address">Paths are relative to it; ends in a slash.</param>
    /// <param name="limits">From sending to the whole answer, of a read and of a write.</param>
    public SystemHttp(
        string system,
        Uri address,
        TimeSpan connectTimeout,
        (TimeSpan Read, TimeSpan Write) limits,
        TimeProvider timeProvider
    )
    {
        _system = system;
        _address = address;
        _limits = limits;
        _timeProvider = timeProvider;
        _http = new HttpClient(
            new DiscreetHandler(
                new SocketsHttpHandler
                {
                    ConnectTimeout = connectTimeout,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                    AllowAutoRedirect = false,
                    AutomaticDecompression = DecompressionMethods.All,
                },
                _credentials
            ),
            disposeHandler: true
        )
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = AnswerBytesMax,
        };
    }

    /// <summary>Gives a credential back that is sent in a body: no message will repeat it.</summary>
    public string Reveal(string credential) => _credentials.Reveal(credential);

    /// <summary>Sends it and reads the whole answer.</summary>
    /// <param name="request">With an address relative to the system's, or a whole one that it told.</param>
    /// <param name="call">For messages: method and path without query, which may name persons.</param>
    /// <param name="isWrite">Decides the time limit, and what a lost answer means.</param>
    /// <param name="cancellationToken">Gives up; none for a write that must not be left in doubt.</param>
    /// <exception cref="Connect.ConnectorException">No answer.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        string call,
        bool isWrite,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(
            isWrite ? _limits.Write : _limits.Read,
            _timeProvider
        );
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            timeout.Token,
            cancellationToken
        );
        try
        {
            return await _http.SendAsync(request, either.Token);
        }
        catch (HttpRequestException e)
        {
            throw HttpFailures.Broken(_system, _address, call, isWrite, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw HttpFailures.TimedOut(call, isWrite, e);
        }
    }

    public void Dispose() => _http.Dispose();
}
