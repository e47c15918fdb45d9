using System.Net;
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
)
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromSeconds(30);

    /// <summary>The query parameter that carries the key; none in other ways.</summary>
    public KeyValuePair<string, string>? Parameter =>
        auth is RestAuth.Query query
            ? KeyValuePair.Create(query.Parameter, options.Secret(query.Secret))
            : null;

    /// <summary>Proves who sends it; answers the session that it is sent with, none in other ways.</summary>
    public async Task<SessionToken?> ApplyAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
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
                var token = await TokenAsync(cancellationToken);
                Put(request, "Authorization", "Bearer", credentials.Reveal(token.Text));
                return token;
            case RestAuth.Login login:
                var session = await TokenAsync(cancellationToken);
                Put(request, login.Name, login.Scheme, credentials.Reveal(session.Text));
                return session;
        }

        return null;
    }

    /// <summary>The session that a request was sent with is not used any more.</summary>
    public void End(SessionToken session) => options.Session.End(session);

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

    private Task<SessionToken> TokenAsync(CancellationToken cancellationToken) =>
        options.Session.TokenAsync(
            timeProvider,
            token =>
                auth is RestAuth.OAuth2 oauth
                    ? AskAsync(oauth, token)
                    : LogInAsync((RestAuth.Login)auth, token),
            cancellationToken
        );

    private async Task<SessionToken> LogInAsync(
        RestAuth.Login login,
        CancellationToken cancellationToken
    )
    {
        var request = new RestRequest(login.Call, scopes.WithSecrets(scopes.Plain, login.Named));
        var answer = await send(request, null, cancellationToken);
        return new SessionToken(
            TextAt(answer, login.Token, request),
            timeProvider.GetUtcNow() + login.Lifetime
        );
    }

    private async Task<SessionToken> AskAsync(
        RestAuth.OAuth2 oauth,
        CancellationToken cancellationToken
    )
    {
        if (oauth is not { Grant: "refresh-token", RefreshToken: { } name })
        {
            return await AskAsync(oauth, refreshToken: null, cancellationToken);
        }

        var sent = RefreshTokenOf(name);
        try
        {
            return await AskAsync(oauth, sent, cancellationToken);
        }
        catch (ConnectorException e) when (e.Data[nameof(HttpStatusCode)] is 400 or 401)
        {
            // Another process may have spent it, and has kept the next one.
            return RefreshTokenOf(name) is var kept && !Is(kept, sent)
                ? await AskAsync(oauth, kept, cancellationToken)
                : throw new ConnectorException(
                    e.Fault,
                    $"{e.Message} The refresh token may be spent or expired: get a new one. One that the "
                        + "system replaces at each use has to be in the store of secrets (store:NAME).",
                    e.RetryAfter,
                    e.Reason,
                    e
                );
        }
    }

    private async Task<SessionToken> AskAsync(
        RestAuth.OAuth2 oauth,
        string? refreshToken,
        CancellationToken cancellationToken
    )
    {
        var client = oauth.ClientId.Fill(scopes.Plain) ?? string.Empty;
        var secret = oauth.ClientSecret is { } name ? options.Secret(name) : null;
        var form = new List<KeyValuePair<string, string>>
        {
            new("grant_type", oauth.Grant.Replace('-', '_')),
        };
        if (refreshToken is not null)
        {
            form.Add(new("refresh_token", credentials.Reveal(refreshToken)));
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
            IsForToken = true,
            Form = form,
        };
        var request = new RestRequest(call, scopes.Plain);
        var answer = await send(
            request,
            oauth.IsClientInHeader ? BasicOf(client, secret ?? string.Empty) : null,
            // A token that is good once is spent by sending it: nobody but its time-out ends that.
            refreshToken is null
                ? cancellationToken
                : CancellationToken.None
        );
        Replace(oauth, refreshToken, answer);
        return SessionOf(answer, request);
    }

    /// <summary>The newest that is known: what the system answered last, unless somebody has set another one since.</summary>
    private string RefreshTokenOf(string name)
    {
        var kept = options.Secret(name);
        if (options.Session.Replaced is { } replaced && Is(replaced.Kept, kept))
        {
            Keep(name, replaced);
            return replaced.Next;
        }

        return kept;
    }

    /// <summary>Keeps what the system answered in place of the token that was sent, before anything is done with the answer.</summary>
    private void Replace(RestAuth.OAuth2 oauth, string? sent, RestAnswer answer)
    {
        if (
            sent is not null
            && Find(answer, DataPath.Parse("refresh_token")) is { } next
            && !Is(next, sent)
        )
        {
            var name = oauth.RefreshToken!;
            Keep(name, new ReplacedSecret(options.Secret(name), credentials.Reveal(next)));
        }
    }

    private void Keep(string name, ReplacedSecret replaced)
    {
        // It is remembered first: whatever happens to the store, the old one is spent.
        options.Session.Replaced = replaced;
        if (options.Keep(name, replaced.Next))
        {
            options.Session.Replaced = null;
        }
    }

    private static bool Is(string left, string right) =>
        left.Equals(right, StringComparison.Ordinal);

    private SessionToken SessionOf(RestAnswer answer, RestRequest request)
    {
        var life =
            Find(answer, DataPath.Parse("expires_in")) is { } text
            && FieldText.TryNumber(text, out var seconds)
            && seconds is > 0m and < 31_536_000m
                ? TimeSpan.FromSeconds((double)seconds)
                : TimeSpan.FromHours(1);
        return new SessionToken(
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
}
