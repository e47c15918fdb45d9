using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Speaks HTTP with Business Central and says who has to act when that goes wrong.</summary>
/// <remarks>
/// Nothing is retried here except after a 401, which is answered before anything is done: lanes
/// retry, and they look before they write again. Every POST and PATCH has a body on purpose: .NET
/// sends a request without one a second time by itself when a pooled connection breaks.
/// </remarks>
internal sealed class BusinessCentralClient : IDisposable
{
    private const int PagesMax = 100_000;

    private readonly BusinessCentralOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly BusinessCentralLogin _login;
    private readonly SystemHttp _http;

    public BusinessCentralClient(BusinessCentralOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _timeProvider = timeProvider;
        _http = new SystemHttp(
            "Business Central",
            options.Service,
            options.ConnectTimeout,
            (options.ReadTimeout, options.WriteTimeout),
            timeProvider
        );
        _login = new BusinessCentralLogin(options, timeProvider);
    }

    public Task<BusinessCentralAnswer<T>> GetAsync<T>(
        string path,
        CancellationToken cancellationToken
    )
        where T : class =>
        CallAsync<T>(new BusinessCentralCall(HttpMethod.Get, path), cancellationToken);

    /// <summary>Reads a list, page by page.</summary>
    public async IAsyncEnumerable<IReadOnlyList<T>> ListAsync<T>(
        string path,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
        where T : class
    {
        var next = path;
        for (var pages = 0; next is not null; pages++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pages == PagesMax || !_options.Service.IsBaseOf(new Uri(_options.Service, next)))
            {
                throw new ConnectorException(
                    ConnectorFault.Contract,
                    "The address of the next page leads away from the service, or nowhere."
                );
            }

            var page = (await GetAsync<BusinessCentralList<T>>(next, cancellationToken)).Value;
            yield return page.Value;
            next = page.Next;
        }
    }

    /// <summary>Sends a write. Once it is under way only its time-out ends it.</summary>
    public Task<BusinessCentralAnswer<T>> WriteAsync<T>(BusinessCentralCall call)
        where T : class => CallAsync<T>(call, CancellationToken.None);

    /// <summary>Proves that the client id and secret are right.</summary>
    public Task LogInAsync(CancellationToken cancellationToken) =>
        _login.RenewAsync(cancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        _login.Dispose();
    }

    private async Task<BusinessCentralAnswer<T>> CallAsync<T>(
        BusinessCentralCall call,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var token = await _login.TokenAsync(cancellationToken);
        using var first = await SendAsync(call, token, cancellationToken);
        if (first.StatusCode is not HttpStatusCode.Unauthorized)
        {
            return await ReadAsync<T>(call, first);
        }

        token = await _login.RenewAsync(cancellationToken);
        using var second = await SendAsync(call, token, cancellationToken);
        return await ReadAsync<T>(call, second);
    }

    private async Task<HttpResponseMessage> SendAsync(
        BusinessCentralCall call,
        string token,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(
            call.Method,
            new Uri(_options.Service, call.Path)
        );
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        // Refusals are known by their English words.
        request.Headers.AcceptLanguage.ParseAdd("en-US");
        if (call.IsWrite)
        {
            _ =
                call.Version is null
                || request.Headers.TryAddWithoutValidation("If-Match", call.Version);
        }
        else
        {
            var size = _options.PageSize.ToString(CultureInfo.InvariantCulture);
            request.Headers.Add("Prefer", $"odata.maxpagesize={size}");
        }

        if (call.Body is { } body)
        {
            request.Content = JsonContent.Create(
                body,
                body.GetType(),
                null,
                BusinessCentralJson.Options
            );
        }

        return await _http.SendAsync(request, call.Name, call.IsWrite, cancellationToken);
    }

    /// <summary>Reads a body that is already in memory; an error in a success counts as one.</summary>
    private async Task<BusinessCentralAnswer<T>> ReadAsync<T>(
        BusinessCentralCall call,
        HttpResponseMessage response
    )
        where T : class
    {
        var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
        var error = ErrorIn(text)?.Plain;
        if (error is not null || !response.IsSuccessStatusCode)
        {
            var failure = BusinessCentralFaults.Of(call, response, error, _timeProvider);
            return new BusinessCentralAnswer<T>(null, error, failure);
        }

        try
        {
            var value =
                text.Length == 0
                    ? null
                    : JsonSerializer.Deserialize<T>(text, BusinessCentralJson.Options);
            return new BusinessCentralAnswer<T>(value, Error: null, Failure: null);
        }
        catch (JsonException e)
        {
            throw UnreadableAnswer.Of(call.Name, call.IsWrite, e);
        }
    }

    private static BusinessCentralError? ErrorIn(string text)
    {
        try
        {
            return JsonSerializer
                .Deserialize<BusinessCentralErrorBody>(text, BusinessCentralJson.Options)
                ?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
