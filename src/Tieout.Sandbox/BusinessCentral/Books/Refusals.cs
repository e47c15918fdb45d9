using System.Globalization;
using Tieout.Sandbox.BusinessCentral.Model;

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>The ways in which Business Central refuses. Codes are those of its documentation.</summary>
internal static class Refusals
{
    /// <summary>The application's own code raised an error.</summary>
    public static NavRefusalException Dialog(string message) =>
        new(400, "Application_DialogException", message);

    /// <summary>A value is not one that the field takes.</summary>
    public static NavRefusalException Validation(string message) =>
        new(400, "Application_FieldValidationException", message);

    /// <summary>The request breaks the protocol.</summary>
    public static NavRefusalException Request(string message) => new(400, "BadRequest", message);

    public static NavRefusalException TooLong(int length, int limit, string value) =>
        new(
            400,
            "Application_StringExceededLength",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The length of the string is {length}, but it must be less than or equal to {limit} characters. Value: {value}"
            )
        );

    /// <summary>No record has that key. The text is not documented [U].</summary>
    public static NavRefusalException NoRecord(Resource resource, string id) =>
        new(
            404,
            "Internal_RecordNotFound",
            $"The {resource.Table} does not exist. Identification fields and values: SystemId='{id}'"
        );

    public static NavRefusalException NoCompany(string id) =>
        new(404, "Internal_CompanyNotFound", $"The company '{id}' cannot be found.");

    public static NavRefusalException SameKey(Resource resource, string key) =>
        new(
            400,
            "Internal_EntityWithSameKeyExists",
            $"The record in table {resource.Table} already exists. Identification fields and values: No.='{key}'"
        );

    /// <summary>A change without the version that it is based on; seen in tenants [T].</summary>
    public static NavRefusalException NoToken() =>
        new(
            400,
            "BadRequest_InvalidToken",
            "Could not validate the client concurrency token required by the service. Please provide a valid token in the client request."
        );

    public static NavRefusalException Changed() =>
        new(
            409,
            "Request_EntityChanged",
            "Another user has already changed the record. Please try again."
        );

    public static NavRefusalException NotRelated(
        Resource resource,
        string field,
        string value,
        string table
    ) =>
        Validation(
            $"The field {field} of table {resource.Table} contains a value ({value}) that cannot be found in the related table ({table})."
        );

    /// <summary>What may not be done with a set at all [U].</summary>
    public static NavRefusalException NotAllowed(string what, Resource resource) =>
        new(
            405,
            "BadRequest_MethodNotAllowed",
            $"Entity does not support {what}. Entity: {resource.Type}."
        );
}
