namespace Tieout.Connectors.Tests.Rest;

/// <summary>Each page tells which fields the system's own records have.</summary>
public sealed class RestShapeTests
{
    private const string Manifest = """
        manifest: 1
        system: Acme
        resources:
          entries:
            feed: time
            path: entries
            changes: { kind: whole }
            where: [{ path: kind, is: work }]
            fields:
              id: id
              project: project
              resource: { path: [user.code, user.name], default: nobody }
              work_date: day
              seconds: { path: hours, times: 3600, default: "0" }
              note: { value: "{user.team}", default: none }
              status: { value: approved }
        """;

    [Fact]
    public async Task Fields_are_counted_with_the_objects_around_them()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            """
            [ { "id": 1, "kind": "work", "project": "P", "day": "2026-03-02", "hours": 1, "tags": [{ "id": 3 }],
                "user": { "code": "A", "team": "T" }, "by": { "17": { "x": 1 } } },
              { "id": 2, "kind": "work", "project": "P", "day": "2026-03-03", "hours": null, "colour": "red",
                "user": null, "tags": [] },
              { "id": 3, "kind": "break", "secret": 1 } ]
            """
        );

        var shape = Assert.Single(await rest.ReadAsync(Manifest)).Shape!;

        Assert.Equal(
            [
                (string.Empty, 2),
                ("day/*", 2),
                ("hours/*", 2),
                ("id/*", 2),
                ("kind/*", 2),
                ("project/*", 2),
                ("user", 1),
                ("user/*", 1),
            ],
            shape.Objects.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => (x.Key, x.Value))
        );
        Assert.Equal(
            [
                ("by", 1),
                ("colour", 1),
                ("day", 2),
                ("day/*/*", 2),
                ("hours", 2),
                ("hours/*/*", 1),
                ("id", 2),
                ("id/*/*", 2),
                ("kind", 2),
                ("kind/*/*", 2),
                ("project", 2),
                ("project/*/*", 2),
                ("tags", 2),
                ("user", 2),
                ("user/code", 1),
                ("user/team", 1),
            ],
            shape.Fields.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => (x.Key, x.Value))
        );
        Assert.Equal(
            ["day", "hours", "id", "kind", "project", "user"],
            shape.Read.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_page_of_no_records_tells_nothing()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer("[]");

        Assert.All(await rest.ReadAsync(Manifest), x => Assert.Null(x.Shape));
    }
}
