using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.NetSuite;

/// <summary>Makes the header that lets a call in: a signature of its own, or a token that is kept.</summary>
internal sealed class NetSuiteLogin(
    NetSuiteOptions options,
    TimeProvider timeProvider,
    SystemHttp http
) : IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _one = new(1);
    private readonly Uri _endpoint = new(options.Service, "services/rest/auth/oauth2/v1/token");
    private volatile Session? _session;

    /// <summary>The header of one call.</summary>
    /// <param name="refused">The header that was not taken, when a call is made once more.</param>
    public async Task<AuthenticationHeaderValue> HeaderAsync(
        HttpMethod method,
        Uri address,
        AuthenticationHeaderValue? refused,
        CancellationToken cancellationToken
    )
    {
        switch (options.Credentials)
        {
            case NetSuiteCredentials.SignedCalls secrets:
                var now = timeProvider.GetUtcNow();
                return OAuthSignature.HeaderOf(method, address, options.Account, secrets, now);
            case NetSuiteCredentials.Certificate secrets:
                var token = await TokenAsync(secrets, refused?.Parameter, cancellationToken);
                return new AuthenticationHeaderValue("Bearer", token);
            default:
                throw new global::System.Diagnostics.UnreachableException();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string> TokenAsync(
        NetSuiteCredentials.Certificate secrets,
        string? refused,
        CancellationToken cancellationToken
    )
    {
        if (Valid(refused) is { } held)
        {
            return held;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            return Valid(refused) ?? await RenewAsync(secrets, cancellationToken);
        }
        finally
        {
            _ = _one.Release();
        }
    }

    private string? Valid(string? refused) =>
        _session is { } session
        && timeProvider.GetUtcNow() < session.RenewAt
        && !string.Equals(session.Token, refused, StringComparison.Ordinal)
            ? session.Token
            : null;

    private async Task<string> RenewAsync(
        NetSuiteCredentials.Certificate secrets,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint);
        request.Content = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["client_assertion_type"] =
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = http.Reveal(
                    NetSuiteAssertion.Of(secrets, _endpoint, timeProvider.GetUtcNow())
                ),
            }
        );
        // A POST that changes nothing and may be repeated.
        using var response = await http.SendAsync(
            request,
            "the log-in",
            isWrite: false,
            cancellationToken
        );
        var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
        var token = response.IsSuccessStatusCode ? Read(text) : null;
        if (token is null)
        {
            throw Failure(response);
        }

        var keep = token.Life > RenewBefore * 2 ? token.Life - RenewBefore : token.Life;
        _session = new Session(token.AccessToken, timeProvider.GetUtcNow() + keep);
        return token.AccessToken;
    }

    private ConnectorException Failure(HttpResponseMessage response)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        return (int)response.StatusCode is 408 or 429 or >= 500
            ? new ConnectorException(
                ConnectorFault.Transient,
                $"The token endpoint answered with {status}.",
                HttpFailures.RetryAfter(response, timeProvider)
            )
            : new ConnectorException(
                ConnectorFault.Settings,
                $"The token endpoint refused with {status}. Check address, clientId, certificateId and privateKey of the system in hub.yaml."
            );
    }

    private static NetSuiteToken? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<NetSuiteToken>(text, NetSuiteJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A token, and when to get the next one.</summary>
    private sealed record Session(string Token, DateTimeOffset RenewAt);
}
