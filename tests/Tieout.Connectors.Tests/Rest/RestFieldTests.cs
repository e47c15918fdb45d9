using System.Globalization;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>What systems write, and what it becomes.</summary>
public sealed class RestFieldTests
{
    [Theory]
    [InlineData("hours: x", "7.5", "27000")]
    [InlineData("hours: x", "\"7.50\"", "27000")]
    [InlineData("minutes: x", "20", "1200")]
    [InlineData("seconds: x", "1.2e3", "1200")]
    [InlineData("seconds: { path: x, times: 3600, decimals: 0 }", "0.3333333333333333", "1200")]
    [InlineData("seconds: { path: x, times: 3600, decimals: 0 }", "0.33", "1188")]
    [InlineData("seconds: { path: x, times: 0.001 }", "5400000", "5400")]
    [InlineData("seconds: { path: x, as: duration }", "\"PT1H30M\"", "5400")]
    [InlineData("seconds: { path: x, as: duration }", "\"PT0.5S\"", "0.5")]
    [InlineData("seconds: { path: x, as: clock }", "\"1:30\"", "5400")]
    [InlineData("seconds: { path: x, as: clock }", "\"01:30:15\"", "5415")]
    [InlineData("hours: { path: x, as: decimal-comma }", "\"7,5\"", "27000")]
    [InlineData("hours: { path: x, as: decimal-comma }", "7.5", "27000")]
    [InlineData("seconds: { path: x, as: decimal-comma }", "\"27.000,5\"", "27000.5")]
    [InlineData("seconds: { path: x, as: decimal-comma }", "\"27 000,5\"", "27000.5")]
    [InlineData("seconds: { path: x, as: decimal-comma }", "1.234", "1.234")]
    [InlineData("seconds: { path: x, as: decimal-point }", "\"27,000.5\"", "27000.5")]
    [InlineData("hours: { path: [y, x] }", "2", "7200")]
    [InlineData("hours: { first: [y, x], map: { full: 8, half: 4 } }", "\"half\"", "14400")]
    [InlineData("hours: { path: y, default: 8 }", "2", "28800")]
    public async Task An_effort_is_exact_whatever_its_unit(
        string field,
        string json,
        string seconds
    )
    {
        var entry = Assert.Single(await EntriesAsync(field, json));

        Assert.Equal(decimal.Parse(seconds, CultureInfo.InvariantCulture), entry.Effort.Seconds);
    }

    [Theory]
    [InlineData(
        "between: [x.a, x.b]",
        """{ "a": "2026-03-02T08:00:00Z", "b": "2026-03-02T11:30:00+02:00" }""",
        "5400"
    )]
    [InlineData(
        "between: [x.a, x.b], as: unix-seconds",
        """{ "a": 1772409600, "b": 1772413200.5 }""",
        "3600.5"
    )]
    [InlineData(
        "between: [x.a, x.b], as: unix-milliseconds",
        """{ "a": 1772409600000, "b": 1772413200000 }""",
        "3600"
    )]
    [InlineData("between: [x.a, x.b]", """{ "a": "08:30", "b": "12:00" }""", "12600")]
    [InlineData("between: [x.a, x.b], as: clock", """{ "a": "22:00", "b": "1:15" }""", "11700")]
    [InlineData("between: [x.a, x.b]", """{ "a": "16:00:00", "b": "24:00:00" }""", "28800")]
    // The night of the 29th of March has no hour from two to three in Berlin.
    [InlineData(
        "between: [x.a, x.b], zone: Europe/Berlin",
        """{ "a": "2026-03-29T01:00:00", "b": "2026-03-29T04:00:00" }""",
        "7200"
    )]
    [InlineData(
        "between: [x.a, x.b], less: x.c",
        """{ "a": "09:00", "b": "17:00", "c": 1800 }""",
        "27000"
    )]
    [InlineData(
        "between: [x.a, x.b], less: { path: x.c, times: 60 }",
        """{ "a": "09:00", "b": "17:00", "c": 45 }""",
        "26100"
    )]
    [InlineData(
        "between: [x.a, x.b], less: { path: x.c, as: clock }",
        """{ "a": "09:00", "b": "17:00", "c": null }""",
        "28800"
    )]
    public async Task An_effort_may_be_the_time_from_one_moment_to_another(
        string how,
        string json,
        string seconds
    )
    {
        var entry = Assert.Single(await EntriesAsync($"seconds: {{ {how} }}", json));

        Assert.Equal(decimal.Parse(seconds, CultureInfo.InvariantCulture), entry.Effort.Seconds);
    }

