using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A client of a simulated system that is logged in with the credentials that all of them have.</summary>
internal static class RehearsalLogin
{
    /// <summary>Logs in; the client is the caller's.</summary>
    /// <param name="token">Where OAuth 2 gives tokens.</param>
    /// <param name="scope">Asked for with a token; none where the system has no scopes.</param>
    public static async Task<HttpClient> OpenAsync(Uri address, string token, string? scope = null)
    {
        var http = new HttpClient { BaseAddress = address };
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

        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(
            new Uri(token, UriKind.Relative),
            content,
            TestContext.Current.CancellationToken
        );
        var told = await answer.Content.ReadFromJsonAsync<JsonObject>(
            TestContext.Current.CancellationToken
        );
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            (string)told!["access_token"]!
        );
        return http;
    }
}
