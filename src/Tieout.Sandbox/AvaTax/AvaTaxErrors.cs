using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>What AvaTax says when it does not do something.</summary>
/// <remarks>
/// Codes and numbers are those of its published list. Words are those of its error pages where they
/// show them; which status they come with, and the other words, are as close as public sources tell [U].
/// </remarks>
internal static class AvaTaxErrors
{
    public static JsonRefusalException NotFound(string what, string id) =>
        Of(
            404,
            "EntityNotFoundError",
            4,
            $"{what} with ID '{id}' not found.",
            target: "HttpRequest"
        );

    public static JsonRefusalException NoCompany(string code) =>
        Of(
            404,
            "EntityNotFoundError",
            4,
            "Company not found.",
            $"The Company with code '{code}' was not found."
        );

    public static JsonRefusalException Required(string field) =>
        Of(
            400,
            "ValueRequiredError",
            5,
            $"Field {field} is required.",
            $"Please provide a value for field {field}.",
            field
        );

    public static JsonRefusalException TooLong(string field, int max) =>
        Of(
            400,
            "StringLengthError",
            13,
            $"Field {field} has an invalid length.",
            $"Length must be between 0 and {max} characters.",
            field
        );

    public static JsonRefusalException NoModel() =>
        Of(400, "ModelRequiredException", 38, "A model is required.");

    public static JsonRefusalException NoEnumValue(string field, string value) =>
        Of(
            400,
            "InvalidEnumValue",
            164,
            $"The value '{value}' is not valid for field {field}.",
            refersTo: field
        );

    public static JsonRefusalException NoDate(string field, string value) =>
        Of(
            400,
            "DateFormatError",
            26,
            $"The date '{value}' is not in a recognized format.",
            refersTo: field
        );

    public static JsonRefusalException NoNumber(string field) =>
        Of(400, "InvalidDecimalValue", 48, $"Field {field} is not a number.", refersTo: field);

    public static JsonRefusalException NoLines() =>
        Of(400, "MissingLine", 311, "At least one line is required.", refersTo: "lines");

    public static JsonRefusalException NoAddress(string line) =>
        Of(
            400,
            "MissingAddress",
            304,
            "Transactions must have both an origin and destination address.",
            $"The line {line} must have both an origin and destination address.  You must either assign a 'SingleLocation' address or both a 'ShipFrom' and a 'ShipTo' address.",
            "addresses"
        );

    public static JsonRefusalException IncompleteAddress(string address) =>
        Of(
            400,
            "InvalidAddress",
            309,
            "The address value was incomplete.",
            $"The address value {address} was incomplete.  You must provide either a valid postal code, line1 + city + region, or line1 + postal code.",
            "addresses"
        );

    public static JsonRefusalException NoJurisdiction(string place) =>
        Of(
            400,
            "JurisdictionNotFoundError",
            130,
            "Unable to determine the taxing jurisdictions.",
            $"No jurisdiction was found for {place}.",
            "addresses"
        );

    /// <summary>The old name of what goes wrong while a transaction is recorded.</summary>
    public static JsonRefusalException GetTax(
        string message,
        string description,
        string refersTo
    ) => Of(400, "GetTaxError", 300, message, description, refersTo, faultCode: "GetTaxError");

    public static JsonRefusalException NoDiscountedLine() =>
        Of(
            400,
            "NoLinesDiscounted",
            190,
            "A discount was specified, but no line is discounted.",
            refersTo: "discount"
        );

    public static JsonRefusalException Committed() =>
        GetTax("DocStatus is invalid for this operation.", "Expected Saved|Posted", "DocStatus");

    public static JsonRefusalException Locked(string code) =>
        Of(
            400,
            "CannotModifyLockedTransaction",
            1100,
            "Modifying a locked document is not allowed.",
            $"Document {code} is locked. Modification is not allowed."
        );

    public static JsonRefusalException Cancelled(string code) =>
        Of(
            400,
            "TransactionAlreadyCancelled",
            198,
            "The transaction has already been cancelled.",
            $"Transaction {code} is cancelled."
        );

