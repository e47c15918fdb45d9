using System.Globalization;
using System.Net;
using Tieout.Connect;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.AvaTax;

/// <summary>Decides who has to act on what AvaTax, or the way to it, did wrong.</summary>
internal static class AvaTaxFaults
{
    public const string Locked = "CannotModifyLockedTransaction";
    public const string NotFound = "EntityNotFoundError";
    public const string AlreadyVoid = "TransactionAlreadyCancelled";

    /// <summary>A line, an address or a jurisdiction could not be found by what the customer has.</summary>
    public const string AddressMissing = "BILL_TO_MISSING";

    private static readonly string[] OfLimits =
    [
        "RequestLimitExceeded",
        "ConcurrentRequestLimitExceeded",
        "RateLimitExceededError",
        "RateLimitExceeded",
        "ServiceNotReady",
    ];

    private static readonly string[] OfAddresses =
    [
        "InvalidAddress",
        "MissingAddress",
        "NotEnoughAddressesInfo",
        "InvalidPostalCode",
        "InvalidCountry",
        "InvalidCountryRegion",
        "JurisdictionNotFoundError",
    ];

    /// <summary>What we sent was no request of theirs at all.</summary>
    private static readonly string[] OfContract =
    [
        "JsonFormatError",
        "ModelRequiredException",
        "ModelStateInvalid",
        "ValueRequiredError",
        "InvalidEnumValue",
        "DateFormatError",
    ];

    /// <summary>An answer that is an error.</summary>
    public static ConnectorException Of(
        AvaTaxCall call,
        HttpResponseMessage response,
        AvaTaxError? error,
        TimeProvider timeProvider
    )
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var fault = FaultOf(call, response.StatusCode, error);
        var said =
            fault is ConnectorFault.Settings && response.StatusCode is not HttpStatusCode.NotFound
                ? "Check accountId and licenseKey of the system in hub.yaml."
                : HttpFailures.Shortened(error?.Text ?? "no message");
        var isAddress = fault is ConnectorFault.Refused && IsOneOf(error, OfAddresses);
        var whose = isAddress
            ? " It is the customer's billing address, or the company's in hub.yaml."
            : string.Empty;
        return new ConnectorException(
            fault,
            $"AvaTax answered {call.Name} with {status} ({HttpFailures.Shortened(error?.Code ?? "no error code")}): {said}{whose}",
            HttpFailures.RetryAfter(response, timeProvider),
            isAddress ? AddressMissing : null
        );
    }

    private static ConnectorFault FaultOf(
        AvaTaxCall call,
        HttpStatusCode status,
        AvaTaxError? error
    ) =>
        status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ConnectorFault.Settings,
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable =>
                ConnectorFault.Transient,
            _ when IsOneOf(error, OfLimits) => ConnectorFault.Transient,
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => Lost(call),
            // An error in the body of a success: whatever it means, the document is not told of.
            < HttpStatusCode.BadRequest => Lost(call),
            // The company is what stands in every address; a document that is gone is looked for anew.
            HttpStatusCode.NotFound when error?.Is(NotFound) is true => IsCompany(error)
                ? ConnectorFault.Settings
                : ConnectorFault.Transient,
            HttpStatusCode.BadRequest when IsOneOf(error, OfContract) => ConnectorFault.Contract,
            HttpStatusCode.BadRequest => ConnectorFault.Refused,
            _ => ConnectorFault.Contract,
        };

    public static bool IsCompany(AvaTaxError error) =>
        error.Text.StartsWith("Company", StringComparison.Ordinal);

    private static ConnectorFault Lost(AvaTaxCall call) =>
        call.IsWrite ? ConnectorFault.OutcomeUnknown : ConnectorFault.Transient;

    private static bool IsOneOf(AvaTaxError? error, string[] codes) =>
        error?.Code is { } code && codes.Contains(code, StringComparer.Ordinal);
}
