using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Records;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>What a call is answered with.</summary>
/// <param name="Body">None where there is none: 204, 304.</param>
/// <param name="Headers">Beside those that every answer has.</param>
internal sealed record ApiAnswer(
    int Status,
    JsonNode? Body = null,
    IReadOnlyDictionary<string, string>? Headers = null
)
{
    public bool IsSuccess => Status < 300;

    public static ApiAnswer Ok(JsonNode body) => new(200, body);

    public static ApiAnswer At(string location, int status, JsonNode body) =>
        new(
            status,
            body,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Location"] = location }
        );

    public static ApiAnswer Refused(IReadOnlyList<SalesforceError> errors) =>
        new(errors[0].Status, new JsonArray([.. errors.Select(x => (JsonNode)x.ToSingle())]));

    /// <summary>A record that was saved, as single calls and collections tell it.</summary>
    public static JsonObject Saved(string id, bool? isCreated = null)
    {
        var saved = new JsonObject
        {
            ["id"] = id,
            ["success"] = true,
            ["errors"] = new JsonArray(),
        };
        if (isCreated is not null)
        {
            saved["created"] = isCreated;
        }

        return saved;
    }
}
