using System.Globalization;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.Salesforce.Http;

/// <summary>Decides who has to act on what Salesforce, or the way to it, did wrong.</summary>
/// <remarks>What is written may be written again, so a call without an answer may always be repeated.</remarks>
internal static class SalesforceFaults
{
    /// <summary>The daily limit is over a rolling window: some calls are free again soon.</summary>
    private static readonly TimeSpan LimitWait = TimeSpan.FromMinutes(15);

    /// <summary>What the vendor's system is called, for messages.</summary>
    public const string System = "Salesforce";

    private const string Pointer = "ERROR at Row";

    /// <summary>A log-in that was refused. What was sent is not repeated.</summary>
    public static ConnectorException LogIn(
        HttpResponseMessage response,
        JsonElement body,
        TimeProvider timeProvider
    )
    {
        var status = (int)response.StatusCode;
        var fault = status is 408 or 429 or >= 500
            ? ConnectorFault.Transient
            : ConnectorFault.Settings;
        var hint =
            fault is ConnectorFault.Settings
                ? " Check address, clientId, the secret and the connected app."
                : string.Empty;
        return new ConnectorException(
            fault,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The log-in was answered with {status} ({TextOf(body, "error") ?? "no error code"}): {Cut(TextOf(body, "error_description"))}.{hint}"
            ),
            HttpFailures.RetryAfter(response, timeProvider)
        );
    }

    /// <summary>A log-in that was accepted, with an answer that nobody can use.</summary>
    public static ConnectorException NoSession() =>
        new(
            ConnectorFault.Contract,
            "The answer to the log-in has no access_token, or no instance_url to use it at."
        );

    /// <summary>An answer that holds errors, by their first.</summary>
    public static ConnectorException Of(
        string call,
        HttpResponseMessage response,
        JsonElement body,
        TimeProvider timeProvider
    ) => Of(call, response, body, timeProvider, ConnectorFault.Contract);

    /// <summary>The same of a write: what no other has to see to was refused by a rule.</summary>
    public static ConnectorException OfWrite(
        string call,
        HttpResponseMessage response,
        JsonElement body,
        TimeProvider timeProvider
    ) =>
        Of(
            call,
            response,
            body,
            timeProvider,
            (int)response.StatusCode is 400 ? ConnectorFault.Refused : ConnectorFault.Contract
        );

    private static ConnectorException Of(
        string call,
        HttpResponseMessage response,
        JsonElement body,
        TimeProvider timeProvider,
        ConnectorFault otherwise
    )
    {
        var error =
            body.ValueKind is JsonValueKind.Array && body.GetArrayLength() > 0 ? body[0] : default;
        var code = TextOf(error, "errorCode");
        var status = (int)response.StatusCode;
        return new ConnectorException(
            FaultOf(status, code, otherwise),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{call} was answered with {status} ({code ?? "no error code"}): {Cut(TextOf(error, "message"))}."
            ),
            HttpFailures.RetryAfter(response, timeProvider)
                ?? (code is "REQUEST_LIMIT_EXCEEDED" ? LimitWait : null)
        );
    }

    /// <summary>A member of an answer; none where it is no text.</summary>
    public static string? TextOf(JsonElement body, string name) =>
        body.ValueKind is JsonValueKind.Object
        && body.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private static ConnectorFault FaultOf(int status, string? code, ConnectorFault otherwise) =>
        (code, status) switch
        {
            ("REQUEST_LIMIT_EXCEEDED" or "UNABLE_TO_LOCK_ROW" or "SERVER_UNAVAILABLE", _) =>
                ConnectorFault.Transient,
            ("INVALID_FIELD" or "INVALID_TYPE" or "NOT_FOUND", _) => ConnectorFault.Settings,
            (_, 401 or 403) => ConnectorFault.Settings,
            (_, 408 or 420 or 429 or >= 500) => ConnectorFault.Transient,
            _ => otherwise,
        };

    /// <summary>One line, without the piece of the query that the message may begin with.</summary>
    private static string Cut(string? text)
    {
        var at = text?.IndexOf(Pointer, StringComparison.Ordinal) ?? -1;
        text = at < 0 ? text : text![at..];
        var line = string.Join(
            ' ',
            (text ?? "no message").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        return HttpFailures.Shortened(line).TrimEnd('.');
    }
}
