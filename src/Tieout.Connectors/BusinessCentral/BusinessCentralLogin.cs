using System.Globalization;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Keeps a token of the client credentials, and gets the next one in time.</summary>
/// <remarks>Tokens come from another host than records: it fails, and is settled, by itself.</remarks>
internal sealed class BusinessCentralLogin(
    BusinessCentralOptions options,
    TimeProvider timeProvider
) : IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromSeconds(60);

    private readonly SystemHttp _http = new(
        "The token endpoint",
        options.TokenAddress,
        options.ConnectTimeout,
        (options.ReadTimeout, options.ReadTimeout),
        timeProvider
    );
    private readonly SemaphoreSlim _one = new(1);
    private volatile Session? _session;

    public async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        if (_session is { } session && timeProvider.GetUtcNow() < session.RenewAt)
        {
            return session.Token;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            return _session is { } meanwhile && timeProvider.GetUtcNow() < meanwhile.RenewAt
                ? meanwhile.Token
                : await RenewAsync(cancellationToken);
        }
        finally
        {
            _ = _one.Release();
        }
    }

    /// <summary>Gets a new token, whatever there is.</summary>
    /// <exception cref="ConnectorException">There is none to be had.</exception>
    public async Task<string> RenewAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.TokenAddress);
        request.Content = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = options.ClientId,
                ["client_secret"] = _http.Reveal(options.ClientSecret),
                ["scope"] = options.Scope,
            }
        );
        // A POST that changes nothing and may be repeated.
        using var response = await _http.SendAsync(
            request,
            "the log-in",
            isWrite: false,
            cancellationToken
        );
        var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
        var token = response.IsSuccessStatusCode ? Read<BusinessCentralToken>(text) : null;
        if (token is null)
        {
            throw Failure(response, text);
        }

        var life = TimeSpan.FromSeconds(token.ExpiresIn);
        var keep = life > RenewBefore * 2 ? life - RenewBefore : life;
        _session = new Session(token.AccessToken, timeProvider.GetUtcNow() + keep);
        return token.AccessToken;
    }

    public void Dispose()
    {
        _http.Dispose();
        _one.Dispose();
    }

    private ConnectorException Failure(HttpResponseMessage response, string text)
    {
        var status = (int)response.StatusCode;
        if (status is 408 or 429 or >= 500)
        {
            return new ConnectorException(
                ConnectorFault.Transient,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The token endpoint answered with {status}."
                ),
                HttpFailures.RetryAfter(response, timeProvider)
            );
        }

        // Texts of the endpoint repeat the client's id, so only its codes are told.
        var error = Read<BusinessCentralTokenError>(text);
        return new ConnectorException(
            ConnectorFault.Settings,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The token endpoint refused with {status} ({error?.Error ?? "no error code"}, "
            )
                + $"AADSTS{(error?.Codes is [var code, ..] ? code : 0).ToString(CultureInfo.InvariantCulture)}). "
                + "Check tokenAddress, clientId, clientSecret and scope of the system in hub.yaml."
        );
    }

    private static T? Read<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, BusinessCentralJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A token, and when to get the next one.</summary>
    private sealed record Session(string Token, DateTimeOffset RenewAt);
}
