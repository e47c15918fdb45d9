namespace Tieout.Sandbox.NetSuite.Books;

/// <summary>What the account says when it refuses.</summary>
/// <remarks>Texts that are not marked [U] are the vendor's, from its help or from what users saw.</remarks>
internal static class Refusals
{
    private const string Path = "o:errorPath";
    private const string Accessing = "Error while accessing a resource. ";

    public static NsRefusalException Login() =>
        new(
            401,
            "INVALID_LOGIN",
            "Invalid login attempt. For more details, see the Login Audit Trail in the NetSuite UI at "
                + "Setup > Users/Roles > User Management > View Login Audit Trail."
        );

    public static NsRefusalException TooMany() =>
        new(
            429,
            "CONCURRENCY_LIMIT_EXCEEDED",
            "Concurrent request limit exceeded. Request blocked."
        );

    public static NsRefusalException Unexpected(string id) =>
        new(500, "UNEXPECTED_ERROR", $"An unexpected error occurred. Error ID: {id}");

    public static NsRefusalException Content() =>
        new(
            400,
            "INVALID_CONTENT",
            "Invalid content in the request body. Verify the format of the content." // [U]
        );

    public static NsRefusalException NoSuchField(string path) =>
        new(
            400,
            "INVALID_CONTENT",
            $"{Accessing}Unknown field or subresource '{path}'.", // [U]
            Path,
            path
        );

    public static NsRefusalException Value(string path) =>
        new(
            400,
            "INVALID_VALUE",
            $"{Accessing}Invalid value for the resource or sub-resource field '{path}'. Provide a valid value.",
            Path,
            path
        );

    public static NsRefusalException Reference(string path) =>
        new(404, "NONEXISTENT_ID", "Record does not exist.", Path, path);

    public static NsRefusalException NoRecord(string address) =>
        new(404, "NONEXISTENT_ID", "Record does not exist.", "o:errorUrl", address);

    public static NsRefusalException NoType(string name, string address) =>
        new(
            404,
            "INVALID_PARAMETER",
            $"Record type '{name}' does not exist.",
            "o:errorUrl",
            address
        ); // [U]

    public static NsRefusalException NoAddress(string address) =>
        new(404, "INVALID_PARAMETER", "Invalid URL.", "o:errorUrl", address); // [U]

    public static NsRefusalException Method(string method, string address) =>
        new(405, "INVALID_METHOD", $"Method {method} is not supported.", "o:errorUrl", address); // [U]

    public static NsRefusalException Parameter(string name, string message) =>
        new(400, "INVALID_PARAMETER", message, "o:errorQueryParam", name);

    public static NsRefusalException Header(string name, string message) =>
        new(400, "INVALID_HEADER", message, "o:errorHeader", name);

    /// <summary>A rule of the books, at a field or at the record as a whole.</summary>
    public static NsRefusalException User(string message, string? path = null) =>
        new(400, "USER_ERROR", Accessing + message, path is null ? null : Path, path);

    public static NsRefusalException Missing(string label, string path) =>
        User($"Please enter value(s) for: {label}.", path);

    public static NsRefusalException Period() =>
        User(
            "The transaction date you specified is not within the date range of your accounting period.",
            "tranDate"
        );

    public static NsRefusalException NoPermission(string field) =>
        User(
            $"You do not have permissions to set a value for element {field.ToLowerInvariant()} due to one of the following reasons: "
                + "1) The field is read-only; 2) An associated feature is disabled; "
                + "3) The field is available either when a record is created or updated, but not in both cases.",
            field
        );

    public static NsRefusalException Repeated(string? location) =>
        new(
            400,
            "IDEMPOTENCY_ERROR",
            "A request with the same idempotency key is already submitted. See the \"Location\" header for a link to the previously submitted job"
        )
        {
            Location = location,
        };
}
