using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Systems that change while they are read, and what is found of it.</summary>
public sealed class RestChangeTests
{
    private const string Ascending =
        "changes: { kind: since, stamp: changed, as: unix-seconds, order: ascending, overlap: 60s }\n    query: { since: '{since}' }";

    private const string AnyOrder =
        "changes: { kind: since, stamp: changed, as: unix-seconds, overlap: 60s }\n    query: { since: '{since}', sort: id }";

    private const string Window =
        "changes: { kind: window, daysBack: 30 }\n    query: { from: '{from}', to: '{to}', sort: id }";

    private readonly EntryBook _book = new();

    [Theory]
    [InlineData(Ascending)]
    [InlineData(AnyOrder)]
    [InlineData(Window)]
    public async Task A_settled_system_delivers_nothing_again(string changes)
    {
        await using var rest = await StartAsync(9);
        var first = await rest.ReadAsync(Manifest(changes));

        Assert.Empty(await rest.ReadAsync(Manifest(changes), first[^1].Next));
    }

    [Theory]
    [InlineData(Ascending, "", "", Deletions.Unnoticed)]
    [InlineData(Ascending, "      deleted: gone", "", Deletions.Told)]
    [InlineData(
        Ascending,
        "",
        "  removed: { feed: time, path: removed, deleted: true, fields: { id: id, updated_at: at } }",
        Deletions.Told
    )]
    [InlineData(Window + "\n    deletions: { path: \"entries/{id}\" }", "", "", Deletions.Noticed)]
    public async Task A_feed_says_how_deletions_become_known(
        string changes,
        string field,
        string resource,
        Deletions expected
    )
    {
        await using var rest = await StartAsync(1);

        var source = rest.Source($"{Manifest(changes)}\n{field}\n{resource}\n");

        Assert.Equal(expected, source.Feeds.Single(x => x.Name is "entries").Deletions);
    }

    [Theory]
    [InlineData(Ascending)]
    [InlineData(AnyOrder)]
    public async Task A_record_that_is_deleted_while_pages_are_read_hides_no_other(string changes)
    {
        await using var rest = await StartAsync(9);
        var isDone = false;
        _book.Meanwhile = request =>
        {
            // Between the first and the second page all others move up by one.
            if (!isDone && rest.Server.Requests.Count == 2)
            {
                isDone = true;
                _book.Delete("e1");
            }
        };

        var ids = Ids(await rest.ReadAsync(Manifest(changes)));

        Assert.Superset(Names(2, 9).ToHashSet(), ids.ToHashSet());
    }

    [Theory]
    [InlineData(Ascending)]
    [InlineData(AnyOrder)]
    public async Task A_record_that_is_edited_while_pages_are_read_hides_no_other(string changes)
    {
        await using var rest = await StartAsync(9);
        _book.Meanwhile = request =>
        {
            if (rest.Server.Requests.Count == 2)
            {
                _book.Edit("e1");
            }
        };

        var pages = await rest.ReadAsync(Manifest(changes));

        Assert.Superset(Names(1, 9).ToHashSet(), Ids(pages).ToHashSet());
        var last = Entries(pages).Last(x => x.Id.Value.EndsWith("/e1", StringComparison.Ordinal));
        Assert.Equal(90m, last.Effort.Minutes);
    }

    [Theory]
    [InlineData(Ascending)]
    [InlineData(AnyOrder)]
    public async Task More_records_of_one_stamp_than_a_page_holds_are_all_read(string changes)
    {
        await using var rest = await StartAsync(0);
        foreach (var id in Names(1, 11))
        {
            _book.Add(id, sharesStamp: true);
        }

        _book.Add("later");

        Assert.Equal(
            [.. Names(1, 11), "later"],
            Ids(await rest.ReadAsync(Manifest(changes))).Order(new ByNumber())
        );
    }

    [Fact]
    public async Task A_change_that_becomes_visible_late_is_found_within_the_overlap()
    {
        await using var rest = await StartAsync(3);
        var first = await rest.ReadAsync(Manifest(Ascending));
        _book.Add("late", sharesStamp: true);

        Assert.Equal(["late"], Ids(await rest.ReadAsync(Manifest(Ascending), first[^1].Next)));
    }

    [Fact]
    public async Task An_edit_in_a_window_is_found_by_its_content()
    {
        await using var rest = await StartAsync(9);
        var first = await rest.ReadAsync(Manifest(Window));
        _book.Edit("e4");

        var second = await rest.ReadAsync(Manifest(Window), first[^1].Next);

        Assert.Equal(["e4"], Ids(second));
        Assert.Contains(
            rest.Server.Requests,
            x => x.Of("from") is "2026-03-01" && x.Of("to") is "2026-03-31"
        );
    }