    [Theory]
    [InlineData("x", "\"2026-03-02\"", "2026-03-02")]
    [InlineData("{ path: x, as: date, format: dd/MM/yyyy }", "\"02/03/2026\"", "2026-03-02")]
    [InlineData(
        "{ path: x, as: instant, zone: Europe/Berlin }",
        "\"2026-03-01T23:30:00Z\"",
        "2026-03-02"
    )]
    [InlineData(
        "{ path: x, as: instant, zone: America/New_York }",
        "\"2026-03-03T01:00:00+00:00\"",
        "2026-03-02"
    )]
    [InlineData(
        "{ path: x, as: instant, zone: Europe/Berlin }",
        "\"2026-03-02T08:00:00\"",
        "2026-03-02"
    )]
    [InlineData("{ path: x, as: unix-seconds, zone: UTC }", "1772409600", "2026-03-02")]
    [InlineData("{ path: x, as: unix-milliseconds, zone: UTC }", "1772409600000", "2026-03-02")]
    [InlineData(
        "{ path: x, extract: '^\\d{4}-\\d{2}-\\d{2}' }",
        "\"2026-03-02T00:00:00\"",
        "2026-03-02"
    )]
    public async Task A_work_date_is_the_day_that_the_system_means(
        string field,
        string json,
        string day
    )
    {
        var entry = Assert.Single(await EntriesAsync($"work_date: {field}", json));

        Assert.Equal(day, NodaTime.Text.LocalDatePattern.Iso.Format(entry.WorkDate));
    }

    [Theory]
    [InlineData("project: x.code", """{ "code": "P-9" }""", "P-9")]
    [InlineData("project: x[1]", """["a", "b"]""", "b")]
    [InlineData("project: x[-1].code", """[{ "code": "a" }, { "code": "b" }]""", "b")]
    [InlineData(
        "project: 'x[name=Project code].value'",
        """[{ "name": "Cost", "value": 1 }, { "name": "Project code", "value": "P-3" }]""",
        "P-3"
    )]
    [InlineData("project: x['a.b']", """{ "a.b": "P-4" }""", "P-4")]
    [InlineData("project: { path: x, extract: '\\[(.+?)\\]' }", "\"Rollout [P-5] phase 2\"", "P-5")]
    [InlineData("project: { value: 'PRJ-{x}' }", "17", "PRJ-17")]
    [InlineData("project: { value: '{settings.prefix}{x}' }", "17", "AC-17")]
    public async Task A_project_is_found_wherever_the_system_has_it(
        string field,
        string json,
        string project
    )
    {
        var entry = Assert.Single(await EntriesAsync(field, json));

        Assert.Equal(project, entry.Project.Value);
    }

    [Fact]
    public async Task What_is_still_running_may_be_passed_over()
    {
        var entries = await EntriesAsync(
            "seconds: { between: [x.a, x.b], passOver: true }",
            """{ "a": "2026-03-02T09:00:00Z", "b": null }"""
        );

        Assert.Empty(entries);
    }

