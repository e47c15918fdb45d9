using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Host.Evaluation;

namespace Tieout.EndToEnd.Tests.Cases;

/// <summary>A set of worked cases beside the tests, by id.</summary>
internal static class CaseFile
{
    public static Dictionary<string, JsonElement> Load(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Cases", name);
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document
            .RootElement.GetProperty("cases")
            .EnumerateArray()
            .ToDictionary(
                worked => worked.GetProperty("id").GetString()!,
                worked => worked.Clone(),
                StringComparer.Ordinal
            );
    }

    /// <summary>The case comes out as it says itself, text by text.</summary>
    public static void ComesOut(JsonElement worked)
    {
        var result = CaseEvaluator.Evaluate(worked);
        var expected = JsonNode.Parse(worked.GetProperty("expected").GetRawText());

        Assert.True(JsonNode.DeepEquals(expected, result), Difference(expected, result));
    }

    public static string Difference(JsonNode? expected, JsonNode? result) =>
        $"expected {expected?.ToJsonString()}\nbut was  {result?.ToJsonString()}";
}
