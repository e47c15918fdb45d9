using System.Text.Json;
using Tieout.Connectors.Rest.Values;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Where a path leads: down, up through what is around a record, and to the answer.</summary>
public sealed class RestPathTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private const string Boards = """
        { "zone": "UTC", "data": { "team": "T", "boards": [
          { "name": "B1", "page": { "cursor": "c1", "items": [{ "id": 1, "job": 5 }, { "id": 2, "job": 6 }] } },
          { "name": "B2", "page": { "cursor": "c2", "items": [{ "id": 3, "job": 5 }] } } ] },
          "jobs": { "5": { "id": 5, "code": "J5" }, "6": { "id": 6, "code": "J6" } } }
        """;

    [Theory]
    [InlineData("^.cursor", "c1 c1 c2")]
    [InlineData("^^.name", "B1 B1 B2")]
    [InlineData("^^^.team", "T T T")]
    [InlineData("^^^^.zone", "UTC UTC UTC")]
    [InlineData("$.zone", "UTC UTC UTC")]
    [InlineData("$['data'].team", "T T T")]
    [InlineData("{ value: '{^^.name}-{id}' }", "B1-1 B1-2 B2-3")]
    [InlineData("{ path: job, lookup: jobs, take: code }", "J5 J6 J5")]
    [InlineData("{ path: job, lookup: jobs, take: ^.zone }", "UTC UTC UTC")]
    public async Task Each_step_up_leaves_one_object_and_no_list(string field, string expected)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(Boards);

        var entries = await rest.FactsAsync<TimeEntry>(
            Manifest("records: data.boards[*].page.items", field)
        );

        Assert.Equal(expected, string.Join(' ', entries.Select(x => x.Note)));
        Assert.Single(rest.Server.Requests);
    }

    [Fact]
    public async Task Above_the_answer_is_the_record_that_it_was_asked_for()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = x => new TestAnswer(
            x.Path is "people"
                ? """{ "tenant": "N", "people": [{ "id": 7, "name": "Ada" }] }"""
                : """{ "data": { "items": [{ "id": 1 }] }, "zone": "UTC" }"""
        );

        var entry = Assert.Single(
            await rest.FactsAsync<TimeEntry>(
                Manifest(
                    "each: { path: people, records: people }\n    records: data.items",
                    "{ value: '{^^.zone} {^^^.name} {^^^^.tenant} {$.zone}' }",
                    "entries/{each.id}"
                )
            )
        );

        Assert.Equal("UTC Ada N UTC", entry.Note);
    }

    [Theory]
    [InlineData("^^^^^.x", "'^^^^^.x' of note goes up 5 objects, and around a record there are 4")]
    [InlineData("{ value: '{^^^^^.x}' }", "goes up 5 objects, and around a record there are 4")]
    [InlineData("^$.zone", "'^$.zone' is no path: above the answer, $, is nothing")]
    public void A_path_that_leads_nowhere_is_told(string field, string problem)
    {
        using var file = new ManifestFile();

        var problems = file.Problems(Manifest("records: data.boards[*].page.items", field));

        Assert.Contains(problem, Assert.Single(problems), Ordinal);
    }

    [Fact]
    public void A_name_may_begin_with_a_dollar()
    {
        using var json = JsonDocument.Parse("""{ "$id": 7 }""");

        var found = DataPath.Parse("$id").Find(new Place(json.RootElement));

        Assert.Equal(7, found?.GetInt32());
    }

    [Theory]
    [InlineData(
        "days[*]",
        """{ "days": { "a": { "id": 1 }, "b": { "id": 2 } } }""",
        "key()",
        "a b"
    )]
    [InlineData(
        "days[*]",
        """{ "days": { "a": { "id": 1 } } }""",
        "{ value: '{key()}-{id}' }",
        "a-1"
    )]
    [InlineData(
        "days[*][*]",
        """{ "days": { "a": [{ "id": 1 }, { "id": 2 }], "b": [{ "id": 3 }] } }""",
        "key()",
        "a a b"
    )]
    [InlineData(
        "days[*].items[*]",
        """{ "days": { "a": { "items": [{ "id": 1 }] }, "b": { "items": [{ "id": 2 }] } } }""",
        "^.key()",
        "a b"
    )]
    [InlineData("days", """{ "days": [{ "id": 1 }] }""", "{ path: key(), default: none }", "none")]
    public async Task The_name_under_which_a_record_stands_is_a_value(
        string records,
        string json,
        string field,
        string expected
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(json);

        var entries = await rest.FactsAsync<TimeEntry>(Manifest($"records: '{records}'", field));

        Assert.Equal(expected, string.Join(' ', entries.Select(x => x.Note)));
    }

    [Fact]
    public async Task A_record_may_be_known_by_its_name_alone()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            """{ "e": { "17": { "x": 1 }, "18": { "x": 1 } } }"""
        );

        var entries = await rest.FactsAsync<TimeEntry>(
            Manifest("records: e[*]", "x").Replace("id: id", "id: key()", Ordinal)
        );

        Assert.Equal(["time/acme/17", "time/acme/18"], entries.Select(x => x.Id.Value));
    }

    /// <summary>Not in the record itself, so that its content alone does not say what has changed.</summary>
    [Fact]
    public async Task A_record_that_moves_under_another_name_is_told_anew()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer("""{ "e": { "a": { "id": 1 } } }""");
        var manifest = Manifest("records: e[*]", "key()");
        var first = Assert.Single(await rest.ReadAsync(manifest));
        rest.Server.Answer = _ => new TestAnswer("""{ "e": { "b": { "id": 1 } } }""");

        var page = Assert.Single(await rest.ReadAsync(manifest, first.Next));

        Assert.Equal("b", Assert.IsType<TimeEntry>(Assert.Single(page.Records).Fact).Note);
    }

    private static string Manifest(string records, string note, string path = "entries") =>
        $$"""
            manifest: 1
            system: Acme
            lookups:
              jobs: { included: "$.jobs[*]", key: "{id}" }
            resources:
              entries:
                feed: time
                path: "{{path}}"
                {{records}}
                changes: { kind: whole }
                fields:
                  id: id
                  project: { value: P }
                  resource: { value: R }
                  work_date: { value: 2026-03-02 }
                  seconds: { value: "60" }
                  status: { value: draft }
                  note: {{note}}
            """;
}