    [Theory]
    [InlineData(
        "status: { path: x, map: { done: approved } }",
        "\"archived\"",
        "rest.unmapped",
        "'archived' is not in the map, which has done; add it"
    )]
    [InlineData(
        "hours: x",
        "\"lots\"",
        "rest.bad-number",
        "entries 1, hours from x: 'lots' is no number"
    )]
    [InlineData("hours: x", "\"1,234.5\"", "rest.bad-number", "say as: decimal-point")]
    [InlineData("hours: { path: x, as: decimal-comma }", "\"1.5\"", "rest.bad-number", "with ,")]
    [InlineData("hours: { path: x, as: decimal-point }", "\"1,5\"", "rest.bad-number", "with .")]
    [InlineData("hours: x", "25", "rest.bad-hours", "is not a day's work: more than 0, at most 24")]
    [InlineData(
        "work_date: x",
        "\"2026-03-02T08:00:00Z\"",
        "rest.bad-date",
        "is an instant and no day; say as: instant with the zone"
    )]
    [InlineData(
        "work_date: { path: x, as: date, format: dd/MM/yyyy }",
        "\"2026-03-02\"",
        "rest.bad-date",
        "in the format dd/MM/yyyy"
    )]
    [InlineData(
        "project: x",
        """{ "code": 1 }""",
        "rest.bad-value",
        "leads to an object; go on to one of its members"
    )]
    [InlineData("project: x", "null", "rest.missing-value", "1, project from x: '' is empty")]
    [InlineData(
        "updated_at: x",
        "\"2026-03-02T08:00:00\"",
        "rest.bad-instant",
        "is no instant of ISO 8601 with its offset; without one, say zone"
    )]
    [InlineData("note: { path: x, required: true }", "\"\"", "rest.missing-value", "is empty")]
    public async Task What_cannot_be_taken_is_told_with_its_id_and_field(
        string field,
        string json,
        string code,
        string message
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer($$"""[{ "id": 1, "x": {{json}} }, { "id": 2 }]""");

        var page = Assert.Single(await rest.ReadAsync(Manifest(field)));

        var told = page.Rejected[0];
        Assert.Equal(code, told.Code);
        Assert.Equal("entries/1", told.Origin.Place);
        Assert.Contains(message, told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "seconds: { between: [x.a, x.b] }",
        """{ "a": "2026-03-02T09:00:00Z", "b": "2026-03-02T08:00:00Z" }""",
        "rest.bad-duration",
        "seconds from x.a to x.b: '2026-03-02T09:00:00Z to 2026-03-02T08:00:00Z' ends before it begins"
    )]
    [InlineData(
        "seconds: { between: [x.a, x.b] }",
        """{ "a": "2026-03-02T09:00:00", "b": "2026-03-02T10:00:00" }""",
        "rest.bad-duration",
        "of instants without an offset, say zone"
    )]
    [InlineData(
        "seconds: { between: [x.a, x.b] }",
        """{ "a": "2026-03-02T09:00:00Z", "b": "0001-01-01T00:00:00Z" }""",
        "rest.bad-duration",
        "ends before it begins"
    )]
    [InlineData(
        "seconds: { between: [x.a, x.b], less: x.c }",
        """{ "a": "09:00", "b": "10:00", "c": 7200 }""",
        "rest.bad-duration",
        "'7200' is no pause of 09:00 to 10:00, which is 3600 seconds"
    )]
    [InlineData(
        "seconds: { between: [x.a, x.b] }",
        """{ "a": "2026-03-02T09:00:00Z", "b": null }""",
        "rest.bad-hours",
        "'' is no effort"
    )]
    public Task What_is_no_time_between_two_moments_is_told(
        string field,
        string json,
        string code,
        string message
    ) => What_cannot_be_taken_is_told_with_its_id_and_field(field, json, code, message);

