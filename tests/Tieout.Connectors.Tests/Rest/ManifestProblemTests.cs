namespace Tieout.Connectors.Tests.Rest;

/// <summary>A manifest is read strictly: what is not understood is told with its place.</summary>
public sealed class ManifestProblemTests : IDisposable
{
    private const string Good = """
        manifest: 1
        system: Chronos
        address: https://chronos.example/api
        secrets: { key: env:CHRONOS_KEY }
        auth: { kind: header, header: X-Key, secret: key }
        resources:
          entries:
            feed: time
            path: entries
            query: { since: "{since}" }
            records: data
            paging: { kind: offset, total: count }
            changes: { kind: since, stamp: updated_at }
            fields:
              id: id
              updated_at: updated_at
              project: project.code
              resource: user.login
              work_date: day
              hours: hours
              status: { path: state, map: { open: draft, done: approved } }
        """;

    private readonly ManifestFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_list_of_ids_belongs_to_one_list_that_tells_the_records()
    {
        const string Gone = """

              gone:
                feed: time
                path: entries
                query: { from: "{from}", to: "{to}" }
                changes: { kind: window, daysBack: 9 }
                deletions: { path: "entries/{id}", only: true }
                fields: { id: id }
            """;
        var second = Good[Good.IndexOf("  entries:", StringComparison.Ordinal)..];

        Assert.Equal("Chronos", _file.Read(Good + Gone).SystemName);
        foreach (
            var wrong in new[]
            {
                Good.Replace(
                        "changes: { kind: since, stamp: updated_at }",
                        "changes: { kind: whole }",
                        StringComparison.Ordinal
                    )
                    .Replace("    query: { since: \"{since}\" }\n", "", StringComparison.Ordinal)
                    + Gone,
                $"{Good}\n{second.Replace("  entries:", "  more:", StringComparison.Ordinal)}{Gone}",
            }
        )
        {
            Assert.Contains(
                "resources.gone.deletions: has 'only', so one other resource of feed time has to be",
                Assert.Single(_file.Problems(wrong)),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void A_check_of_each_reading_needs_a_check()
    {
        Assert.Contains(
            "checkReadings: needs check: what is sent.",
            Assert.Single(_file.Problems("checkReadings: true\n" + Good)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_good_manifest_is_read()
    {
        var manifest = _file.Read(Good);

        Assert.Equal("Chronos", manifest.SystemName);
        Assert.Equal(new Uri("https://chronos.example/api/"), manifest.Address);
        Assert.False(manifest.IsTarget);
    }

    [Theory]
    [InlineData("manifest: 1", "manifest: 2", "1:11: manifest: '2' is not a whole number, 1 to 1.")]
    [InlineData("system: Chronos\n", "", "1:1: system: is missing; write a system's name.")]
    [InlineData(
        "kind: header,",
        "kind: heder,",
        "5:15: auth.kind: 'heder' is not one of none, basic, header, query, bearer, oauth2, login."
    )]
    [InlineData(
        "secret: key }",
        "secret: kei }",
        "5:46: auth.secret: 'kei' is not one of the secrets (key); name it there."
    )]
    [InlineData(
        "env:CHRONOS_KEY",
        "hunter2",
        "4:17: secrets.key: 'hunter2' is not env:NAME, file:PATH"
    )]
    [InlineData(
        "feed: time",
        "feed: times",
        "8:11: resources.entries.feed: 'times' is not one of legal-entities, customers,"
    )]
    [InlineData(
        "    records: data",
        "    record: data",
        "11:5: resources.entries.record: unknown key; known here: feed, each, path,"
    )]
    [InlineData(
        "{since}",
        "{sicne}",
        "10:21: resources.entries.query.since: '{sicne}' is no placeholder here; known here: settings, since, sinceId, now, today, page."
    )]
    [InlineData(
        "query: { since: \"{since}\" }",
        "query: { all: 1 }",
        "13:14: resources.entries.changes: needs {since} in the query"
    )]
    [InlineData(
        "query: { since: \"{since}\" }",
        "query: { since: \"{since}\", q: \"f { a { b } }\" }",
        "is no template: what is in a { is no name; a brace that is meant stands twice: {{ }}."
    )]
    [InlineData(
        "query: { since: \"{since}\" }",
        "query: { since: \"{since}\", q: \"a }\" }",
        "is no template: a } was not opened; a brace that is meant stands twice: {{ }}."
    )]
    [InlineData(
        "total: count",
        "totl: count",
        "12:29: resources.entries.paging.totl: unknown key; known here: parameter, limitParameter,"
    )]
    public void A_problem_of_form_is_told_with_line_column_and_path(
        string good,
        string bad,
        string problem
    ) => AssertTold(good, bad, problem);

    [Theory]
    [InlineData(
        "hours: hours",
        "ours: hours",
        "20:13: resources.entries.fields.ours: 'ours' is no column of time; known here: id, version,"
    )]
    [InlineData(
        "      project: project.code\n",
        "",
        "15:7: resources.entries.fields: lacks project, which time needs: Where it was booked."
    )]
    [InlineData(
        "      updated_at: updated_at\n",
        "",
        "15:7: resources.entries.fields: lacks one of version, updated_at."
    )]
    [InlineData(
        "project: project.code",
        "project: project[code",
        "17:16: resources.entries.fields.project: 'project[code' is no path: a [ is not closed."
    )]
    [InlineData(
        "path: state,",
        "path: state, as: clok,",
        "as: 'clok' is not one of date, instant,"
    )]
    [InlineData(
        "work_date: day",
        "work_date: { path: day, as: instant }",
        "needs zone: an instant has a day only in a time zone."
    )]
    [InlineData(
        "hours: hours",
        "hours: { path: hours, as: clock }",
        "as: makes seconds; map it to the column seconds, which is exact."
    )]
    [InlineData("hours: hours", "hours: { path: hours, extract: '(' }", "extract: '(' ")]
    public void A_problem_of_fields_is_told_with_line_column_and_path(
        string good,
        string bad,
        string problem
    ) => AssertTold(good, bad, problem);

    [Theory]
    [InlineData(
        "hours: hours",
        "hours: { between: [a, b] }",
        "makes seconds; map it to the column seconds, not to hours"
    )]
    [InlineData(
        "hours: hours",
        "seconds: { between: a }",
        "is where the time begins and where it ends, two paths"
    )]
    [InlineData(
        "hours: hours",
        "seconds: { path: a, less: b }",
        "goes with between: it is a pause of the time in between"
    )]
    [InlineData(
        "hours: hours",
        "seconds: { between: [a, b], as: duration }",
        "is none of instant, unix-seconds, unix-milliseconds and clock"
    )]
    [InlineData(
        "path: state,",
        "path: state, lookup: users, take: x,",
        "lookup: 'users' is not one of the lookups (none)."
    )]
    [InlineData("manifest: 1", "manifest: [", "not YAML: ")]
    [InlineData(
        "path: entries",
        "path: \"\"",
        "9:11: resources.entries.path: is empty; write a path below the address such as entries/{id}, or / for the"
    )]
    [InlineData(
        "hours: hours",
        "hours: \"\"",
        "hours: is empty; write a path such as user.name, tags[0], fields[id=7].value."
    )]
    public void A_time_between_two_moments_that_cannot_be_is_told(
        string good,
        string bad,
        string problem
    ) => AssertTold(good, bad, problem);

    [Theory]
    [InlineData(
        "kind: offset, total: count",
        "kind: token, next: cursor",
        "12:13: resources.entries.paging: needs parameter, or {page} in the request."
    )]
    [InlineData(
        "kind: offset, total: count",
        "kind: keyset, key: id",
        "12:13: resources.entries.paging: needs parameter, or {page} in the request."
    )]
    [InlineData(
        "query: { since: \"{since}\" }\n    records: data\n    paging: { kind: offset, total: count }",
        "query: { since: \"{since}\", skip: \"{page}\" }\n    records: data\n    paging: { kind: offset, end: short-page }",
        "12:13: resources.entries.paging: needs size: how many records the request asks for, to know a short page."
    )]
    [InlineData(
        "kind: offset, total: count",
        "kind: token, parameter: cursor",
        "12:13: resources.entries.paging: needs either next or header."
    )]
    [InlineData(
        "kind: header, header: X-Key, secret: key",
        "kind: basic, user: ada, password: key, fixedPassword: x",
        "5:7: auth: needs either password or fixedPassword."
    )]
    [InlineData(
        "resources:",
        "webhooks: { kind: hmac-sha256, header: X, secret: key, signed: \"{headers['x-time']}\", event: \"{type}\", resources: { a: [entries] } }\nresources:",
        "lacks {body}: a proof that is not of the body proves nothing of it"
    )]
    [InlineData(
        "query: { since: \"{since}\" }",
        "query: { since: \"{since}\", limit: 10 }",
        "resources.entries.query.limit: 'limit' is sent by paging as well"
    )]
    public void What_needs_one_of_two_keys_is_told(string good, string bad, string problem) =>
        AssertTold(good, bad, problem);

    [Fact]
    public void Every_problem_of_a_section_is_told_at_once()
    {
        var problems = _file.Problems(
            "manifest: 1\nsystem: X\nauth: { kind: basic, usr: a }\nchek: 1"
        );

        Assert.Equal(2, problems.Count);
    }

    [Fact]
    public void A_manifest_without_anything_to_do_is_refused() =>
        Assert.Contains(
            "has neither resources nor writes",
            Assert.Single(_file.Problems("manifest: 1\nsystem: X")),
            StringComparison.Ordinal
        );

    private void AssertTold(string good, string bad, string problem)
    {
        var problems = _file.Problems(Good.Replace(good, bad, StringComparison.Ordinal));

        Assert.Contains(problems, x => x.Contains(problem, StringComparison.Ordinal));
    }
}
