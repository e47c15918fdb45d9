using System.Text.Json;
using Json.Schema;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Testing;

namespace Tieout.EndToEnd.Tests.Rest;

/// <summary>What editors are told, and the reference page, come from what the reader knows.</summary>
public sealed class ManifestSchemaTests
{
    private const string Start = "<!-- generated from the shape that is read -->\n";

    [Fact]
    public void The_schema_for_editors_is_what_is_read() =>
        ApprovedPage.Holds("rest-manifest.schema.json", _ => ManifestReader.Schema());

    [Fact]
    public void The_reference_page_is_what_is_read() =>
        ApprovedPage.Holds(
            "rest-manifest.md",
            text =>
            {
                var at = text.IndexOf(Start, StringComparison.Ordinal);
                Assert.True(at > 0, "rest-manifest.md has no mark where the tables start");
                return text[..(at + Start.Length)]
                    + "\n"
                    + ManifestReader.Reference().TrimEnd()
                    + "\n";
            }
        );

    [Theory]
    [InlineData("manifest: 1\nsystem: X\nresources: {}", true)]
    [InlineData("manifest: 2\nsystem: X", false)]
    [InlineData("manifest: 1\nsystem: X\nauth: { kind: bearer, secret: a }", true)]
    [InlineData("manifest: 1\nsystem: X\nauth: { kind: bearer, key: a }", false)]
    [InlineData("manifest: 1\nsystem: X\nlimits: { attempts: 11 }", false)]
    [InlineData("manifest: 1\nsystem: X\nerrors: [ { status: 422, fault: refused } ]", true)]
    [InlineData("manifest: 1\nsystem: X\nerrors: [ { status: 422, fault: refusd } ]", false)]
    [InlineData(
        "manifest: 1\nsystem: X\nresources: { a: { feed: time, path: a, fields: { id: id, status: { value: approved } } } }",
        true
    )]
    [InlineData(
        "manifest: 1\nsystem: X\nresources: { a: { feed: time, path: a, fields: { id: { pth: id } } } }",
        false
    )]
    public void Editors_see_what_is_wrong(string yaml, bool isRight) =>
        Assert.Equal(isRight, Errors(yaml).Count == 0);

    internal static IReadOnlyList<string> Errors(string yaml)
    {
        var schema = JsonSchema.FromText(ManifestReader.Schema());
        var result = schema.Evaluate(
            JsonSerializer.SerializeToElement(YamlAsJson.Of(yaml)),
            new EvaluationOptions { OutputFormat = OutputFormat.List }
        );
        return result.IsValid
            ? []
            :
            [
                .. result
                    .Details!.Where(x => x.Errors is { Count: > 0 })
                    .Select(x => $"{x.InstanceLocation}"),
            ];
    }
}
