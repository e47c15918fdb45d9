using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.AvaTax;

/// <summary>Speaks HTTP with AvaTax and says who has to act when that goes wrong.</summary>
/// <remarks>Nothing is retried here: lanes retry.</remarks>
internal sealed class AvaTaxClient : IDisposable
{
    /// <summary>Application, its version, library, its version, machine; none of them names a person.</summary>
    private const string Client = "tieout; 1.0; HttpClient; 1.0; hub";

    private readonly AvaTaxOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly SystemHttp _http;

    public AvaTaxClient(AvaTaxOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _timeProvider = timeProvider;
        _http = new SystemHttp(
            "AvaTax",
            options.BaseAddress,
            options.ConnectTimeout,
            (options.ReadTimeout, options.WriteTimeout),
            timeProvider
        );
    }

    public Task<AvaTaxAnswer<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class => CallAsync<T>(new AvaTaxCall(HttpMethod.Get, path), cancellationToken);

    /// <summary>Sends a write. Once it is under way only its time-out ends it.</summary>
    public Task<AvaTaxAnswer<T>> PostAsync<T>(string path, object body)
        where T : class =>
        CallAsync<T>(new AvaTaxCall(HttpMethod.Post, path, body), CancellationToken.None);

    public void Dispose() => _http.Dispose();

    private async Task<AvaTaxAnswer<T>> CallAsync<T>(
        AvaTaxCall call,
        CancellationToken cancellationToken
    )
        where T : class
    {
        using var request = new HttpRequestMessage(
            call.Method,
            new Uri($"api/v2/{call.Path}", UriKind.Relative)
        );
        var login = _http.Reveal(
            Convert.ToBase64String(
                Encoding.UTF8.GetBytes($"{_options.AccountId}:{_http.Reveal(_options.LicenseKey)}")
            )
        );
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", login);
        request.Headers.Add("X-Avalara-Client", Client);
        if (call.Body is { } body)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: AvaTaxJson.Options);
        }

        using var response = await _http.SendAsync(
            request,
            call.Name,
            call.IsWrite,
            cancellationToken
        );
        var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
        var error = ErrorIn(text);
        return error is not null || !response.IsSuccessStatusCode
            ? new AvaTaxAnswer<T>(
                null,
                error,
                AvaTaxFaults.Of(call, response, error, _timeProvider)
            )
            : new AvaTaxAnswer<T>(Read<T>(call, text), null, null);
    }

    private static AvaTaxError? ErrorIn(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return
                json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("error", out var error)
                && error.ValueKind is JsonValueKind.Object
                ? error.Deserialize<AvaTaxError>(AvaTaxJson.Options)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static T Read<T>(AvaTaxCall call, string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, AvaTaxJson.Options)
                ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException e)
        {
            // Whatever is told to AvaTax may be told again: nothing is left in doubt.
            throw UnreadableAnswer.Of(call.Name, isWrite: false, e);
        }
    }
}
