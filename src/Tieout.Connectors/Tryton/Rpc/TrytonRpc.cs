using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tieout.Connect;

namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>Calls methods of one Tryton database as one user, by JSON-RPC.</summary>
/// <remarks>
/// Logs in by itself, and once more when the session has ended: Tryton answers 401 before it runs
/// anything, so that repeating the call is safe. Safe for use by several callers at once.
/// Source: protocols/jsonrpc.py and protocols/dispatcher.py of trytond 6.0.29.
/// </remarks>
/// <param name="http">Its own timeout must be longer than the options' or infinite.</param>
/// <param name="options">Which database, as whom.</param>
/// <param name="password">Asked for at each login; what it answers is kept nowhere; of one that was
/// refused, a digest.</param>
/// <param name="time">Runs the time-outs.</param>
public sealed class TrytonRpc(
    HttpClient http,
    TrytonOptions options,
    Func<CancellationToken, ValueTask<string>> password,
    TimeProvider time
) : IDisposable
{
    private static readonly TimeSpan RefusedPause = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _login = new(1, 1);
    private readonly Uri _address = new(
        options.Server,
        Uri.EscapeDataString(options.Database) + "/"
    );
    private static readonly Dictionary<string, object?> Nothing = new(StringComparer.Ordinal);
    private TrytonSession? _session;
    private (byte[] Digest, long At)? _refused;
    private int _lastId;

    public void Dispose() => _login.Dispose();

    /// <summary>Logs in if that has not happened yet.</summary>
    /// <exception cref="ConnectorException">Wrong user, password, database, or no answer.</exception>
    public async Task LogInAsync(CancellationToken cancellationToken) =>
        _ = await SessionAsync(stale: null, cancellationToken);

    /// <summary>Makes one call and reads its result as <typeparamref name="T"/>.</summary>
    /// <exception cref="ConnectorException">Refused, failed, or the outcome is unknown.</exception>
    public async Task<T> CallAsync<T>(TrytonCall call, CancellationToken cancellationToken) =>
        (await AskAsync<T>(call, cancellationToken)).Result;

    /// <summary>Like <see cref="CallAsync{T}"/>, with the server's clock.</summary>
    /// <exception cref="ConnectorException">Refused, failed, or the outcome is unknown.</exception>
    public async Task<TrytonAnswer<T>> AskAsync<T>(
        TrytonCall call,
        CancellationToken cancellationToken
    )
    {
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var (body, serverTime) = await SendAsync(call, cancellationToken);
            using (body)
            {
                if (!body.RootElement.TryGetProperty("error", out var error))
                {
                    return new TrytonAnswer<T>(ResultOf<T>(body, call), serverTime);
                }

                var warning = TrytonFailure.WarningName(error);
                if (
                    warning is null
                    || call.Acknowledges?.Contains(warning, StringComparer.Ordinal) != true
                    || !acknowledged.Add(warning)
                )
                {
                    throw TrytonFailure.Of(error, call, options.System);
                }

                await AcknowledgeAsync(warning, cancellationToken);
            }
        }
    }

    /// <summary>Ends the session on the server, if there is one.</summary>
    public async Task LogOutAsync(CancellationToken cancellationToken)
    {
        if (_session is { } session)
        {
            _session = null;
            var call = new TrytonCall("common.db.logout", [], Changes: false);
            using var response = await PostAsync(call, session, cancellationToken);
        }
    }

    private async Task AcknowledgeAsync(string warning, CancellationToken cancellationToken)
    {
        var session = await SessionAsync(stale: null, cancellationToken);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["user"] = session.UserId,
            ["name"] = warning,
            ["always"] = false,
        };
        _ = await CallAsync<int[]>(
            TrytonCall.Change("res.user.warning", "create", [new object[] { values }]),
            cancellationToken
        );
    }

    private async Task<(JsonDocument Body, Instant? ServerTime)> SendAsync(
        TrytonCall call,
        CancellationToken cancellationToken
    )
    {
        var session = await SessionAsync(stale: null, cancellationToken);
        var response = await PostAsync(call, session, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized)
        {
            response.Dispose();
            session = await SessionAsync(stale: session, cancellationToken);
            response = await PostAsync(call, session, cancellationToken);
        }

        using (response)
        {
            return (await BodyOf(response, call, cancellationToken), TimeOf(response));
        }
    }

    private async Task<JsonDocument> BodyOf(
        HttpResponseMessage response,
        TrytonCall call,
        CancellationToken cancellationToken
    )
    {
        if (response.StatusCode is not HttpStatusCode.OK)
        {
            throw TrytonFailure.Of(
                response.StatusCode,
                response.Headers.RetryAfter?.Delta,
                call,
                options.System
            );
        }

        try
        {
            // Buffered by PostAsync, so nothing is waited for here.
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var body = await JsonDocument.ParseAsync(stream, default, cancellationToken);
            if (body.RootElement.ValueKind is JsonValueKind.Object)
            {
                return body;
            }

            body.Dispose();
        }
        catch (JsonException)
        {
            // Not Tryton's answer: below.
        }

        throw new ConnectorException(
            call.Changes ? ConnectorFault.OutcomeUnknown : ConnectorFault.Contract,
            $"{options.System}: {call.Method}: the answer is no JSON-RPC; is a proxy in between?"
        );
    }

    private T ResultOf<T>(JsonDocument body, TrytonCall call)
    {
        try
        {
            return body.RootElement.GetProperty("result").Deserialize<T>(TrytonJson.Options)!;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException)
        {
            throw new ConnectorException(
                ConnectorFault.Contract,
                $"{options.System}: {call.Method}: the result is not what Tryton 6.0 returns.",
                inner: e
            );
        }
    }

    private async Task<TrytonSession> SessionAsync(
        TrytonSession? stale,
        CancellationToken cancellationToken
    )
    {
        if (_session is { } current && current != stale)
        {
            return current;
        }

        await _login.WaitAsync(cancellationToken);
        try
        {
            if (_session is null || _session == stale)
            {
                _session = await OpenSessionAsync(cancellationToken);
            }

            return _session;
        }
        finally
        {
            _login.Release();
        }
    }

    private async Task<TrytonSession> OpenSessionAsync(CancellationToken cancellationToken)
    {
        var secret = await password(cancellationToken);
        if (WasJustRefused(secret))
        {
            throw WrongPassword();
        }

        object?[] arguments = [options.Login, new { password = secret }, "en"];
        var call = new TrytonCall("common.db.login", arguments, Changes: false);
        using var response = await PostAsync(call, session: null, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized)
        {
            _refused = (DigestOf(secret), time.GetTimestamp());
            throw WrongPassword();
        }

        using var body = await BodyOf(response, call, cancellationToken);
        if (body.RootElement.TryGetProperty("error", out var error))
        {
            throw TrytonFailure.Of(error, call, options.System);
        }

        _refused = null;
        var login = ResultOf<JsonElement[]>(body, call);
        var token = string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Login}:{login[0].GetInt32()}:{login[1].GetString()}"
        );
        var bare = new TrytonSession(
            Convert.ToBase64String(Encoding.UTF8.GetBytes(token)),
            login[0].GetInt32(),
            new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        );
        return bare with { Context = await ContextAsync(bare, cancellationToken) };
    }

    /// <summary>
    /// Tryton answers later and later after each wrong password, to everybody who uses the login: so
    /// one that it refused is not tried again before a while has passed or it was changed.
    /// </summary>
    private bool WasJustRefused(string secret) =>
        _refused is { } refused
        && time.GetElapsedTime(refused.At) < RefusedPause
        && CryptographicOperations.FixedTimeEquals(refused.Digest, DigestOf(secret));

    private static byte[] DigestOf(string secret) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private ConnectorException WrongPassword() =>
        new(
            ConnectorFault.Settings,
            $"{options.System}: wrong password or user: Tryton did not let '{options.Login}' into "
                + $"the database '{options.Database}'."
        );

    private async Task<IReadOnlyDictionary<string, JsonElement>> ContextAsync(
        TrytonSession bare,
        CancellationToken cancellationToken
    )
    {
        var call = TrytonCall.Read("res.user", "get_preferences", [true]);
        using var response = await PostAsync(call, bare, cancellationToken);
        using var body = await BodyOf(response, call, cancellationToken);
        if (body.RootElement.TryGetProperty("error", out var error))
        {
            throw TrytonFailure.Of(error, call, options.System);
        }

        var context = ResultOf<Dictionary<string, JsonElement>>(body, call);
        // The server knows the groups itself. English makes its texts recognisable.
        _ = context.Remove("groups");
        context["language"] = JsonSerializer.SerializeToElement("en", TrytonJson.Options);
        return context;
    }

    private async Task<HttpResponseMessage> PostAsync(
        TrytonCall call,
        TrytonSession? session,
        CancellationToken cancellationToken
    )
    {
        // What changes something is no longer called off once it has been sent.
        cancellationToken.ThrowIfCancellationRequested();
        using var timeout = new CancellationTokenSource(options.CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            timeout.Token,
            call.Changes ? CancellationToken.None : cancellationToken
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, _address);
        // With its length: Tryton's server answers 411 to chunks.
        request.Content = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(Envelope(call, session), TrytonJson.Options)
        );
        request.Content.Headers.ContentType = new("application/json");
        if (session is not null)
        {
            request.Headers.Authorization = new("Session", session.Authorization);
        }

        try
        {
            return await http.SendAsync(
                request,
                HttpCompletionOption.ResponseContentRead,
                either.Token
            );
        }
        catch (OperationCanceledException e) when (!IsWanted(call, cancellationToken))
        {
            throw TrytonFailure.Of(e, call, options.System);
        }
        catch (HttpRequestException e)
        {
            throw TrytonFailure.Of(e, call, options.System);
        }
    }

    private static bool IsWanted(TrytonCall call, CancellationToken cancellationToken) =>
        !call.Changes && cancellationToken.IsCancellationRequested;

    private Dictionary<string, object?> Envelope(TrytonCall call, TrytonSession? session)
    {
        // With other keys than these three, errors would come back as HTTP statuses.
        var parameters = new List<object?>(call.Arguments);
        if (session is not null && !call.Method.StartsWith("common.", StringComparison.Ordinal))
        {
            parameters.Add(ContextOf(call, session));
        }

        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = Interlocked.Increment(ref _lastId),
            ["method"] = call.Method,
            ["params"] = parameters,
        };
    }

    private static Dictionary<string, object?> ContextOf(TrytonCall call, TrytonSession session)
    {
        var context = session.Context.ToDictionary(
            entry => entry.Key,
            entry => (object?)entry.Value,
            StringComparer.Ordinal
        );
        foreach (var (key, value) in call.Context ?? Nothing)
        {
            context[key] = value;
        }

        return context;
    }

    private static Instant? TimeOf(HttpResponseMessage response) =>
        response.Headers.Date is { } date ? Instant.FromDateTimeOffset(date) : null;
}
