using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Salesforce;

/// <summary>One recorded call and its answer.</summary>
/// <param name="Path">With query, from the root.</param>
public sealed record RecordedExchange(
    string File,
    HttpMethod Method,
    string Path,
    JsonNode? Sent,
    int Status,
    JsonNode? Answer
)
{
    /// <summary>Every exchange of a folder of recordings.</summary>
    public static IEnumerable<RecordedExchange> ReadAll(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.test.json").Order(StringComparer.Ordinal)
        let recording = JsonNode.Parse(System.IO.File.ReadAllText(file))!
        from method in recording["api"]!.AsObject()
        from path in method.Value!.AsObject()
        from call in path.Value as JsonArray ?? [path.Value!.DeepClone()]
        select new RecordedExchange(
            System.IO.Path.GetFileName(file),
            new HttpMethod(method.Key.ToUpperInvariant()),
            path.Key + QueryOf(call["request"]?["params"]),
            call["request"]?["data"],
            (int)call["status"]!,
            call["response"]
        );

    private static string QueryOf(JsonNode? parameters) =>
        parameters is not JsonObject all || all.Count == 0
            ? string.Empty
            : "?"
                + string.Join(
                    '&',
                    all.Select(x => $"{x.Key}={Uri.EscapeDataString(x.Value!.ToString())}")
                );
}
