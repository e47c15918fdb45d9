using System.Globalization;
using System.Net;
using Tieout.Connect;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>Decides who has to act on what Ledgerworks, or the way to it, did wrong.</summary>
internal static class LedgerworksFaults
{
    /// <summary>An answer that is an error.</summary>
    public static ConnectorException Of(
        LedgerworksCall call,
        HttpResponseMessage response,
        LedgerworksError? error,
        TimeProvider timeProvider
    )
    {
        var fault = FaultOf(call, response, error);
        var code = error?.Code ?? "no error code";
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        return new ConnectorException(
            fault,
            $"{call.Name} was answered with {status} ({code}): {MessageOf(error)}{Hint(response)}",
            HttpFailures.RetryAfter(response, timeProvider),
            ReasonOf(error)
        );
    }

    private static ConnectorFault FaultOf(
        LedgerworksCall call,
        HttpResponseMessage response,
        LedgerworksError? error
    ) =>
        response.StatusCode switch
        {
            // An error in a 200 says by its code what it is; Ledgerworks changed nothing.
            HttpStatusCode.OK or HttpStatusCode.Created => error?.Code
                is "busy"
                    or "unavailable"
                    or "lock_timeout"
                ? ConnectorFault.Transient
                : ConnectorFault.Refused,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ConnectorFault.Settings,
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable =>
                ConnectorFault.Transient,
            // Changed or removed since it was found: look again.
            HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed =>
                ConnectorFault.Transient,
            HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity => ConnectorFault.Refused,
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => call.IsWrite
                ? ConnectorFault.OutcomeUnknown
                : ConnectorFault.Transient,
            _ => ConnectorFault.Contract,
        };

    private static string Hint(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.Unauthorized
            ? " Check clientId and clientSecret of the system in hub.yaml."
            : string.Empty;

    private static string? ReasonOf(LedgerworksError? error) =>
        error?.Code switch
        {
            "period_closed" or "period_missing" => "PERIOD_CLOSED",
            "unknown_customer" => "CUSTOMER_NOT_IN_ERP",
            "unknown_tax_code" => "TAX_CODE_MISSING",
            "tax_difference" => "TAX_DIFFERENCE",
            "unknown_account" => "GL_MAPPING_MISSING",
            _ => null,
        };

    private static string MessageOf(LedgerworksError? error) =>
        HttpFailures.Shortened(error?.Message ?? "no message");
}
