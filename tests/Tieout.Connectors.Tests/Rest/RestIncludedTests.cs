using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Answers whose records are under their ids, with those that they refer to beside them.</summary>
public sealed class RestIncludedTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private const string Answer = """
        { "entries": { "9": { "id": 9, "user": 7, "week": 3, "project": 5, "day": "2026-03-09" },
                       "4": { "id": 4, "user": 7, "week": null, "project": 5, "day": "2026-03-08" },
                       "6": { "id": 6, "user": 8, "week": 2, "project": 6, "day": "2026-03-07" } },
          "weeks": { "3": { "id": "3", "state": "done" }, "2": { "id": "2", "state": "withdrawn" } },
          "projects": [{ "id": 5, "code": "P5", "asks": true }, { "id": 6, "code": "P6", "asks": false }],
          "zone": "Europe/Berlin" }
        """;

    private const string Lookups = """
        lookups:
          weeks: { included: "^.weeks[*]", key: "{id}" }
          projects: { included: "^.projects[*]", key: "{id}" }
        """;

    private const string Status = """
        status:
                    first:
                      - { path: week, lookup: weeks, take: state, extract: ^(?!withdrawn$).+, map: { done: approved } }
                      - { path: project, lookup: projects, take: asks, map: { "true": draft, "false": approved } }
        """;

    [Fact]
    public async Task Records_under_their_ids_are_read_in_the_order_of_the_answer()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(Answer);

        var entries = await rest.FactsAsync<TimeEntry>(Manifest(Status));

        Assert.Equal(
            ["time/acme/9", "time/acme/4", "time/acme/6"],
            entries.Select(x => x.Id.Value)
        );
        // What is included is in a map or in a list.
        Assert.Equal(["P5", "P5", "P6"], entries.Select(x => x.Project.Value));
        Assert.Equal(
            ["Europe/Berlin", "Europe/Berlin", "Europe/Berlin"],
            entries.Select(x => x.Note)
        );
        Assert.Single(rest.Server.Requests);
    }

    [Fact]
    public async Task Of_several_fields_the_first_that_has_a_value_counts()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(Answer);

        var entries = await rest.FactsAsync<TimeEntry>(Manifest(Status));

        // By its week; by its project, as it has no week; by its project, as its week was withdrawn.
        Assert.Equal(
            [ApprovalStatus.Approved, ApprovalStatus.Draft, ApprovalStatus.Approved],
            entries.Select(x => x.Status)
        );
    }

    [Fact]
    public async Task What_the_first_cannot_understand_is_not_left_to_the_next()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(Answer.Replace("done", "paused", Ordinal));

        var pages = await rest.ReadAsync(Manifest(Status));

        var rejected = Assert.Single(pages.SelectMany(x => x.Rejected));
        Assert.Equal("rest.unmapped", rejected.Code);
        Assert.Equal(2, pages.SelectMany(x => x.Records).Count());
    }

    [Fact]
    public async Task What_none_of_them_has_is_missing()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            Answer.Replace("\"asks\": true", "\"asks\": null", Ordinal)
        );
        var withDefault = Manifest(
            Status.Replace("first:", "default: submitted\n            first:", Ordinal)
        );

        var missing = await rest.ReadAsync(Manifest(Status));
        var entries = await rest.FactsAsync<TimeEntry>(withDefault);

        Assert.Equal("status", Assert.Single(missing.SelectMany(x => x.Rejected)).Field);
        Assert.Equal(ApprovalStatus.Submitted, entries[1].Status);
    }

    [Fact]
    public async Task A_record_is_delivered_again_when_what_is_included_says_something_else()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(Answer);
        var first = await rest.ReadAsync(Manifest(Status));
        rest.Server.Answer = _ => new TestAnswer(Answer.Replace("withdrawn", "done", Ordinal));
        var same = await rest.ReadAsync(Manifest(Status), first[^1].Next);
        rest.Server.Answer = _ => new TestAnswer(
            Answer
                .Replace("withdrawn", "done", Ordinal)
                .Replace("\"asks\": true", "\"asks\": false", Ordinal)
        );

        var changed = await rest.ReadAsync(Manifest(Status), same[^1].Next);

        // The state of week 2 is taken now and was not before: that is told, though it means the same.
        Assert.Equal("time/acme/6", IdOf(Assert.Single(same.SelectMany(x => x.Records)).Fact));
        Assert.Equal("time/acme/4", IdOf(Assert.Single(changed.SelectMany(x => x.Records)).Fact));
    }

    [Fact]
    public async Task A_record_without_what_it_needs_is_passed_over_where_that_is_said()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(Answer);
        const string Week =
            "status: { path: week, lookup: weeks, take: state, map: { done: approved, withdrawn: draft }, passOver: true }";

        var entries = await rest.FactsAsync<TimeEntry>(Manifest(Week));

        Assert.Equal(["time/acme/9", "time/acme/6"], entries.Select(x => x.Id.Value));
    }

    [Theory]
    [InlineData("{ included: \"^.weeks[*]\", key", "{ key", "needs either path or included.")]
    [InlineData(
        "included: \"^.weeks[*]\"",
        "included: weeks, path: weeks",
        "needs either path or included."
    )]
    [InlineData(
        ", key: \"{id}\" }",
        " }",
        "needs key: what of a record that is included is referred to."
    )]
    [InlineData("key: \"{id}\"", "key: \"{id}\", records: x", "what is included is there already.")]
    [InlineData("key: \"{id}\"", "key: \"{id}\", from: x", "cannot be one of several.")]
    [InlineData(
        "first:",
        "path: x\n            first:",
        "needs one of path, value, first and between."
    )]
    public void What_does_not_go_together_is_told(string good, string bad, string problem)
    {
        using var file = new ManifestFile();
        var whole = Manifest(Status);
        var at = whole.IndexOf(good, Ordinal);

        var problems = file.Problems(whole[..at] + bad + whole[(at + good.Length)..]);

        Assert.Contains(problems, x => x.Contains(problem, Ordinal));
    }

    private static string IdOf(CanonicalFact fact) => ((TimeEntry)fact).Id.Value;

    private static string Manifest(string status) =>
        $$"""
            manifest: 1
            system: Acme
            {{Lookups}}
            resources:
              entries:
                feed: time
                path: entries
                records: entries[*]
                changes: { kind: whole }
                fields:
                  id: id
                  project: { path: project, lookup: projects, take: code }
                  resource: user
                  work_date: day
                  seconds: { value: "60" }
                  note: ^.zone
                  {{status}}
            """;
}
