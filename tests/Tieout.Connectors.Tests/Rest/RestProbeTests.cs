using Tieout.Connectors.Rest.Probing;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>What a person is told who tries a manifest out.</summary>
public sealed class RestProbeTests
{
    [Theory]
    [InlineData("passOver: true", "", "2 without project from job")]
    [InlineData("default: P", "where: [{ path: id, is: 9 }]", "2 left out by where")]
    [InlineData(
        "passOver: true",
        "where: [{ path: id, is: 1 }]",
        "1 without project from job, 1 left out by where"
    )]
    public async Task A_list_of_which_no_record_counts_is_not_understood(
        string project,
        string where,
        string why
    )
    {
        var tried = await TryAsync(project, where);

        Assert.Equal(0, tried.Taken);
        Assert.Equal(why, string.Join(", ", tried.PassedOver));
        Assert.Equal(
            $"None of the records that were read counts: {why}.",
            Assert.Single(tried.Problems)
        );
        Assert.False(tried.IsGood);
    }

    [Fact]
    public async Task Some_that_do_not_count_are_told_and_nothing_has_to_be_put_right()
    {
        var tried = await TryAsync("default: P", "where: [{ path: id, is: 1 }]");

        Assert.Equal((1, "1 left out by where"), (tried.Taken, Assert.Single(tried.PassedOver)));
        Assert.True(tried.IsGood);
    }

    [Theory]
    [InlineData(
        "note: who.bagde",
        "note from who.bagde: in none of 2 records; in the first, 'who' has: badge, id."
    )]
    [InlineData("note: who.nick", null)]
    [InlineData("note: { path: [nothing, who.id] }", null)]
    public async Task A_path_that_is_in_no_record_is_noted(string field, string? note)
    {
        var tried = await TryAsync(
            $"default: P }}\n      {field}\n      role: {{ value: C",
            string.Empty
        );

        Assert.Equal(
            note,
            tried.Notes.SingleOrDefault(x => x.StartsWith("note ", StringComparison.Ordinal))
        );
        Assert.True(tried.IsGood);
    }

    private static async Task<ProbedResource> TryAsync(string project, string where)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            """
            [{ "id": 1, "who": { "id": 7, "badge": "R" } },
             { "id": 2, "who": { "id": 8, "badge": "S", "nick": null } }]
            """
        );
        using var probe = new RestProbe(
            rest.Options(
                $$"""
                manifest: 1
                system: Acme
                resources:
                  entries:
                    feed: time
                    path: entries
                    {{where}}
                    fields:
                      id: id
                      project: { path: job, {{project}} }
                      resource: { value: R }
                      work_date: { value: 2026-03-02 }
                      seconds: { value: "60" }
                      status: { value: draft }
                """
            ),
            rest.Clock,
            TimeProvider.System
        );

        var report = await probe.RunAsync(
            new Progress<string>(),
            TestContext.Current.CancellationToken
        );

        Assert.Null(report.Connection);
        return Assert.Single(report.Resources);
    }
}
