using System.Globalization;
using System.Net;
using Tieout.Connect;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Decides who has to act on what Business Central, or the way to it, did wrong.</summary>
internal static class BusinessCentralFaults
{
    public const string PeriodClosed = "PERIOD_CLOSED";

    /// <summary>An answer that is an error.</summary>
    public static ConnectorException Of(
        BusinessCentralCall call,
        HttpResponseMessage response,
        BusinessCentralError? error,
        TimeProvider timeProvider
    )
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        return new ConnectorException(
            FaultOf(call, response.StatusCode, error),
            $"{call.Name} was answered with {status} ({error?.Code ?? "no error code"}): "
                + MessageOf(error),
            HttpFailures.RetryAfter(response, timeProvider),
            ReasonOf(error)
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
        BusinessCentralCall call,
        HttpStatusCode status,
        BusinessCentralError? error
    )
    {
        // A write that met a deadlock may have been carried out in part, whatever the status.
        if (call.IsWrite && error?.Says("deadlock") is true)
        {
            return ConnectorFault.OutcomeUnknown;
        }

        if (
            error?.Code
            is "Internal_TenantUnavailable"
                or "Application_TooManyRequests"
                or "Request_EntityChanged"
        )
        {
            return ConnectorFault.Transient;
        }

        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ConnectorFault.Settings,
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable =>
                ConnectorFault.Transient,
            HttpStatusCode.NotFound when error?.Code is "Internal_CompanyNotFound" =>
                ConnectorFault.Settings,
            HttpStatusCode.NotFound when error?.Code is "BadRequest_ResourceNotFound" =>
                ConnectorFault.Contract,
            // Changed or removed since it was found: look again.
            HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed =>
                ConnectorFault.Transient,
            HttpStatusCode.RequestEntityTooLarge => ConnectorFault.Settings,
            HttpStatusCode.RequestTimeout
            or HttpStatusCode.Conflict
            or >= HttpStatusCode.InternalServerError => call.IsWrite
                ? ConnectorFault.OutcomeUnknown
                : ConnectorFault.Transient,
            HttpStatusCode.BadRequest
                when error?.Code.StartsWith("BadRequest", StringComparison.Ordinal) is not false =>
                ConnectorFault.Contract,
            HttpStatusCode.BadRequest or < HttpStatusCode.BadRequest => ConnectorFault.Refused,
            _ => ConnectorFault.Contract,
        };
    }

    private static string? ReasonOf(BusinessCentralError? error)
    {
        (string Text, string Reason)[] known =
        [
            ("allowed posting dates", PeriodClosed),
            ("customer cannot be found", "CUSTOMER_NOT_IN_ERP"),
            ("(Tax Group)", "TAX_CODE_MISSING"),
            ("(VAT Product Posting Group)", "TAX_CODE_MISSING"),
            ("Account does not exist", "GL_MAPPING_MISSING"),
            ("in G/L Account", "GL_MAPPING_MISSING"),
            ("Dimension does not exist", "DIMENSION_INVALID"),
            ("Dimension Value does not exist", "DIMENSION_INVALID"),
            ("Dimension Value Code", "DIMENSION_INVALID"),
        ];
        return Array.Find(known, x => error?.Says(x.Text) is true).Reason;
    }

    private static string MessageOf(BusinessCentralError? error) =>
        HttpFailures.Shortened(error?.Message ?? "no message");
}
