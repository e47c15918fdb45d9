using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Records that are looked up by a day, and days that are counted from others.</summary>
public sealed class RestDayTests
{
    private const string Weeks = """
        [{ "who": 7, "from": "2026-03-16", "to": null, "state": "open" },
         { "who": 7, "from": "2026-03-09", "to": "2026-03-15", "state": "done" },
         { "who": 8, "from": "2026-03-09", "to": "2026-03-15", "state": "open" }]
        """;

    private const string Lookups = """
        lookups:
          weeks: { path: weeks, key: "{who}", from: from, to: to }
        """;

    private const string Status =
        "status: { path: user, lookup: weeks, on: work_date, take: state, map: { open: submitted, done: approved }, default: draft }";

    [Theory]
    [InlineData(7, "2026-03-08", ApprovalStatus.Draft)]
    [InlineData(7, "2026-03-09", ApprovalStatus.Approved)]
    [InlineData(7, "2026-03-15", ApprovalStatus.Approved)]
    [InlineData(7, "2026-03-16", ApprovalStatus.Submitted)]
    [InlineData(8, "2026-03-15", ApprovalStatus.Submitted)]
    [InlineData(9, "2026-03-15", ApprovalStatus.Draft)]
    public async Task The_record_is_taken_whose_days_have_that_of_another_column(
        int user,
        string day,
        ApprovalStatus status
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = x => new TestAnswer(
            x.Path is "weeks" ? Weeks : $$"""[{ "id": 1, "user": {{user}}, "day": "{{day}}" }]"""
        );

        var entry = Assert.Single(await rest.FactsAsync<TimeEntry>(Manifest(Status, Lookups)));

        Assert.Equal(status, entry.Status);
    }

    [Fact]
    public async Task A_look_up_that_no_setting_asks_for_is_not_read()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = x => new TestAnswer(
            """[{ "id": 1, "user": 7, "day": "2026-03-09" }]"""
        );

        var entry = Assert.Single(
            await rest.FactsAsync<TimeEntry>(
                Manifest(
                    Status,
                    "settings: { approvals: '' }\n"
                        + Lookups.Replace("{ path", "{ when: approvals, path", Ordinal)
                )
            )
        );

        Assert.Equal(ApprovalStatus.Draft, entry.Status);
        Assert.DoesNotContain(rest.Server.Requests, x => x.Path is "weeks");
    }

    [Fact]
    public async Task A_day_that_is_none_is_a_fault_of_the_manifest()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = x => new TestAnswer(
            x.Path is "weeks"
                ? """[{ "who": 7, "from": "monday" }]"""
                : """[{ "id": 1, "user": 7, "day": "2026-03-09" }]"""
        );

        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(Manifest(Status, Lookups))
        );

        Assert.Equal(ConnectorFault.Contract, fault.Fault);
        Assert.StartsWith("lookups.weeks: ", fault.Message, Ordinal);
    }

    [Theory]
    [InlineData("on: work_date, ", "", "needs on: records of weeks are about some days only.")]
    [InlineData("on: work_date", "on: note", "'note' is no column of a day that is filled here.")]
    [InlineData(", from: from, to: to", "", "goes with a lookup that says from and to.")]
    public void What_does_not_go_together_is_told(string good, string bad, string problem)
    {
        using var file = new ManifestFile();

        var problems = file.Problems(Manifest(Status, Lookups).Replace(good, bad, Ordinal));

        Assert.Contains(problem, Assert.Single(problems), Ordinal);
    }

    [Fact]
    public async Task A_deletion_is_confirmed_by_an_answer_without_the_record()
    {
        const string Watching = """
            changes: { kind: window, daysBack: 30 }
                deletions:
                  path: find
                  query: { id: "{id}", from: "{from|days:-60}", to: "{to}" }
                  record: "items[0]"
            """;
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            """[{ "id": 1, "user": 7, "day": "2026-03-02" }, { "id": 2, "user": 7, "day": "2026-03-03" }, { "id": 3, "user": 7, "day": "2026-03-04" }]"""
        );
        var manifest = Manifest("status: { value: draft }", string.Empty, Watching);
        var first = await rest.ReadAsync(manifest);
        // The second has become too old to be listed, the first is gone.
        rest.Server.Answer = x => new TestAnswer(
            x.Path is not "find" ? """[{ "id": 3, "user": 7, "day": "2026-03-04" }]"""
            : x.Of("id") is "2" ? """{ "items": [{ "id": 2 }] }"""
            : """{ "items": [] }"""
        );

        var second = await rest.ReadAsync(manifest, first[^1].Next);

        var gone = (TimeEntry)Assert.Single(second.SelectMany(x => x.Records)).Fact;
        Assert.Equal(("time/acme/1", true), (gone.Id.Value, gone.IsDeleted));
        // Today is the 31st of March: 30 days before is the 1st, 60 days before that the 31st of December.
        Assert.All(
            rest.Server.Requests.Where(x => x.Path is "find"),
            x => Assert.Equal(("2025-12-31", "2026-03-31"), (x.Of("from"), x.Of("to")))
        );
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static string Manifest(string status, string lookups, string changes = "") =>
        $$"""
            manifest: 1
            system: Acme
            {{lookups}}
            resources:
              entries:
                feed: time
                path: entries
                query: { from: "{from}" }
                {{(changes.Length > 0 ? changes : "changes: { kind: window, daysBack: 30 }")}}
                fields:
                  id: id
                  project: { value: P }
                  resource: user
                  work_date: day
                  seconds: { value: "60" }
                  {{status}}
            """;
}
