using System.Globalization;
using System.Net;
using Tieout.Connect;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.NetSuite;

/// <summary>Decides who has to act on what NetSuite, or the way to it, did wrong.</summary>
internal static class NetSuiteFaults
{
    public const string PeriodClosed = "PERIOD_CLOSED";

    /// <summary>An answer that is an error.</summary>
    /// <param name="isKnown">The login was taken a short time ago: it fails under load as well.</param>
    public static ConnectorException Of(
        NetSuiteCall call,
        HttpResponseMessage response,
        NetSuiteError? error,
        bool isKnown,
        TimeProvider timeProvider
    )
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var fault = FaultOf(call, response.StatusCode, error, isKnown);
        return new ConnectorException(
            fault,
            $"{call.Name} was answered with {status} ({error?.Code ?? "no error code"}): "
                + HttpFailures.Shortened(error?.Detail ?? "no message"),
            HttpFailures.RetryAfter(response, timeProvider),
            fault is ConnectorFault.Refused ? ReasonOf(error) : null
        );
    }

    /// <summary>A read that followed a write: what was written stands, but how is not known.</summary>
    public static ConnectorException AfterWrite(ConnectorException failure) =>
        failure.Fault is ConnectorFault.Transient
            ? new ConnectorException(
                ConnectorFault.OutcomeUnknown,
                $"What was written could not be read: {failure.Message}",
                failure.RetryAfter,
                inner: failure
            )
            : failure;

    private static ConnectorFault FaultOf(
        NetSuiteCall call,
        HttpStatusCode status,
        NetSuiteError? error,
        bool isKnown
    ) =>
        status switch
        {
            HttpStatusCode.Unauthorized => isKnown
                ? ConnectorFault.Transient
                : ConnectorFault.Settings,
            HttpStatusCode.Forbidden => ConnectorFault.Settings,
            HttpStatusCode.TooManyRequests => ConnectorFault.Transient,
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => call.IsWrite
                ? ConnectorFault.OutcomeUnknown
                : ConnectorFault.Transient,
            // Somebody else changed it meanwhile: look again.
            _ when error?.Says("Record has been changed") is true => ConnectorFault.Transient,
            // What a body refers to is not there; an address that is wrong is our mistake.
            HttpStatusCode.NotFound => error switch
            {
                { Code: "NONEXISTENT_ID", Path: not null } => ConnectorFault.Refused,
                { Code: "NONEXISTENT_ID" } => ConnectorFault.Transient,
                _ => ConnectorFault.Contract,
            },
            // A feature or a preference that the hub needs is switched off.
            _ when error?.Says("do not have permissions to set a value") is true =>
                ConnectorFault.Settings,
            HttpStatusCode.BadRequest
                when error?.Code is "USER_ERROR" or "INVALID_VALUE" or "IDEMPOTENCY_ERROR" =>
                ConnectorFault.Refused,
            < HttpStatusCode.BadRequest => ConnectorFault.Refused,
            _ => ConnectorFault.Contract,
        };

    private static string? ReasonOf(NetSuiteError? error) =>
        error switch
        {
            null => null,
            _ when error.Says("within the date range of your accounting period") => PeriodClosed,
            { Field: "entity" } => "CUSTOMER_NOT_IN_ERP",
            { Field: "item" } => "GL_MAPPING_MISSING",
            { Field: "taxCode" } => "TAX_CODE_MISSING",
            { Field: "department" or "class" or "location" } => "DIMENSION_INVALID",
            _ => null,
        };
}
