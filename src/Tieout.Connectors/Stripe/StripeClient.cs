using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.Stripe;

/// <summary>Speaks HTTP with Stripe and says who has to act when that goes wrong.</summary>
/// <remarks>
/// Nothing is retried here but for a key that is spent: lanes retry, and they look before they write
/// again. Every POST has a body on purpose: .NET sends a request without one a second time by itself
/// when a pooled connection breaks.
/// </remarks>
internal sealed class StripeClient : IDisposable
{
    /// <summary>The shapes that this connector was written against.</summary>
    private const string Version = "2026-10-28.endive";
    private const int AttemptsMax = 10;

    private readonly StripeOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly SystemHttp _http;

    public StripeClient(StripeOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _timeProvider = timeProvider;
        _http = new SystemHttp(
            "Stripe",
            options.BaseAddress,
            options.ConnectTimeout,
            (options.ReadTimeout, options.WriteTimeout),
            timeProvider
        );
    }

    public Task<StripeAnswer<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class => CallAsync<T>(new StripeCall(HttpMethod.Get, path), 1, cancellationToken);

    /// <summary>Sends a write. Once it is under way only its time-out ends it.</summary>
    public async Task<StripeAnswer<T>> WriteAsync<T>(StripeCall call)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await CallAsync<T>(call, attempt, CancellationToken.None);
            if (!answer.IsKeySpent || attempt == AttemptsMax)
            {
                return answer;
            }
        }
    }

    /// <summary>Makes a record that is not there, once for its key.</summary>
    /// <remarks>
    /// Whoever asks for it has looked and found none. What an earlier try has made comes back by the
    /// key; where that was deleted meanwhile the key's next number makes another.
    /// </remarks>
    public async Task<T> CreateAsync<T>(string path, StripeForm form, StripeKey key)
        where T : class
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var call = new StripeCall(HttpMethod.Post, path, form, key);
            var answer = await CallAsync<JsonDocument>(call, attempt, CancellationToken.None);
            if (answer.IsKeySpent)
            {
                continue;
            }

            using var made = answer.Value;
            var text = made.RootElement.GetRawText();
            if (!answer.IsReplayed)
            {
                return Read<T>(call, text);
            }

            var id = Read<StripeTrace>(call, text).Id;
            var held = await GetAsync<StripeTrace>($"{path}/{id}", CancellationToken.None);
            if (!held.IsMissing && !held.Value.Deleted)
            {
                return (await GetAsync<T>($"{path}/{id}", CancellationToken.None)).Value;
            }
        }

        throw new ConnectorException(
            ConnectorFault.Contract,
            $"POST /v1/{path} was answered {AttemptsMax} times from keys that are spent."
        );
    }

    /// <summary>Reads a list to its end, newest first.</summary>
    /// <param name="idOf">Where the next page begins after.</param>
    public async IAsyncEnumerable<IReadOnlyList<T>> PagesAsync<T>(
        string path,
        Func<T, string> idOf,
        string? after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var first =
            $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={_options.PageSize}";
        for (var hasMore = true; hasMore; )
        {
            var from = after is null ? string.Empty : $"&starting_after={after}";
            var page = (await GetAsync<StripeList<T>>($"{first}{from}", cancellationToken)).Value;
            yield return page.Data;
            hasMore = page.HasMore && page.Data.Count > 0;
            after = page.Data.Count > 0 ? idOf(page.Data[^1]) : after;
        }
    }

    public void Dispose() => _http.Dispose();

    private static T Read<T>(StripeCall call, string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, StripeJson.Options)
                ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException e)
        {
            throw UnreadableAnswer.Of(call.Name, call.IsWrite, e);
        }
    }

    private static StripeError? ErrorIn(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            return
                root.ValueKind is JsonValueKind.Object
                && root.TryGetProperty("error", out var error)
                ? error.Deserialize<StripeError>(StripeJson.Options)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<StripeAnswer<T>> CallAsync<T>(
        StripeCall call,
        int attempt,
        CancellationToken cancellationToken
    )
        where T : class
    {
        using var response = await SendAsync(call, attempt, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
        var status = (int)response.StatusCode;
        var isReplayed = response.Headers.Contains("Idempotent-Replayed");
        var error = ErrorIn(text);
        if (error is not null || !response.IsSuccessStatusCode)
        {
            var failure = StripeFaults.Of(call, response, error, _timeProvider);
            return new StripeAnswer<T>(null, error, status, failure, isReplayed);
        }

        return new StripeAnswer<T>(Read<T>(call, text), null, status, null, isReplayed);
    }

    private async Task<HttpResponseMessage> SendAsync(
        StripeCall call,
        int attempt,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(
            call.Method,
            new Uri($"v1/{call.Path}", UriKind.Relative)
        );
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.SecretKey);
        request.Headers.Add("Stripe-Version", Version);
        if (_options.Account is { } account)
        {
            request.Headers.Add("Stripe-Account", account);
        }

        if (call.Key is { } key)
        {
            request.Headers.Add("Idempotency-Key", key.Of(_options.System, attempt));
        }

        if (call.Form is { } form)
        {
            request.Content = new FormUrlEncodedContent(form.Pairs);
        }

        return await _http.SendAsync(request, call.Name, call.IsWrite, cancellationToken);
    }
}
