using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Records that others refer to: which of them count, and what they refer to in turn.</summary>
public sealed class RestLookupTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    [Theory]
    [InlineData("2026-03-14", ApprovalStatus.Approved)]
    [InlineData("2026-03-15", ApprovalStatus.Draft)]
    [InlineData(null, ApprovalStatus.Draft)]
    public async Task Work_of_somebody_who_was_never_approved_is_not_approved(
        string? approvedTo,
        ApprovalStatus status
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        var to = approvedTo is null ? "null" : $"\"{approvedTo}\"";
        rest.Server.Answer = x => new TestAnswer(
            x.Path is "users"
                ? $$"""[{ "id": 7, "approved_to": {{to}}, "active": true }]"""
                : $$"""[{ "id": 1, "user": 7, "day": "{{(approvedTo is "2026-03-15" ? "2026-03-16" : "2026-03-14")}}" }]"""
        );

        var entry = Assert.Single(
            await rest.FactsAsync<TimeEntry>(
                Manifest(
                    "lookups: { users: { path: users, key: \"{id}\", to: approved_to, where: [{ path: approved_to, exists: true }] } }",
                    "status: { path: user, lookup: users, on: work_date, take: active, map: { \"true\": approved }, default: draft }"
                )
            )
        );

        Assert.Equal(status, entry.Status);
    }

    [Theory]
    [InlineData(
        "{ path: jobs, records: jobs, key: \"{id}\", where: [{ path: open, is: \"true\" }] }"
    )]
    [InlineData(
        "{ included: \"$.beside[*]\", key: \"{id}\", where: [{ path: open, is: \"true\" }] }"
    )]
    [InlineData("{ path: \"jobs/{key}\", record: jobs, where: [{ path: open, is: \"true\" }] }")]
    public async Task A_record_that_does_not_fit_is_as_if_it_were_not_there(string lookup)
    {
        const string Jobs =
            """[{ "id": 5, "open": false, "code": "OLD" }, { "id": 5, "open": true, "code": "NEW" }]""";
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = x => new TestAnswer(
            x.Path switch
            {
                "jobs" => $$"""{ "jobs": {{Jobs}} }""",
                "jobs/5" => """{ "jobs": { "id": 5, "open": true, "code": "NEW" } }""",
                "jobs/6" => """{ "jobs": { "id": 6, "open": false, "code": "OLD" } }""",
                _ => $$"""
                { "entries": [{ "id": 1, "job": 5, "day": "2026-03-02" }, { "id": 2, "job": 6, "day": "2026-03-02" }],
                  "beside": {{Jobs}} }
                """,
            }
        );

        var pages = await rest.ReadAsync(
            Manifest(
                $"lookups: {{ jobs: {lookup} }}",
                "status: { value: draft }\n      note: { path: job, lookup: jobs, take: code }",
                "records: entries"
            )
        );

        var notes = pages.SelectMany(x => x.Records).Select(x => ((TimeEntry)x.Fact).Note).ToList();
        var isByKey = lookup.Contains("{key}", Ordinal);
        Assert.Equal(isByKey ? ["NEW"] : ["NEW", null], notes);
        Assert.Equal(isByKey ? 1 : 0, pages.Sum(x => x.Rejected.Count));
    }

    [Fact]
    public async Task What_a_looked_up_record_refers_to_is_looked_up_in_turn()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = x =>
            x.Path switch
            {
                "services/3" => new TestAnswer("""{ "data": { "deal": 30 } }"""),
                "services/4" => new TestAnswer("""{ "data": { "deal": 40 } }"""),
                "deals" => new TestAnswer(
                    """[{ "id": 30, "project": { "id": 300 } }, { "id": 40, "project": { "id": 400 } }]"""
                ),
                "projects/300" => new TestAnswer("""{ "code": "P-300" }"""),
                "entries" => new TestAnswer(
                    """[{ "id": 1, "service": 3, "day": "2026-03-02" }, { "id": 2, "service": 4, "day": "2026-03-02" }]"""
                ),
                _ => new TestAnswer("{}", 404),
            };
        const string Lookups = """
            lookups:
              services: { path: "services/{key}", record: data }
              deals: { path: deals, key: "{id}" }
              projects: { path: "projects/{key}" }
            """;
        const string Chain = """
            status: { value: draft }
                  project:
                    path: service
                    lookup: services
                    take: { path: deal, lookup: deals, take: { path: project.id, lookup: projects, take: code } }
            """;

        var page = Assert.Single(await rest.ReadAsync(Manifest(Lookups, Chain)));

        Assert.Equal(
            "P-300",
            Assert.IsType<TimeEntry>(Assert.Single(page.Records).Fact).Project.Value
        );
        Assert.Contains(
            "'400' is no record of projects",
            Assert.Single(page.Rejected).Message,
            Ordinal
        );
    }

    [Fact]
    public async Task A_record_is_delivered_again_when_the_end_of_a_chain_says_something_else()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var code = "A";
        rest.Server.Answer = x => new TestAnswer(
            x.Path switch
            {
                "services/3" => """{ "deal": 30 }""",
                "deals" => $$"""[{ "id": 30, "code": "{{code}}" }]""",
                _ => """[{ "id": 1, "service": 3, "day": "2026-03-02" }]""",
            }
        );
        var yaml = Manifest(
            "lookups: { services: { path: \"services/{key}\" }, deals: { path: deals, key: \"{id}\" } }",
            "status: { value: draft }\n      project: { path: service, lookup: services, take: { path: deal, lookup: deals, take: code } }"
        );
        var first = await rest.ReadAsync(yaml);
        code = "B";

        var second = await rest.ReadAsync(yaml, first[^1].Next);

        var entry = (TimeEntry)Assert.Single(second.SelectMany(x => x.Records)).Fact;
        Assert.Equal("B", entry.Project.Value);
    }

    [Theory]
    [InlineData(
        "take: { path: deal, lookup: weeks, take: code }",
        "its lookup is about some days only, which cannot be taken of another record."
    )]
    [InlineData("take: { path: deal, lookup: deels, take: code }", "'deels' is not one of the")]
    [InlineData("take: { path: deal, lookup: weeks }", "lookup and take go together.")]
    [InlineData(
        "take: { lookup: services, take: code }",
        "needs one of path, value, first and between."
    )]
    public void What_does_not_go_together_is_told(string take, string problem)
    {
        using var file = new ManifestFile();

        var problems = file.Problems(
            Manifest(
                "lookups: { services: { path: \"services/{key}\" }, weeks: { path: weeks, key: \"{id}\", to: end } }",
                $"status: {{ value: draft }}\n      project: {{ path: service, lookup: services, {take} }}"
            )
        );

        Assert.Contains(problems, x => x.Contains(problem, Ordinal));
    }

    private static string Manifest(string lookups, string fields, string records = "records: $") =>
        $$"""
            manifest: 1
            system: Acme
            {{lookups}}
            resources:
              entries:
                feed: time
                path: entries
                {{records}}
                changes: { kind: whole }
                fields:
                  id: id
                  {{(
                fields.Contains("project:", Ordinal)
                    ? string.Empty
                    : "project: { value: P }"
            )}}
                  resource: { value: R }
                  work_date: day
                  seconds: { value: "60" }
                  {{fields}}
            """;
}
