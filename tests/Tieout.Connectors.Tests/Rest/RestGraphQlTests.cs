using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>The example of the reference page reads a system that speaks GraphQL.</summary>
public sealed class RestGraphQlTests
{
    [Fact]
    public async Task The_example_reads_every_page_of_a_query()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = request =>
            Variable(request, "after") is "c1"
                ? Page("2", "c2", hasNext: false)
                : Page("1", "c1", hasNext: true);

        var entries = await rest.FactsAsync<TimeEntry>(Example());

        Assert.Equal(
            ["R-1", "R-2"],
            entries
                .Select(x => x.Resource.Value)
                .Order(StringComparer.Ordinal)
                .Distinct(StringComparer.Ordinal)
        );
        var query = (string)JsonNode.Parse(rest.Server.Requests.First().Body)!["query"]!;
        Assert.StartsWith(
            "query($after: String, $since: DateTime) {\n  entries(",
            query,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("{{", query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("THROTTLED", ConnectorFault.Transient)]
    [InlineData("BAD", ConnectorFault.Contract)]
    public async Task What_a_query_is_refused_with_is_told(string code, ConnectorFault fault)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            $$"""{ "data": null, "errors": [{ "message": "field x", "extensions": { "code": "{{code}}" } }] }"""
        );

        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(Example() + "limits: { attempts: 1 }\n")
        );

        Assert.Equal(fault, failure.Fault);
        Assert.EndsWith("200: field x.", failure.Message, StringComparison.Ordinal);
    }

    private static string Example()
    {
        var page = File.ReadAllText(
            Path.Combine(ManifestFile.Root, "docs", "reference", "rest-manifest.md")
        );
        const string Start = "```yaml\nmanifest: 1\nsystem: Graphite\n";
        var from = page.IndexOf(Start, StringComparison.Ordinal) + "```yaml\n".Length;
        return page[from..page.IndexOf("```", from, StringComparison.Ordinal)];
    }

    private static string? Variable(TestRequest request, string name) =>
        (string?)JsonNode.Parse(request.Body)!["variables"]?[name];

    private static TestAnswer Page(string number, string cursor, bool hasNext) =>
        new(
            $$"""
            { "data": { "entries": {
              "edges": [{ "node": {
                "id": "{{number}}", "changedAt": "2026-03-0{{number}}T08:00:00Z", "day": "2026-03-02",
                "seconds": 3600, "state": "DONE", "project": { "code": "P-1" }, "user": { "login": "R-{{number}}" } } }],
              "pageInfo": { "hasNextPage": {{(
                hasNext ? "true" : "false"
            )}}, "endCursor": "{{cursor}}" } } } }
            """
        );
}
