using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.NetSuite;

/// <summary>Speaks HTTP with NetSuite and says who has to act when that goes wrong.</summary>
/// <remarks>
/// Nothing is retried here except after a 401, which is answered before anything is done: lanes
/// retry, and they look before they write again. Every call passes the account's gate.
/// </remarks>
internal sealed class NetSuiteClient : IDisposable
{
    /// <summary>Under load a right login is told to be wrong; one that worked this lately is right.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromMinutes(5);

    private const int PagesMax = 1_000_000;

    private readonly NetSuiteOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly NetSuiteGate _gate;
    private readonly SystemHttp _http;
    private readonly NetSuiteLogin _login;
    private long _letInTicks = long.MinValue;

    public NetSuiteClient(NetSuiteOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _timeProvider = timeProvider;
        _gate = NetSuiteGate.Of(options);
        _http = new SystemHttp(
            "NetSuite",
            options.Service,
            options.ConnectTimeout,
            (options.ReadTimeout, options.WriteTimeout),
            timeProvider
        );
        _login = new NetSuiteLogin(options, timeProvider, _http);
    }

    /// <summary>Reads a record: <c>invoice/eid:TO-1</c>.</summary>
    public Task<NetSuiteAnswer> GetAsync(string record, CancellationToken cancellationToken) =>
        CallAsync(
            new NetSuiteCall(HttpMethod.Get, NetSuiteCall.Records + record),
            cancellationToken
        );

    /// <summary>Sends a write. Once it is under way only its time-out ends it.</summary>
    public Task<NetSuiteAnswer> WriteAsync(NetSuiteCall call) =>
        CallAsync(call, CancellationToken.None);

    /// <summary>Reads the rows of a query, page by page.</summary>
    /// <param name="query">
    /// For the rows behind the last one; none for the first. Places are told by values and not by
    /// numbers of rows, so that rows that come and go meanwhile move nothing.
    /// </param>
    public async IAsyncEnumerable<IReadOnlyList<NetSuiteRow>> QueryAsync(
        Func<NetSuiteRow?, string> query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        NetSuiteRow? last = null;
        for (var pages = 0; ; pages++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pages == PagesMax)
            {
                throw new ConnectorException(ConnectorFault.Contract, "A query has no end.");
            }

            var (rows, hasMore) = await PageAsync(query(last), cancellationToken);
            if (rows.Count > 0)
            {
                yield return rows;
                last = rows[^1];
            }

            if (!hasMore || rows.Count == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>All rows of a query that has few.</summary>
    public async Task<IReadOnlyList<NetSuiteRow>> RowsAsync(
        string query,
        CancellationToken cancellationToken
    )
    {
        var all = new List<NetSuiteRow>();
        var offset = 0;
        for (var hasMore = true; hasMore; offset += _options.PageSize)
        {
            (var rows, hasMore) = await PageAsync(query, cancellationToken, offset);
            all.AddRange(rows);
        }

        return all;
    }

    public void Dispose()
    {
        _http.Dispose();
        _login.Dispose();
    }

    private async Task<(IReadOnlyList<NetSuiteRow> Rows, bool HasMore)> PageAsync(
        string query,
        CancellationToken cancellationToken,
        int offset = 0
    )
    {
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"{NetSuiteCall.Query}?limit={_options.PageSize}&offset={offset}"
        );
        var call = new NetSuiteCall(HttpMethod.Post, path, new JsonObject { ["q"] = query });
        var page = (await CallAsync(call, cancellationToken)).Value;
        // Where it is not told whether there are more, the rest of them would be lost.
        var hasMore = page["hasMore"]?.GetValueKind();
        return
            page["items"] is JsonArray items && hasMore is JsonValueKind.True or JsonValueKind.False
            ? (
                [.. items.OfType<JsonObject>().Select(x => new NetSuiteRow(x))],
                hasMore is JsonValueKind.True
            )
            : throw new ConnectorException(
                ConnectorFault.Contract,
                "The answer to a query has no items, or does not say hasMore."
            );
    }

    private async Task<NetSuiteAnswer> CallAsync(
        NetSuiteCall call,
        CancellationToken cancellationToken
    )
    {
        var (first, used) = await SendAsync(call, refused: null, cancellationToken);
        using (first)
        {
            if (first.StatusCode is not HttpStatusCode.Unauthorized)
            {
                return await ReadAsync(call, first);
            }
        }

        var (second, _) = await SendAsync(call, used, cancellationToken);
        using (second)
        {
            return await ReadAsync(call, second);
        }
    }

    private async Task<(HttpResponseMessage Response, AuthenticationHeaderValue Used)> SendAsync(
        NetSuiteCall call,
        AuthenticationHeaderValue? refused,
        CancellationToken cancellationToken
    )
    {
        await _gate.EnterAsync(cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(
                call.Method,
                new Uri(_options.Service, call.Path)
            );
            // Made here and not before the gate: a signature is of the moment.
            request.Headers.Authorization = await _login.HeaderAsync(
                call.Method,
                request.RequestUri!,
                refused,
                cancellationToken
            );
            // Refusals are known by their English words.
            request.Headers.AcceptLanguage.ParseAdd("en-US");
            if (call.IsQuery)
            {
                request.Headers.Add("Prefer", "transient");
            }
            else if (call.IsWrite)
            {
                // A field that is misspelt is dropped without a word by default.
                request.Headers.Add("X-NetSuite-PropertyNameValidation", "Error");
                if (call.Key is { } key)
                {
                    request.Headers.Add("X-NetSuite-Idempotency-Key", key.ToString("D"));
                }
            }

            request.Content = call.Body is null ? null : JsonContent.Create(call.Body);
            var response = await _http.SendAsync(
                request,
                call.Name,
                call.IsWrite,
                cancellationToken
            );
            return (response, request.Headers.Authorization);
        }
        finally
        {
            _gate.Leave();
        }
    }

    /// <summary>Reads a body that is already in memory; an error in a success counts as one.</summary>
    private async Task<NetSuiteAnswer> ReadAsync(NetSuiteCall call, HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
        var error = ErrorIn(text);
        if (error is not null || !response.IsSuccessStatusCode)
        {
            var now = _timeProvider.GetUtcNow().UtcTicks;
            var isKnown = now - Known.Ticks < Interlocked.Read(ref _letInTicks);
            var failure = NetSuiteFaults.Of(call, response, error, isKnown, _timeProvider);
            return new NetSuiteAnswer(null, error, failure);
        }

        _ = Interlocked.Exchange(ref _letInTicks, _timeProvider.GetUtcNow().UtcTicks);
        try
        {
            var body = text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
            return new NetSuiteAnswer(body, Error: null, Failure: null);
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                ConnectorFault.Contract,
                $"The answer to {call.Name} is no JSON.",
                inner: e
            );
        }
    }

    private static NetSuiteError? ErrorIn(string text)
    {
        try
        {
            var body = JsonSerializer.Deserialize<NetSuiteErrorBody>(text, NetSuiteJson.Options);
            return body?.Details is [var first, ..] ? first : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