    [Fact]
    public async Task A_deletion_that_leaves_no_trace_is_found_and_confirmed()
    {
        const string Watching = Window + "\n    deletions: { path: 'entries/{id}' }";
        await using var rest = await StartAsync(9);
        var first = await rest.ReadAsync(Manifest(Watching));
        _book.Delete("e4");

        var second = await rest.ReadAsync(Manifest(Watching), first[^1].Next);

        var gone = Assert.Single(Entries(second));
        Assert.Equal("time/acme/e4", gone.Id.Value);
        Assert.True(gone.IsDeleted);
        Assert.True(gone.Version > Entries(first).Max(x => x.Version));
        Assert.Single(rest.Server.Requests, x => x.Path is "entries/e4");
        Assert.Empty(await rest.ReadAsync(Manifest(Watching), second[^1].Next));
    }

    [Fact]
    public async Task A_list_that_lacks_most_of_its_records_is_not_taken_for_deletions()
    {
        const string Watching = Window + "\n    deletions: { path: 'entries/{id}' }";
        await using var rest = await StartAsync(40);
        var first = await rest.ReadAsync(Manifest(Watching));
        foreach (var id in Names(1, 21))
        {
            _book.Delete(id);
        }

        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            rest.ReadAsync(Manifest(Watching), first[^1].Next)
        );

        Assert.Equal(ConnectorFault.Settings, fault.Fault);
        Assert.StartsWith("rest.mass-delete", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_what_is_gone_needs_nothing_but_ids()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer("""[{ "id": 7, "at": 1772409600 }]""");

        var pages = await rest.ReadAsync(
            """
            manifest: 1
            system: Acme
            resources:
              deleted:
                feed: time
                path: deleted
                deleted: true
                fields: { id: id, updated_at: { path: at, as: unix-seconds } }
            """
        );

        var gone = Assert.Single(Entries(pages));
        Assert.Equal(("time/acme/7", true), (gone.Id.Value, gone.IsDeleted));
        Assert.Equal(1_772_409_600_000_000, gone.Version);
    }

    [Theory]
    [InlineData(
        "changes: { kind: sequence, number: changed }\n    query: { after: '{after}' }",
        "after",
        "1000,1540"
    )]
    [InlineData(
        "changes: { kind: token, next: total }\n    query: { token: '{token}' }",
        "token",
        ",9"
    )]
    public async Task A_number_or_token_goes_on_where_the_last_reading_ended(
        string changes,
        string parameter,
        string sent
    )
    {
        await using var rest = await StartAsync(9);
        rest.Server.Answer = request =>
            request.Of(parameter) is "1540" or "9"
                ? new TestAnswer("""{ "entries": [], "total": 9 }""")
                : _book.List(request);
        var yaml = Manifest(changes, paging: "none");
        var first = await rest.ReadAsync(yaml);
        var second = await rest.ReadAsync(yaml, first[^1].Next);

        Assert.Equal(9, Ids(first).Count);
        Assert.Empty(second.SelectMany(x => x.Records));
        var asked = rest.Server.Requests.Select(x => x.Of(parameter) ?? string.Empty).Distinct();
        Assert.Equal(sent.Split(',')[^1], asked.Last());
    }

    private async Task<RestUnderTest> StartAsync(int entries)
    {
        foreach (var id in Names(1, entries))
        {
            _book.Add(id);
        }

        var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = request =>
            request.Path is "entries" ? _book.List(request)
            : _book.Has(request.Path.Split('/')[^1]) ? new TestAnswer("{}")
            : new TestAnswer("{}", 404);
        return rest;
    }

    private static IEnumerable<string> Names(int first, int last) =>
        Enumerable
            .Range(first, last - first + 1)
            .Select(x => string.Create(CultureInfo.InvariantCulture, $"e{x}"));

    private static IEnumerable<TimeEntry> Entries(IEnumerable<Page> pages) =>
        pages.SelectMany(x => x.Records).Select(x => Assert.IsType<TimeEntry>(x.Fact));

    private static List<string> Ids(IEnumerable<Page> pages) =>
        [.. Entries(pages).Select(x => x.Id.Value.Split('/')[^1])];

    private static string Manifest(
        string changes,
        string paging = "offset, size: 4, total: total"
    ) =>
        $$"""
            manifest: 1
            system: Acme
            resources:
              entries:
                feed: time
                path: entries
                records: entries
                paging: { kind: {{paging}} }
                {{changes}}
                fields:
                  id: id
                  updated_at: { path: changed, as: unix-seconds }
                  project: project.code
                  resource: user
                  work_date: day
                  minutes: minutes
                  status: { path: state, map: { done: approved } }
            """;

    private sealed class ByNumber : IComparer<string>
    {
        public int Compare(string? x, string? y) => (x!.Length, x).CompareTo((y!.Length, y));
    }
}