    [Fact]
    public async Task A_new_code_of_the_system_hides_no_other_record()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            """[{ "id": 1, "x": "done" }, { "id": 2, "x": "sealed" }, { "id": 3, "x": "done" }]"""
        );

        var page = Assert.Single(
            await rest.ReadAsync(Manifest("status: { path: x, map: { done: approved } }"))
        );

        Assert.Equal(["entries/1", "entries/3"], page.Records.Select(x => x.Origin.Place));
        Assert.Equal("time/acme/2", Assert.Single(page.Rejected).Identity);
    }

    [Fact]
    public async Task A_member_of_what_contains_the_record_is_reached()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            """
            { "sheets": [
              { "user": { "code": "R-1" }, "days": [{ "id": 1, "x": 1 }, { "id": 2, "x": 2 }] },
              { "user": { "code": "R-2" }, "days": [{ "id": 3, "x": 3 }] },
              { "user": { "code": "R-3" }, "days": [] }] }
            """
        );

        var entries = await rest.FactsAsync<TimeEntry>(
            Manifest("hours: x\n      resource: ^.user.code", "records: sheets[*].days")
        );

        Assert.Equal(["R-1", "R-1", "R-2"], entries.Select(x => x.Resource.Value));
    }

    [Fact]
    public async Task A_record_that_another_refers_to_is_asked_for_once()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = request =>
            request.Path switch
            {
                "entries" => new TestAnswer(
                    """[{ "id": 1, "x": 7 }, { "id": 2, "x": 7 }, { "id": 3, "x": 8 }]"""
                ),
                "projects/7" => new TestAnswer("""{ "project": { "key": "ROLLOUT" } }"""),
                _ => new TestAnswer("{}", 404),
            };

        var page = Assert.Single(
            await rest.ReadAsync(
                Manifest("project: { path: x, lookup: projects, take: key }")
                    + "\nlookups:\n  projects: { path: 'projects/{key}', record: project }"
            )
        );

        Assert.Equal(2, page.Records.Count);
        Assert.All(page.Records, x => Assert.Equal("ROLLOUT", ((TimeEntry)x.Fact).Project.Value));
        Assert.Contains(
            "'8' is no record of projects",
            Assert.Single(page.Rejected).Message,
            StringComparison.Ordinal
        );
        Assert.Single(rest.Server.Requests, x => x.Path is "projects/7");
    }

    [Fact]
    public async Task Only_records_that_fit_the_conditions_are_read()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            """[{ "id": 1, "x": "timer" }, { "id": 2, "x": "entry" }, { "id": 3, "x": "entry", "draft": 1 }]"""
        );

        var page = Assert.Single(
            await rest.ReadAsync(
                Manifest(
                    "note: x",
                    "where: [ { path: x, not: timer }, { path: draft, exists: false } ]"
                )
            )
        );

        Assert.Equal("entries/2", Assert.Single(page.Records).Origin.Place);
    }

    private static async Task<List<TimeEntry>> EntriesAsync(string field, string json)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer($$"""[{ "id": 1, "x": {{json}} }]""");
        return await rest.FactsAsync<TimeEntry>(Manifest(field));
    }

    /// <summary>Constants for all that the test does not care about.</summary>
    internal static string Manifest(string field, string more = "records: $")
    {
        var fields = new Dictionary<string, string>
        {
            ["id"] = "id",
            ["project"] = "{ value: P-1 }",
            ["resource"] = "{ value: R-1 }",
            ["work_date"] = "{ value: 2026-03-02 }",
            ["status"] = "{ value: approved }",
        };
        foreach (var line in field.Split("\n"))
        {
            var parts = line.Trim().Split(": ", 2);
            fields[parts[0]] = parts[1];
        }

        if (!fields.Keys.Any(x => x is "hours" or "minutes" or "seconds"))
        {
            fields["hours"] = "{ value: 1 }";
        }

        return $$"""
            manifest: 1
            system: Acme
            settings: { prefix: AC- }
            resources:
              entries:
                feed: time
                path: entries
                {{more}}
                fields:
                  {{string.Join("\n      ", fields.Select(x => $"{x.Key}: {x.Value}"))}}
            """;
    }
}
