using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Tieout.Sandbox.BusinessCentral.Webhooks;

/// <summary>Calls receivers of notifications.</summary>
internal sealed class WebhookSender : IDisposable
{
    private static readonly TimeSpan CallMax = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new() { Timeout = CallMax };

    /// <summary>Asks a receiver for the token that it is told; true when it gives it back.</summary>
    public async Task<bool> ValidateAsync(
        Uri address,
        string token,
        CancellationToken cancellationToken
    )
    {
        var join = address.Query.Length > 0 ? '&' : '?';
        var asked = new Uri($"{address}{join}validationToken={Uri.EscapeDataString(token)}");
        try
        {
            using var body = new StringContent(string.Empty, Encoding.UTF8, "text/plain");
            using var answer = await _http.PostAsync(asked, body, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            return answer.StatusCode is HttpStatusCode.OK
                && string.Equals(text.Trim(), token, StringComparison.Ordinal);
        }
        catch (Exception e) when (IsNoAnswer(e, cancellationToken))
        {
            return false;
        }
    }

    /// <summary>Sends notifications.</summary>
    /// <returns>The status that they were answered with; none without an answer.</returns>
    public async Task<HttpStatusCode?> SendAsync(
        Uri address,
        JsonObject notifications,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var body = new StringContent(
                notifications.ToJsonString(),
                Encoding.UTF8,
                "application/json"
            );
            using var answer = await _http.PostAsync(address, body, cancellationToken);
            return answer.StatusCode;
        }
        catch (Exception e) when (IsNoAnswer(e, cancellationToken))
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool IsNoAnswer(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException
        || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