    public static JsonRefusalException NotCommitted(string code) =>
        Of(
            400,
            "DocumentNotCommitted",
            313,
            "The document is not committed.",
            $"Document {code} must be committed before it is locked."
        );

    public static JsonRefusalException OtherType() =>
        Of(400, "CannotAdjustDocumentType", 195, "The document type cannot be changed.");

    public static JsonRefusalException Ambiguous(string company, string code) =>
        Of(
            400,
            "DocumentCodeConflict",
            303,
            "Cannot uniquely identify document",
            $"Two documents exist for the company '{company}' with the document code '{code}'.  Please void one of them using its ID number."
        );

    public static JsonRefusalException Exists() =>
        Of(
            400,
            "TransactionAlreadyExists",
            1303,
            "A transaction with this code and type already exists.",
            "To create a new transaction, please choose a new 'code'."
        );

    public static JsonRefusalException Mismatch(
        string code,
        int number,
        string field,
        string sent,
        string held
    ) =>
        Of(
            400,
            code,
            number,
            $"Mismatched {field} value.",
            $"The {field} value in your Verify call [{sent}] does not match the transaction's {field} value [{held}]."
        );

    public static JsonRefusalException BadRequest(string code, int number, string message) =>
        Of(400, code, number, message);

    public static JsonRefusalException Filter(string message) =>
        Of(400, "MalformedFilterException", 182, message, refersTo: "$filter");

    public static JsonAnswer NotLetIn(bool isBearer) =>
        isBearer
            ? Of(401, "BearerTokenInvalid", 37, "Bearer token is invalid.", target: Headers).Answer
            : Of(
                401,
                "AuthenticationException",
                30,
                "Authentication failed.",
                "The user or account could not be authenticated.",
                target: Headers
            ).Answer;

    public static JsonAnswer NobodySaid() =>
        Of(
            401,
            "AuthenticationIncomplete",
            34,
            "Authentication Incomplete.",
            "You must provide an Authorization header of the type Basic or Bearer to authenticate correctly.",
            target: Headers
        ).Answer;

    /// <summary>What a fault programme answers with by status alone.</summary>
    public static JsonAnswer OfStatus(int status) =>
        (
            status switch
            {
                401 => Of(401, "AuthenticationException", 30, "Authentication failed."),
                403 => Of(403, "AuthorizationException", 31, "Not authorized to call this API."),
                404 => Of(404, "NotFound", 4001, "Not found.", target: "HttpRequest"),
                429 => Of(429, "RateLimitExceededError", 1723, "The rate limit was exceeded."),
                503 => Of(503, "ServiceNotReady", 1718, "The service is not ready."),
                _ => Of(status, "ServerUnreachable", 500, "A server could not be reached."),
            }
        ).Answer;

    public static JsonAnswer BadJson() =>
        Of(400, "JsonFormatError", 47, "The JSON you sent was invalid.").Answer;

    private const string Headers = "HttpRequestHeaders";

    private static JsonRefusalException Of(
        int status,
        string code,
        int number,
        string message,
        string? description = null,
        string? refersTo = null,
        string target = "IncorrectData",
        string? faultCode = null
    )
    {
        var detail = new JsonObject
        {
            ["code"] = code,
            ["number"] = number,
            ["message"] = message,
            ["description"] = description ?? string.Empty,
            ["faultCode"] = faultCode ?? (status < 500 ? "Client" : "Server"),
            ["helpLink"] = $"https://developer.avalara.com/avatax/errors/{code}",
            ["severity"] = status is 401 ? "Exception" : "Error",
        };
        if (refersTo is not null)
        {
            detail["refersTo"] = refersTo;
        }

        return new JsonRefusalException(
            new JsonAnswer(
                status,
                new JsonObject
                {
                    ["error"] = new JsonObject
                    {
                        ["code"] = code,
                        ["message"] = message,
                        ["target"] = target,
                        ["details"] = new JsonArray(detail),
                    },
                }
            )
        );
    }
}
