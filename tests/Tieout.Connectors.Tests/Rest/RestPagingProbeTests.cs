using System.Globalization;
using Tieout.Connectors.Rest.Probing;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Whoever tries a manifest out sees when its paging would lose records.</summary>
public sealed class RestPagingProbeTests
{
    private const string One = """[{ "code": "a", "name": "A" }]""";

    [Theory]
    [InlineData(
        "paging: { kind: token, parameter: cursor, next: meta.nxt }",
        """{ "items": ITEMS, "meta": { "next": null } }""",
        "'meta.nxt' of paging is in no answer; 'meta' has: next."
    )]
    [InlineData(
        "paging: { kind: next-url, next: links.following }",
        """{ "items": ITEMS, "hasMore": true }""",
        "'links.following' of paging is in no answer; the answer has: items, hasMore."
    )]
    [InlineData(
        "paging: { kind: token, parameter: cursor, next: next, more: has_mor }",
        """{ "items": ITEMS, "next": "x", "has_more": true }""",
        "'has_mor' of paging is in no answer; the answer has: has_more, items, next."
    )]
    [InlineData(
        "paging: { kind: keyset, parameter: after, key: code, more: pag.more }",
        """{ "items": ITEMS, "page": { "more": true } }""",
        "'pag.more' of paging is in no answer; the answer has: page, items."
    )]
    [InlineData(
        "paging: { kind: offset, size: 1, total: meta.all }",
        """{ "items": ITEMS, "meta": [] }""",
        "'meta.all' of paging is in no answer; 'meta' is an empty list."
    )]
    public async Task A_member_of_paging_that_is_in_no_answer_has_to_be_put_right(
        string paging,
        string answer,
        string problem
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = x => new TestAnswer(
            answer.Replace("ITEMS", x.Of("offset") is "1" ? "[]" : One, StringComparison.Ordinal)
        );

        var tried = await TryAsync(rest, paging);

        Assert.Equal(problem, Assert.Single(tried.Problems));
        Assert.False(tried.IsGood);
    }

    [Fact]
    public async Task A_last_page_without_what_leads_to_the_next_one_is_only_noted()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer($$"""{ "items": {{One}} }""");

        var tried = await TryAsync(rest, "paging: { kind: token, parameter: c, next: next }");

