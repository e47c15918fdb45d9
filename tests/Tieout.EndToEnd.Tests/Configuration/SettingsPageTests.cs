using System.Text;
using System.Text.Json.Nodes;
using Tieout.Testing;

namespace Tieout.EndToEnd.Tests.Configuration;

/// <summary>The page of settings is made of the schema that editors use.</summary>
public sealed class SettingsPageTests
{
    private const string Head = """
        # Settings of systems

        Made of [hub.schema.json](hub.schema.json) by `SettingsPageTests`: what an editor offers for each kind of system below `systems` of
        [hub.yaml](configuration.md). What is in bold has to be there. A duration is written as `30s`, `5m`, `1h` or `2d`; of a secret only the
        place is written: `env:NAME`, `file:PATH` or `store:NAME`.

        """;

    private static JsonArray Kinds =>
        JsonNode.Parse(
            File.ReadAllText(
                Path.Combine(ApprovedPage.Root, "docs", "reference", "hub.schema.json")
            )
        )!["properties"]!["systems"]!["additionalProperties"]!["oneOf"]!.AsArray();

    [Fact]
    public void The_page_says_what_the_schema_says() =>
        ApprovedPage.Holds("settings.md", _ => Head + string.Concat(Kinds.Select(SectionOf)));

    /// <summary>Else an editor, and this page, would show a name and nothing more.</summary>
    [Fact]
    public void Each_key_of_each_kind_says_what_it_is() =>
        Assert.Empty(
            Kinds
                .SelectMany(kind =>
                    KeysOf(kind!).Select(x => (Key: $"{KindOf(kind!)}.{x.Key}", x.Value))
                )
                .Where(x => TextOf(x.Value!).Length == 0)
                .Select(x => x.Key)
        );

    private static string SectionOf(JsonNode? kind)
    {
        var page = new StringBuilder().Append("\n## ").Append(KindOf(kind!)).Append("\n\n");
        var required = kind!["required"]!.AsArray().Select(x => (string)x!).ToHashSet();
        page.Append("| key | default | |\n|---|---|---|\n");
        foreach (var (name, value) in KeysOf(kind))
        {
            var key = required.Contains(name) ? $"**`{name}`**" : $"`{name}`";
            page.Append("| ").Append(key).Append(" | ").Append(DefaultOf(value!)).Append(" | ");
            page.Append(TextOf(value!)).Append(WordsOf(value!)).Append(" |\n");
        }

        return page.ToString();
    }

    private static string KindOf(JsonNode kind) => (string)kind["properties"]!["kind"]!["const"]!;

    private static IEnumerable<KeyValuePair<string, JsonNode?>> KeysOf(JsonNode kind) =>
        kind["properties"]!.AsObject().Where(x => x.Key is not "kind");

    private static string DefaultOf(JsonNode value) =>
        value["default"] switch
        {
            null => string.Empty,
            { } some => $"`{some.ToJsonString().Trim('"')}`",
        };

    /// <summary>Without what the head says of all durations and secrets.</summary>
    private static string TextOf(JsonNode value) =>
        ((string?)value["description"] ?? string.Empty)
            .Replace("A duration: 30s, 5m, 1h, 2d.", string.Empty, StringComparison.Ordinal)
            .Replace(
                "Where the secret is kept: env:NAME, file:PATH or store:NAME. Never the secret itself.",
                string.Empty,
                StringComparison.Ordinal
            )
            .Trim();

    private static string WordsOf(JsonNode value) =>
        value["enum"] is JsonArray words
            ? $" One of {string.Join(", ", words.Select(x => $"`{x}`"))}."
            : string.Empty;
}
