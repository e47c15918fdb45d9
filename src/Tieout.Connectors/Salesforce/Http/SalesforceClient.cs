using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.Salesforce.Http;

/// <summary>Asks Salesforce, with a session that it renews once when it has ended.</summary>
/// <remarks>
/// Tokens say nothing about their life: a session ends by the organisation's policy, and a 401 is how
/// one is told. Nothing is repeated here for other reasons; the pump does that.
/// </remarks>
internal sealed class SalesforceClient : IDisposable
{
    private const string Bearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly SalesforceAccess _access;
    private readonly TimeProvider _timeProvider;
    private readonly SystemHttp _http;
    private volatile Session? _session;

    public SalesforceClient(SalesforceAccess access, TimeProvider timeProvider)
    {
        _access = access;
        _timeProvider = timeProvider;
        _http = new SystemHttp(
            SalesforceFaults.System,
            access.Address,
            ConnectTimeout,
            (access.CallTimeout, access.CallTimeout),
            timeProvider
        );
    }

    /// <summary>Proves that the settings let us in.</summary>
    /// <exception cref="ConnectorException">They do not, or nobody answers.</exception>
    public async Task LogInAsync(CancellationToken cancellationToken)
    {
        var form = _access.User is null
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = _access.ClientId,
                ["client_secret"] = _http.Reveal(_access.Secret()),
            }
            : new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = Bearer,
                ["assertion"] = _http.Reveal(
                    SalesforceAssertion.Of(_access, _timeProvider.GetUtcNow())
                ),
            };
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri("services/oauth2/token", UriKind.Relative)
        )
        {
            Content = new FormUrlEncodedContent(form),
        };
        using var response = await SendAsync(request, "the log-in", cancellationToken);
        var body = await BodyOfAsync(response);
        if (!response.IsSuccessStatusCode)
        {
            throw SalesforceFaults.LogIn(response, body, _timeProvider);
        }

        if (
            SalesforceFaults.TextOf(body, "access_token") is not { } token
            || !Uri.TryCreate(
                SalesforceFaults.TextOf(body, "instance_url"),
                UriKind.Absolute,
                out var instance
            )
        )
        {
            throw SalesforceFaults.NoSession();
        }

        _session = new Session(token, instance);
    }

    /// <summary>Asks for a page of a query, the recycle bin included.</summary>
    /// <exception cref="ConnectorException">An error, or no answer.</exception>
    public Task<SalesforceAnswer> QueryAsync(
        string what,
        string soql,
        CancellationToken cancellationToken
    ) =>
        GetAsync(
            $"the query of {what}",
            "queryAll?q=" + Uri.EscapeDataString(soql),
            cancellationToken
        );

    /// <summary>Asks for a resource below the version.</summary>
    /// <param name="call">As messages name it.</param>
    /// <param name="path">Encoded, with its query.</param>
    /// <exception cref="ConnectorException">An error, or no answer.</exception>
    public async Task<SalesforceAnswer> GetAsync(
        string call,
        string path,
        CancellationToken cancellationToken
    )
    {
        // A list instead of an object holds errors, whatever the status says.
        using var response = await AskAsync(call, HttpMethod.Get, path, null, cancellationToken);
        var body = await BodyOfAsync(response);
        return response.StatusCode is HttpStatusCode.OK && body.ValueKind is JsonValueKind.Object
            ? new SalesforceAnswer(body, TimeOf(response))
            : throw SalesforceFaults.Of(call, response, body, _timeProvider);
    }

    /// <summary>Changes up to 200 records, each for itself.</summary>
    /// <param name="call">As messages name it.</param>
    /// <param name="records">With their attributes and ids.</param>
    /// <returns>Of each record, in the same order, why it was not changed; none where it was.</returns>
    /// <exception cref="ConnectorException">
    /// An error of the call, or no answer: some may be changed, and may be changed once more.
    /// </exception>
    public Task<IReadOnlyList<RowError?>> ChangeAsync(
        string call,
        JsonArray records,
        CancellationToken cancellationToken
    ) => WriteAsync(call, "composite/sobjects", records, cancellationToken);

    /// <summary>Makes up to 200 records that an external id names, or changes them, each for itself.</summary>
    /// <param name="call">As messages name it.</param>
    /// <param name="kind">The object of all of them.</param>
    /// <param name="key">The field that is the external id.</param>
    /// <param name="records">With their attributes, and the key among their fields.</param>
    /// <returns>Of each record, in the same order, why it was not written; none where it was.</returns>
    /// <exception cref="ConnectorException">As of changes: twice is once.</exception>
    public Task<IReadOnlyList<RowError?>> UpsertAsync(
        string call,
        string kind,
        string key,
        JsonArray records,
        CancellationToken cancellationToken
    ) => WriteAsync(call, $"composite/sobjects/{kind}/{key}", records, cancellationToken);

    /// <summary>Makes the record that an external id names, or changes it.</summary>
    /// <param name="call">As messages name it.</param>
    /// <param name="path">Of the record by its external id, encoded.</param>
    /// <param name="record">The fields that are set.</param>
    /// <exception cref="ConnectorException">
    /// Refused by a rule, an error of the call, or no answer: it may be written, and may be written once more.
    /// </exception>
    public async Task UpsertAsync(
        string call,
        string path,
        JsonObject record,
        CancellationToken cancellationToken
    )
    {
        using var response = await AskAsync(
            call,
            HttpMethod.Patch,
            path,
            record.ToJsonString(),
            cancellationToken
        );
        if (!response.IsSuccessStatusCode)
        {
            var body = await BodyOfAsync(response);
            throw SalesforceFaults.OfWrite(call, response, body, _timeProvider);
        }
    }

    /// <summary>A text for within the quotes of a query.</summary>
    public static string Quoted(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("'", "\\'", StringComparison.Ordinal);

    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyList<RowError?>> WriteAsync(
        string call,
        string path,
        JsonArray records,
        CancellationToken cancellationToken
    )
    {
        var count = records.Count;
        var body = new JsonObject { ["allOrNone"] = false, ["records"] = records };
        using var response = await AskAsync(
            call,
            HttpMethod.Patch,
            path,
            body.ToJsonString(),
            cancellationToken
        );
        var answer = await BodyOfAsync(response);
        return
            response.StatusCode is HttpStatusCode.OK
            && answer.ValueKind is JsonValueKind.Array
            && answer.GetArrayLength() == count
            ? [.. answer.EnumerateArray().Select(RowError.Of)]
            : throw SalesforceFaults.Of(call, response, answer, _timeProvider);
    }

    private static async Task<JsonElement> BodyOfAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
        try
        {
            return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private Instant TimeOf(HttpResponseMessage response) =>
        Instant.FromDateTimeOffset(response.Headers.Date ?? _timeProvider.GetUtcNow());

    /// <summary>Within a session; within the next one where it has ended.</summary>
    private async Task<HttpResponseMessage> AskAsync(
        string call,
        HttpMethod method,
        string path,
        string? json,
        CancellationToken cancellationToken
    )
    {
        if (_session is null)
        {
            await LogInAsync(cancellationToken);
        }

        var response = await SendAsync(call, method, path, json, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized)
        {
            response.Dispose();
            await LogInAsync(cancellationToken);
            response = await SendAsync(call, method, path, json, cancellationToken);
        }

        return response;
    }

    private async Task<HttpResponseMessage> SendAsync(
        string call,
        HttpMethod method,
        string path,
        string? json,
        CancellationToken cancellationToken
    )
    {
        var session = _session!;
        using var request = new HttpRequestMessage(
            method,
            new Uri(session.Instance, $"/services/data/v{_access.ApiVersion}/{path}")
        );
        request.Content = json is null
            ? null
            : new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Token);
        request.Headers.Accept.ParseAdd("application/json");
        return await SendAsync(request, call, cancellationToken);
    }

    /// <summary>All count as reads: a log-in changes nothing, and what is written may be written again.</summary>
    private Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        string call,
        CancellationToken cancellationToken
    ) => _http.SendAsync(request, call, isWrite: false, cancellationToken);

    /// <summary>A token and where it counts.</summary>
    private sealed record Session(string Token, Uri Instance);
}
