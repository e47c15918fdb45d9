using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>What is told around a record, or in a list beside it, and what becomes of it when it changes.</summary>
public sealed class RestOutsideTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private const string Approvals = """
        lookups:
          approvals: { path: approvals, key: "{entry}" }
        """;

    private const string Status =
        "status: { path: id, lookup: approvals, take: state, default: draft, map: { done: approved } }";

    [Fact]
    public async Task An_approval_that_moves_nothing_in_the_entry_makes_a_newer_version_of_it()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var approvals = "[]";
        rest.Server.Answer = x => new TestAnswer(
            x.Path is "approvals"
                ? approvals
                : """[{ "id": 1, "at": "2026-03-02T08:00:00Z" }, { "id": 2, "at": "2026-03-02T09:00:00Z" }]"""
        );
        var yaml = Manifest(Status, Approvals, more: "updated_at: at");
        var first = await rest.ReadAsync(yaml);
        approvals = """[{ "entry": 1, "state": "done" }]""";
        rest.Clock.Advance(Duration.FromMinutes(5));

        var second = await rest.ReadAsync(yaml, first[^1].Next);
        var third = await rest.ReadAsync(yaml, second[^1].Next);

        var before = Entries(first)[0];
        var approved = Assert.Single(Entries(second));
        Assert.Equal((before.Id, ApprovalStatus.Approved), (approved.Id, approved.Status));
        Assert.True(approved.Version > before.Version);
        Assert.Equal(RestUnderTest.Now + Duration.FromMinutes(5), InstantOf(approved));
        Assert.Empty(third);
    }

    [Fact]
    public async Task A_change_of_the_record_itself_has_its_own_instant_as_version()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = x => new TestAnswer(
            x.Path is "approvals"
                ? "[]"
                : """[{ "id": 1, "at": "2026-03-02T08:00:00Z" }, { "id": 2, "at": "2026-04-01T00:00:00Z" }]"""
        );

        var plain = await rest.FactsAsync<TimeEntry>(
            Manifest("status: { value: draft }", more: "updated_at: at")
        );
        var ahead = await rest.FactsAsync<TimeEntry>(
            Manifest(Status, Approvals, more: "updated_at: at")
        );

        // Nothing is told outside: the system's instants. Else the reading's, which grow with each reading.
        Assert.Equal(
            [Instant.FromUtc(2026, 3, 2, 8, 0), Instant.FromUtc(2026, 4, 1, 0, 0)],
            plain.Select(InstantOf)
        );
        Assert.Equal([RestUnderTest.Now, RestUnderTest.Now], ahead.Select(InstantOf));
    }

    [Fact]
    public async Task A_status_that_is_looked_up_by_its_key_is_looked_at_in_each_reading()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var state = "open";
        rest.Server.Answer = x => new TestAnswer(
            x.Path is "sheets/7"
                ? $$"""{ "state": "{{state}}" }"""
                : """[{ "id": 1, "sheet": 7 }]"""
        );
        var yaml = Manifest(
            "status: { path: sheet, lookup: sheets, take: state, map: { open: draft, done: approved } }",
            "lookups: { sheets: { path: \"sheets/{key}\" } }"
        );
        var first = await rest.ReadAsync(yaml);
        var same = await rest.ReadAsync(yaml, first[^1].Next);
        state = "done";

        var second = await rest.ReadAsync(yaml, first[^1].Next);

        Assert.Empty(same);
        Assert.Equal(ApprovalStatus.Approved, Assert.Single(Entries(second)).Status);
    }

    [Theory]
    [InlineData("changes: { kind: since, stamp: at }\n    query: { since: '{since}' }")]
    [InlineData("changes: { kind: sequence, number: no }\n    query: { after: '{after}' }")]
    [InlineData("changes: { kind: token, next: next }\n    query: { token: '{token}' }")]
    public void A_status_from_elsewhere_does_not_go_with_a_list_of_changes(string changes)
    {
        using var file = new ManifestFile();

        foreach (
            var lookups in new[] { Approvals, "lookups: { approvals: { path: \"a/{key}\" } }" }
        )
        {
            var problem = Assert.Single(
                file.Problems(Manifest(Status, lookups, changes, more: "updated_at: at"))
            );
            Assert.Contains(
                "resources.entries.changes: has a record only when it changes itself, and status is looked up elsewhere",
                problem,
                Ordinal
            );
        }

        var beside = "lookups: { approvals: { included: \"^.approvals[*]\", key: \"{id}\" } }";
        Assert.Equal(
            "Acme",
            file.Read(Manifest(Status, beside, changes, more: "updated_at: at")).SystemName
        );
    }

    [Fact]
    public void A_version_that_does_not_grow_with_what_is_told_outside_is_refused()
    {
        using var file = new ManifestFile();

        var problem = Assert.Single(
            file.Problems(Manifest(Status, Approvals, more: "version: no"))
        );

        Assert.Contains(
            "has version, which does not grow when only status changes",
            problem,
            Ordinal
        );
        Assert.Equal(
            "Acme",
            file.Read(Manifest("status: { value: draft }", more: "version: no")).SystemName
        );
    }

    private static List<TimeEntry> Entries(IEnumerable<Page> pages) =>
        [.. pages.SelectMany(x => x.Records).Select(x => Assert.IsType<TimeEntry>(x.Fact))];

    private static Instant InstantOf(TimeEntry entry) =>
        Instant.FromUnixTimeTicks(entry.Version * 10);

    private static string Manifest(
        string status,
        string lookups = "",
        string changes = "changes: { kind: whole }",
        string more = ""
    ) =>
        $$"""
            manifest: 1
            system: Acme
            {{lookups}}
            resources:
              entries:
                feed: time
                path: entries
                {{changes}}
                fields:
                  id: id
                  project: { value: P }
                  resource: { value: R }
                  work_date: { value: 2026-03-02 }
                  seconds: { value: "60" }
                  {{status}}
                  {{more}}
            """;
}
