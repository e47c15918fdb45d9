using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieout.Sandbox.Salesforce.Records;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>Searches names for a word: FIND {Acme}, with what may stand behind it left aside.</summary>
internal sealed partial class SearchRoutes(Org org)
{
    private static readonly string[] Searched = ["Account", "Contact", "Opportunity"];

    public ApiAnswer Answer(ApiRequest request)
    {
        var text = request.Query.GetValueOrDefault("q") ?? string.Empty;
        var isPlain = request.Segments[0] is "parameterizedSearch";
        var found = Find().Match(text);
        if (!isPlain && !found.Success)
        {
            throw new SalesforceException(400, "MALFORMED_SEARCH", "line 1:0 FIND {…} is expected");
        }

        var word = (isPlain ? text : found.Groups["word"].Value).Trim('*');
        string[] kinds = request.Query.GetValueOrDefault("sobject") is { } one ? [one] : Searched;
        var records =
            from kind in kinds.Select(org.Kind)
            from record in org.Records.All(kind, withDeleted: false)
            where
                record[kind.NameField]
                    ?.ToString()
                    .Contains(word, StringComparison.OrdinalIgnoreCase)
                    is true
            select (JsonNode)With(RecordJson.New(record, request.UrlOf), record.Stored.Id);
        return ApiAnswer.Ok(new JsonObject { ["searchRecords"] = new JsonArray([.. records]) });
    }

    private static JsonObject With(JsonObject record, string id)
    {
        record["Id"] = id;
        return record;
    }

    [GeneratedRegex(
        @"^\s*FIND\s*\{(?<word>[^}]*)\}",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Find();
}
