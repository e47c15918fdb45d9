using System.Net;
using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>Says who has to act on what Tryton, or the way to it, answered.</summary>
/// <remarks>
/// Nearly every failure of Tryton 6.0 comes with HTTP 200, and its class is the first element of
/// <c>error</c>; there are no codes. Texts are in English because each call asks for it.
/// </remarks>
internal static class TrytonFailure
{
    public const string PeriodClosed = "PERIOD_CLOSED";
    public const string RateMissing = "FX_RATE_MISSING";

    // PostgreSQL's and SQLite's own words; the transaction was rolled back.
    private static readonly string[] LockTexts =
    [
        "could not obtain lock",
        "could not serialize access",
        "deadlock detected",
        "database is locked",
        "canceling statement due to lock timeout",
    ];

    /// <summary>The <c>error</c> of an answer; warnings are dealt with before.</summary>
    public static ConnectorException Of(JsonElement error, TrytonCall call, string system)
    {
        var kind = TextAt(error, 0);
        var text = TextAt(error, 1);
        return kind switch
        {
            "UserError" or "UserWarning" => Refusal(text, call, system),
            "ConcurrencyException" => new ConnectorException(
                ConnectorFault.Transient,
                $"{system}: {call.Method}: somebody else changed the record; it is read again."
            ),
            "LoginException" => new ConnectorException(
                ConnectorFault.Settings,
                $"{system}: Tryton asks for more than a password ({text}); give the hub a user "
                    + "with password only."
            ),
            "RateLimitException" => new ConnectorException(
                ConnectorFault.Transient,
                $"{system}: {call.Method}: too many requests."
            ),
            _ when LockTexts.Any(x => kind.Contains(x, StringComparison.OrdinalIgnoreCase)) =>
                new ConnectorException(
                    ConnectorFault.Transient,
                    $"{system}: {call.Method}: another transaction holds the lock."
                ),
            _ => new ConnectorException(
                ConnectorFault.Contract,
                $"{system}: {call.Method}: Tryton answered with an unknown error: {Short(kind)}"
            ),
        };
    }

    /// <summary>An answer with another status than 200; 401 of a session is dealt with before.</summary>
    public static ConnectorException Of(
        HttpStatusCode status,
        TimeSpan? retryAfter,
        TrytonCall call,
        string system
    )
    {
        var (fault, what) = status switch
        {
            HttpStatusCode.Unauthorized => (
                ConnectorFault.Settings,
                "the session was refused twice; may the user still log in?"
            ),
            HttpStatusCode.Forbidden => (
                ConnectorFault.Contract,
                "Tryton does not offer this method, or not to this user."
            ),
            HttpStatusCode.NotFound => (
                ConnectorFault.Settings,
                "there is no such database on this server."
            ),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => (
                ConnectorFault.Transient,
                "the server asks us to come back later."
            ),
            >= HttpStatusCode.InternalServerError => (
                call.Changes ? ConnectorFault.OutcomeUnknown : ConnectorFault.Transient,
                "the server or a gateway before it failed."
            ),
            _ => (ConnectorFault.Contract, "this status is not part of the protocol."),
        };
        return new ConnectorException(
            fault,
            $"{system}: {call.Method}: HTTP {(int)status}: {what}",
            retryAfter
        );
    }

    /// <summary>No answer, or half of one.</summary>
    public static ConnectorException Of(Exception thrown, TrytonCall call, string system)
    {
        var neverSent = thrown is HttpRequestException cause && HttpFailures.WasNeverSent(cause);
        var what = neverSent ? "the server could not be reached" : "the answer did not come";
        return new ConnectorException(
            call.Changes && !neverSent ? ConnectorFault.OutcomeUnknown : ConnectorFault.Transient,
            $"{system}: {call.Method}: {what}.",
            inner: thrown
        );
    }

    /// <summary>The warning's name and text, if the error is one.</summary>
    public static string? WarningName(JsonElement error) =>
        TextAt(error, 0) is "UserWarning"
        && error[1].ValueKind is JsonValueKind.Array
        && error[1].GetArrayLength() > 0
            ? error[1][0].GetString()
            : null;

    private static ConnectorException Refusal(string text, TrytonCall call, string system)
    {
        var reason = text switch
        {
            _ when text.Contains("create a period for the date", StringComparison.Ordinal) =>
                PeriodClosed,
            _ when text.Contains("in closed period", StringComparison.Ordinal) => PeriodClosed,
            _ when text.Contains("on closed journal-period", StringComparison.Ordinal) =>
                PeriodClosed,
            _ when text.StartsWith("No rate found for currency", StringComparison.Ordinal) =>
                RateMissing,
            _ => null,
        };
        return new ConnectorException(
            ConnectorFault.Refused,
            $"{system}: {call.Method}: {Short(text)}",
            reason: reason
        );
    }

    // ["UserError", ["text", "description", null]], ["UserWarning", ["name", "text", ""]],
    // ["ConcurrencyException", "text"], ["python text", "traceback"].
    private static string TextAt(JsonElement error, int index)
    {
        if (error.ValueKind is not JsonValueKind.Array || error.GetArrayLength() <= index)
        {
            return string.Empty;
        }

        var part = error[index];
        if (part.ValueKind is JsonValueKind.Array && part.GetArrayLength() > 0)
        {
            var isWarning = error[0].ValueEquals("UserWarning") && part.GetArrayLength() > 1;
            part = part[isWarning ? 1 : 0];
        }

        return part.ValueKind is JsonValueKind.String ? part.GetString()! : string.Empty;
    }

    private static string Short(string text) => text.Length <= 300 ? text : text[..300];
}
