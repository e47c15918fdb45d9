using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>A list that is read once for each record of another one.</summary>
public sealed class RestEachTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private const string Window = "{ kind: window, daysBack: 30 }";

    private const string ByKey =
        "{ path: sheets, records: sheets, id: meta.key, query: { from: \"{from}\", to: \"{to}\" } }";

    [Fact]
    public async Task The_records_are_those_of_the_window_and_known_by_whatever_is_their_id()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = x => new TestAnswer(
            x.Path switch
            {
                "sheets" =>
                    """{ "sheets": [{ "meta": { "key": "a" } }, { "meta": { "key": "b" } }] }""",
                "sheets/a/entries" => """[{ "id": 1 }]""",
                _ => """[{ "id": 2 }]""",
            }
        );

        var entries = await rest.FactsAsync<TimeEntry>(Manifest(ByKey, Window));

        Assert.Equal(["time/acme/1", "time/acme/2"], entries.Select(x => x.Id.Value));
        var asked = rest.Server.Requests.First(x => x.Path is "sheets");
        Assert.Equal(("2026-03-01", "2026-03-31"), (asked.Of("from"), asked.Of("to")));
    }

    [Fact]
    public async Task A_record_without_an_id_is_told_with_where_it_should_be()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer("""{ "sheets": [{ "key": "a" }] }""");

        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(Manifest(ByKey, Window))
        );

        Assert.Contains("a record of each has no id at 'meta.key'", fault.Message, Ordinal);
    }

    [Theory]
    [InlineData("id: \"a[\"", "'a[' is no path: a [ is not closed.")]
    [InlineData("query: { x: \"{since}\" }", "'{since}' is no placeholder here")]
    [InlineData("method: GET", "entries.each: needs {each.…} in the request", "sheets")]
    [InlineData(
        "method: GET",
        "entries.changes: goes on through one list",
        "sheets/{each.meta.key}",
        "{ kind: since, stamp: at, order: ascending }",
        "since"
    )]
    public void What_does_not_go_together_is_told(
        string each,
        string problem,
        string path = "sheets/{each.meta.key}",
        string changes = Window,
        string placeholder = "from"
    )
    {
        using var file = new ManifestFile();

        var problems = file.Problems(
            Manifest($"{{ path: sheets, records: sheets, {each} }}", changes, path, placeholder)
        );

        Assert.Contains(problem, Assert.Single(problems), Ordinal);
    }

    private static string Manifest(
        string each,
        string changes,
        string path = "sheets/{each.meta.key}/entries",
        string? placeholder = null
    ) =>
        $$"""
            manifest: 1
            system: Acme
            resources:
              entries:
                feed: time
                each: {{each}}
                path: "{{path}}"
                {{(placeholder is null ? string.Empty : $"query: {{ x: \"{{{placeholder}}}\" }}")}}
                changes: {{changes}}
                fields:
                  id: id
                  updated_at: { value: "2026-03-02T08:00:00Z" }
                  project: { value: P }
                  resource: { value: R }
                  work_date: { value: 2026-03-02 }
                  seconds: { value: "60" }
                  status: { value: draft }
            """;
}
