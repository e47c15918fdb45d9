using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>A refusal in the vendor's words.</summary>
/// <param name="Status">HTTP status where it answers a call by itself.</param>
/// <param name="Fields">None where the vendor leaves the member out of single answers.</param>
internal sealed record SalesforceError(
    int Status,
    string Code,
    string Message,
    IReadOnlyList<string>? Fields = null
)
{
    public static SalesforceError NotFound { get; } =
        new(404, "NOT_FOUND", "The requested resource does not exist");

    public static SalesforceError Deleted { get; } =
        new(404, "ENTITY_IS_DELETED", "entity is deleted", []);

    public static SalesforceError NoObject(string name) =>
        new(404, "NOT_FOUND", $"The requested resource does not exist: {name}");

    /// <summary>An error of a single call; the body is a list of these.</summary>
    public JsonObject ToSingle()
    {
        var error = new JsonObject { ["message"] = Message, ["errorCode"] = Code };
        if (Fields is not null)
        {
            error["fields"] = NamesOf(Fields);
        }

        return error;
    }

    /// <summary>The same of a row of a collection, where the code has another name.</summary>
    public JsonObject ToRow() =>
        new()
        {
            ["statusCode"] = Code,
            ["message"] = Message,
            ["fields"] = NamesOf(Fields ?? []),
        };

    private static JsonArray NamesOf(IReadOnlyList<string> names) =>
        [.. names.Select(x => (JsonNode?)JsonValue.Create(x))];
}