        Assert.True(tried.IsGood);
        Assert.Equal(
            "'next' of paging is in no answer; the answer has: items. That is as it should be where the last page goes without it.",
            Assert.Single(tried.Notes)
        );
    }

    [Theory]
    [InlineData("", """{ "items": ITEMS, "nextPageToken": "x" }""", "'nextPageToken'")]
    [InlineData("", """{ "items": ITEMS, "meta": { "has_more": true } }""", "'meta.has_more'")]
    [InlineData("", """{ "items": ITEMS, "@odata.nextLink": "x" }""", "'@odata.nextLink'")]
    [InlineData("", """{ "items": ITEMS, "links": [{ "rel": "next" }] }""", "'links'")]
    [InlineData("", """{ "items": ITEMS, "total_count": 2 }""", "'total_count' says 2")]
    [InlineData(
        "",
        """{ "items": ITEMS, "page": { "totalPages": 9 } }""",
        "'page.totalPages' says 9"
    )]
    [InlineData(
        "paging: { kind: offset, size: 100, end: short-page }",
        """{ "items": ITEMS, "total": 120 }""",
        "'total' says 120"
    )]
    public async Task What_looks_like_more_pages_after_the_last_is_noted(
        string paging,
        string answer,
        string sign
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            answer.Replace("ITEMS", One, StringComparison.Ordinal)
        );

        var tried = await TryAsync(rest, paging);

        Assert.True(tried.IsGood);
        Assert.Equal(
            $"1 records were read on one page, and the answer looks as if there were more: {sign}. {(paging.Length == 0 ? "Say" : "Check")} paging.",
            Assert.Single(tried.Notes)
        );
    }

    [Fact]
    public async Task A_link_to_the_next_page_that_nobody_follows_is_noted()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer($$"""{ "items": {{One}} }""")
        {
            Headers = { ["Link"] = "<http://127.0.0.1/2>; rel=\"next\"" },
        };

        var tried = await TryAsync(rest, string.Empty);

        Assert.Contains(
            "a Link header with rel=\"next\"",
            Assert.Single(tried.Notes),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("", """{ "items": ITEMS, "total": 1, "next": null, "page": 1, "pages": 1 }""")]
    [InlineData(
        "",
        """{ "items": ITEMS, "pageInfo": { "hasNextPage": false, "endCursor": "x" } }"""
    )]
    [InlineData(
        "paging: { kind: token, parameter: c, next: p.cursor, more: p.on }",
        """{ "items": ITEMS, "p": { "on": false, "cursor": "x" } }"""
    )]
    public async Task A_list_that_has_ended_has_no_note(string paging, string answer)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            answer.Replace("ITEMS", One, StringComparison.Ordinal)
        );

        var tried = await TryAsync(rest, paging);

        Assert.Empty(tried.Notes);
        Assert.True(tried.IsGood);
    }

    /// <summary>Each with another token, so that only the records show it.</summary>
    [Fact]
    public async Task Records_that_come_again_are_not_counted_again()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var asked = 0;
        rest.Server.Answer = _ => new TestAnswer(
            $$"""{ "items": {{One}}, "next": "{{++asked}}" }"""
        );

        var tried = await TryAsync(rest, "paging: { kind: token, parameter: c, next: next }");

        Assert.Equal(
            "The second page has the records of the first again; check paging.",
            Assert.Single(tried.Problems)
        );
        Assert.Equal((1, 1), (tried.Records, tried.Taken));
        Assert.Equal("repeats the first page", tried.Paging);
    }

    [Fact]
    public async Task A_second_page_that_is_the_first_again_hides_no_record_of_it()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer($$"""{ "items": {{One}}, "next": "same" }""");

        var tried = await TryAsync(rest, "paging: { kind: token, parameter: cursr, next: next }");

        Assert.Equal(
            "GET people: the next page is the same page again; check paging and its parameter 'cursr'.",
            Assert.Single(tried.Problems)
        );
        Assert.Equal((1, 1), (tried.Records, tried.Taken));
        Assert.Equal("stopped after the first page", tried.Paging);
        Assert.Empty(tried.PassedOver);
    }

    [Theory]
    [InlineData(1, 1, "1 on the first page, and there are more")]
    [InlineData(2, 2, "1 on the first page, 1 on the second")]
    [InlineData(3, 3, "3 on 3 pages, and there are more")]
    [InlineData(int.MaxValue, 5, "5 on 6 pages, the last one included")]
    public async Task As_many_pages_are_looked_at_as_are_wanted(int pages, int records, string told)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = request =>
        {
            var at = int.Parse(request.Of("offset") ?? "0", CultureInfo.InvariantCulture);
            return new TestAnswer(
                at < 5
                    ? $$"""{ "items": [{ "code": "c{{at}}", "name": "N" }] }"""
                    : """{ "items": [] }"""
            );
        };

        var tried = await TryAsync(rest, "paging: { kind: offset, size: 1 }", pages);

        Assert.Equal((records, told), (tried.Records, tried.Paging));
    }

    private static async Task<ProbedResource> TryAsync(
        RestUnderTest rest,
        string paging,
        int pages = RestProbe.PagesUsual
    )
    {
        using var probe = new RestProbe(
            rest.Options(
                $$"""
                manifest: 1
                system: Acme
                resources:
                  people:
                    feed: resources
                    path: people
                    records: items
                    {{paging}}
                    fields: { code: code, name: name }
                """
            ),
            rest.Clock,
            TimeProvider.System,
            pages
        );

        var report = await probe.RunAsync(
            new Progress<string>(),
            TestContext.Current.CancellationToken
        );

        Assert.Null(report.Connection);
        return Assert.Single(report.Resources);
    }
}
