using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Http;

/// <summary>Puts into requests what proves who sends them.</summary>
/// <param name="credentials">Remembers what is sent.</param>
/// <param name="send">Sends a request as it is, without proof.</param>
internal sealed class RestAuthorizer(
    RestAuth auth,
    RestOptions options,
    RestScopes scopes,
    TimeProvider timeProvider,
    Credentials credentials,
    Func<RestRequest, AuthenticationHeaderValue?, CancellationToken, Task<RestAnswer>> send
) : IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1);
    private volatile Session? _session;
    private string? _refreshToken;

    /// <summary>Whether a 401 may only mean that a session has ended.</summary>
    public bool HasSessions => auth is RestAuth.OAuth2 or RestAuth.Login;

    /// <summary>The query parameter that carries the key; none in other ways.</summary>
    public KeyValuePair<string, string>? Parameter =>
        auth is RestAuth.Query query
            ? KeyValuePair.Create(query.Parameter, options.Secret(query.Secret))
            : null;

    public async Task ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (auth)
        {
            case RestAuth.Basic basic:
                var user = basic.UserSecret is { } secret
                    ? options.Secret(secret)
                    : basic.User.Fill(scopes.Plain) ?? string.Empty;
                request.Headers.Authorization = BasicOf(
                    user,
                    basic.Password is { } password
                        ? options.Secret(password)
                        : basic.FixedPassword ?? string.Empty
                );
                break;
            case RestAuth.Header header:
                Put(request, header.Name, header.Scheme, options.Secret(header.Secret));
                break;
            case RestAuth.OAuth2:
                Put(request, "Authorization", "Bearer", await TokenAsync(cancellationToken));
                break;
            case RestAuth.Login login:
                Put(request, login.Name, login.Scheme, await TokenAsync(cancellationToken));
                break;
        }
    }

    /// <summary>The session that a request was sent with is not used any more.</summary>
    public void End() => _session = null;

    public void Dispose() => _one.Dispose();

    private static AuthenticationHeaderValue BasicOf(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    private static void Put(HttpRequestMessage request, string name, string? scheme, string value)
    {
        var text = scheme is null ? value : $"{scheme} {value}";
        if (!request.Headers.TryAddWithoutValidation(name, text))
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"auth: '{name}' is no header that can be sent."
            );
        }
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_session is { } session && session.RenewAt > timeProvider.GetUtcNow())
            {
                return session.Token;
            }

            var next = auth is RestAuth.OAuth2 oauth
                ? await AskAsync(oauth, cancellationToken)
                : await LogInAsync((RestAuth.Login)auth, cancellationToken);
            _session = next;
            return credentials.Reveal(next.Token);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<Session> LogInAsync(
        RestAuth.Login login,
        CancellationToken cancellationToken
    )
    {
        var request = new RestRequest(login.Call, scopes.WithSecrets(login.Named, options.Secret));
        var answer = await send(request, null, cancellationToken);
        return new Session(
            TextAt(answer, login.Token, request),
            timeProvider.GetUtcNow() + login.Lifetime
        );
    }

    private async Task<Session> AskAsync(RestAuth.OAuth2 oauth, CancellationToken cancellationToken)
    {
        var client = oauth.ClientId.Fill(scopes.Plain) ?? string.Empty;
        var secret = oauth.ClientSecret is { } name ? options.Secret(name) : null;
        var form = new List<KeyValuePair<string, string>>
        {
            new("grant_type", oauth.Grant.Replace('-', '_')),
        };
        if (oauth.RefreshToken is { } refresh && oauth.Grant is "refresh-token")
        {
            form.Add(
                new("refresh_token", credentials.Reveal(_refreshToken ?? options.Secret(refresh)))
            );
        }

        if (oauth.User is { } user && oauth.Password is { } password)
        {
            form.Add(new("username", user.Fill(scopes.Plain) ?? string.Empty));
            form.Add(new("password", options.Secret(password)));
        }

        if (!oauth.IsClientInHeader)
        {
            form.Add(new("client_id", client));
            form.AddRange(secret is null ? [] : [new("client_secret", secret)]);
        }

        form.AddRange(
            oauth.Parameters.Select(x =>
                KeyValuePair.Create(x.Key, x.Value.Fill(scopes.Plain) ?? string.Empty)
            )
        );
        var call = new RestCall(HttpMethod.Post, oauth.TokenUrl, [], [], Body: null, IsForm: true)
        {
            ChangesNothing = true,
            Form = form,
        };
        var request = new RestRequest(call, scopes.Plain);
        var answer = await send(
            request,
            oauth.IsClientInHeader ? BasicOf(client, secret ?? string.Empty) : null,
            cancellationToken
        );
        return SessionOf(answer, request);
    }

    private Session SessionOf(RestAnswer answer, RestRequest request)
    {
        _refreshToken = Find(answer, DataPath.Parse("refresh_token")) ?? _refreshToken;
        var life =
            Find(answer, DataPath.Parse("expires_in")) is { } text
            && FieldText.TryNumber(text, out var seconds)
            && seconds is > 0m and < 31_536_000m
                ? TimeSpan.FromSeconds((double)seconds)
                : TimeSpan.FromHours(1);
        return new Session(
            TextAt(answer, DataPath.Parse("access_token"), request),
            timeProvider.GetUtcNow() + (life > RenewBefore * 2 ? life - RenewBefore : life)
        );
    }

    private static string TextAt(RestAnswer answer, DataPath path, RestRequest request) =>
        Find(answer, path)
        ?? throw new ConnectorException(
            ConnectorFault.Contract,
            $"The answer to {request.Name} has no token at '{path.Text}'."
        );

    private static string? Find(RestAnswer answer, DataPath path) =>
        answer.Body.ValueKind is JsonValueKind.Undefined ? null
        : path.Find(new Place(answer.Body)) is { } value ? JsonTexts.TextOf(value)
        : null;

    /// <summary>A token, and when to get the next one.</summary>
    private sealed record Session(string Token, DateTimeOffset RenewAt);
}
