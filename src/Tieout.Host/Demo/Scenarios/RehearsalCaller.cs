using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>Does over HTTP what people do in a system's pages.</summary>
/// <param name="address">Of the system.</param>
/// <param name="login">
/// Where OAuth 2 gives tokens, with the credentials that all simulated systems have; none where a header says who it is.
/// </param>
/// <param name="scope">Asked for with a token; none where the system has no scopes.</param>
internal sealed class RehearsalCaller(Uri address, string? login = null, string? scope = null)
    : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Sends a header with every call.</summary>
    public void SendAlways(string header, string value) =>
        _http.DefaultRequestHeaders.Add(header, value);

    /// <summary>A call that has to succeed.</summary>
    /// <param name="method">How.</param>
    /// <param name="path">Below the address.</param>
    /// <param name="body">None where there is nothing to send.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="ifMatch">The version that is changed, where the system wants it.</param>
    /// <returns>The answer; none where it is empty.</returns>
    public async Task<JsonNode?> CallAsync(
        HttpMethod method,
        string path,
        JsonNode? body,
        CancellationToken cancellationToken,
        string? ifMatch = null
    )
    {
        using var first = await SendAsync(method, path, body, ifMatch, cancellationToken);
        if (login is null || first.StatusCode is not HttpStatusCode.Unauthorized)
        {
            return await ReadAsync(first, path, cancellationToken);
        }

        // Days pass between acts, and sessions end.
        await LogInAsync(login, cancellationToken);
        using var second = await SendAsync(method, path, body, ifMatch, cancellationToken);
        return await ReadAsync(second, path, cancellationToken);
    }

    /// <summary>Asks for a token of OAuth 2.</summary>
    public async Task<string> AskTokenAsync(
        string path,
        IReadOnlyDictionary<string, string> form,
        CancellationToken cancellationToken
    )
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await _http.PostAsync(
            new Uri(path, UriKind.Relative),
            content,
            cancellationToken
        );
        var token = await ReadAsync(answer, path, cancellationToken);
        return (string)token!["access_token"]!;
    }

    public void Dispose() => _http.Dispose();

    private async Task LogInAsync(string path, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "tieout",
            ["client_secret"] = "rehearsal",
        };
        if (scope is not null)
        {
            form["scope"] = scope;
        }

        var token = await AskTokenAsync(path, form, cancellationToken);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        JsonNode? body,
        string? ifMatch,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(
                body.ToJsonString(),
                Encoding.UTF8,
                "application/json"
            );
        }

        if (ifMatch is not null)
        {
            _ = request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await _http.SendAsync(request, cancellationToken);
    }

    private static async Task<JsonNode?> ReadAsync(
        HttpResponseMessage answer,
        string path,
        CancellationToken cancellationToken
    )
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{path}: {(int)answer.StatusCode} {text}");
        }

        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
