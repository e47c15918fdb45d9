using System.Globalization;
using System.Net;
using Tieout.Connect;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.Stripe;

/// <summary>Decides who has to act on what Stripe, or the way to it, did wrong.</summary>
internal static class StripeFaults
{
    /// <summary>An answer that is an error.</summary>
    public static ConnectorException Of(
        StripeCall call,
        HttpResponseMessage response,
        StripeError? error,
        TimeProvider timeProvider
    )
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var request = response.Headers.TryGetValues("Request-Id", out var ids)
            ? ids.First()
            : "none";
        return new ConnectorException(
            FaultOf(call, response.StatusCode, error),
            $"{call.Name} was answered with {status} ({error?.Code ?? error?.Type ?? "no error"}): "
                + $"{MessageOf(response, error)} Request {request}.",
            HttpFailures.RetryAfter(response, timeProvider)
        );
    }

    private static ConnectorFault FaultOf(
        StripeCall call,
        HttpStatusCode status,
        StripeError? error
    ) =>
        status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ConnectorFault.Settings,
            // The first call with the key still runs, or a lock was not obtained.
            HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict => ConnectorFault.Transient,
            HttpStatusCode.ServiceUnavailable => ConnectorFault.Transient,
            // Removed since it was found: look again.
            HttpStatusCode.NotFound => ConnectorFault.Transient,
            HttpStatusCode.BadRequest when error is { Type: "idempotency_error" } =>
                ConnectorFault.Contract,
            HttpStatusCode.BadRequest when error is { Code: "parameter_unknown" } =>
                ConnectorFault.Contract,
            HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired => ConnectorFault.Refused,
            // An error in the body of a success: whatever it means, the document is not told of.
            HttpStatusCode.OK => call.IsWrite
                ? ConnectorFault.OutcomeUnknown
                : ConnectorFault.Transient,
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => call.IsWrite
                ? ConnectorFault.OutcomeUnknown
                : ConnectorFault.Transient,
            _ => ConnectorFault.Contract,
        };

    /// <summary>Stripe shows a part of a wrong key in its message, so that one is not repeated.</summary>
    private static string MessageOf(HttpResponseMessage response, StripeError? error)
    {
        if (response.StatusCode is HttpStatusCode.Unauthorized)
        {
            return "Check secretKey of the system in hub.yaml.";
        }

        return HttpFailures.Shortened(error?.Message ?? "no message");
    }
}
