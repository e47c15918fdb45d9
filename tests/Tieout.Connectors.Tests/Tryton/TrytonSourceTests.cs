using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Tryton;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Testing.Tryton;

namespace Tieout.Connectors.Tests.Tryton;

public sealed class TrytonSourceTests(TrytonClone clone) : TrytonTest(clone)
{
    private static readonly LocalDate Monday = new(2026, 11, 16);
    private static int _projects;

    [Fact]
    public async Task All_feeds_are_read_into_the_canonical_model()
    {
        await Bench.AddCustomerAsync("C-700", "Globex", Cancel);
        var person = await Bench.AddEmployeeAsync("E-7", "Gil Gray", Cancel);
        var project = await Bench.AddProjectAsync(
            "ENG-700 / P-700 / Rollout",
            null,
            ["Design", "Build"],
            Cancel
        );
        var lines = await Bench.AddLinesAsync(
            [new(person, project.Tasks["Design"], Monday, Effort.OfMinutes(450m), "kick-off")],
            Cancel
        );
        var source = NewSource();

        var customers = await FactsAsync<Customer>(source, "customers");
        var resources = await FactsAsync<Resource>(source, "resources");
        var projects = await FactsAsync<Project>(source, "projects");
        var entries = await FactsAsync<TimeEntry>(source, "time");

        var globex = customers.Single(customer => customer.Code.Value is "C-700");
        Assert.Equal(("Globex", "US", "Springfield"), (globex.Name, globex.Country, globex.City));
        Assert.DoesNotContain(customers, customer => customer.Code.Value is "E-7");
        Assert.Equal("Gil Gray", resources.Single(one => one.Code.Value is "E-7").Name);
        var rollout = projects.Single(one => one.Code.Value is "P-700");
        Assert.Equal(("ENG-700", "Rollout"), (rollout.Engagement.Value, rollout.Name));
        Assert.Equal(["Build", "Design"], rollout.Tasks!.Select(task => task.Value).Order());
        var entry = entries.Single(one => one.Id == WorkId.Parse(Place(lines[0])));
        Assert.Equal(
            ("P-700", "Design", "E-7", Monday, 7.5m, ApprovalStatus.Approved, "kick-off"),
            (
                entry.Project.Value,
                entry.Task!.Value.Value,
                entry.Resource.Value,
                entry.WorkDate,
                entry.Effort.Hours,
                entry.Status,
                entry.Note
            )
        );
    }

    [Fact]
    public async Task Three_hundred_lines_of_one_instant_are_read_once_across_pages()
    {
        var (person, project) = await SetUpAsync();
        var ids = await Bench.AddLinesAsync(
            Enumerable.Range(1, 300).Select(i => Line(person, project, i)),
            Cancel
        );
        var source = NewSource(pageSize: 7);

        var pages = await source
            .ReadAsync(TimeFeed(source), Cursor.Start, Cancel)
            .ToListAsync(Cancel);

        var entries = pages.SelectMany(page => page.Records).Select(one => (TimeEntry)one.Fact);
        var mine = entries.Where(entry => ids.Select(Place).Contains(entry.Id.Value)).ToArray();
        Assert.Equal(300, mine.Length);
        Assert.Equal(300, mine.Select(entry => entry.Id).Distinct().Count());
        // 200 lines a call are one transaction and have one stamp.
        Assert.Equal(2, mine.Select(entry => entry.Version).Distinct().Count());
        Assert.All(pages, page => Assert.InRange(page.Next.Value.Length, 1, 4096));
        Assert.Empty(await ReadAsync(source, "time", pages[^1].Next));
    }

    [Fact]
    public async Task A_read_broken_off_after_any_page_and_resumed_loses_nothing()
    {
        var (person, project) = await SetUpAsync();
        var ids = await Bench.AddLinesAsync(
            Enumerable.Range(1, 20).Select(i => Line(person, project, i)),
            Cancel
        );
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var cursor = Cursor.Start;
        while (true)
        {
            var source = NewSource(pageSize: 3);
            var next = await source
                .ReadAsync(TimeFeed(source), cursor, Cancel)
                .FirstOrDefaultAsync(Cancel);
            if (next is null)
            {
                break;
            }

            seen.UnionWith(next.Records.Select(record => ((TimeEntry)record.Fact).Id.Value));
            cursor = next.Next;
        }

        Assert.Superset(ids.Select(Place).ToHashSet(), seen);
    }

    [Fact]
    public async Task A_late_edit_is_found_with_a_higher_version()
    {
        var (person, project) = await SetUpAsync();
        var ids = await Bench.AddLinesAsync([Line(person, project, 1)], Cancel);
        var source = NewSource();
        var (first, cursor) = await LineAsync(source, Cursor.Start, ids[0]);
        await Bench.Rpc.WriteAsync(
            "timesheet.line",
            [ids[0]],
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["duration"] = Effort.OfHours(3m),
            },
            Cancel
        );

        var (second, after) = await LineAsync(source, cursor, ids[0]);

        Assert.Equal(3m, second.Effort.Hours);
        Assert.True(second.Version > first.Version);
        Assert.Empty(await ReadAsync(source, "time", after));
    }

    [Fact]
    public async Task A_change_that_commits_behind_a_later_one_is_found()
    {
        var (person, project) = await SetUpAsync();
        var ids = await Bench.AddLinesAsync([Line(person, project, 1)], Cancel);
        var source = NewSource();
        var (entry, cursor) = await LineAsync(source, Cursor.Start, ids[0]);

        // As if the line had not been visible yet when everything after it was read.
        var forgotten = new Cursor(
            cursor.Value.Replace(
                $":{ids[0].ToString(CultureInfo.InvariantCulture)}",
                string.Empty,
                StringComparison.Ordinal
            )
        );
        Assert.SkipWhen(forgotten == cursor, "the line shares its stamp with others");
        var (late, _) = await LineAsync(source, WithoutEmptyGroups(forgotten), ids[0]);

        Assert.Equal(entry, late);
    }

    [Fact]
    public async Task A_line_that_was_deleted_is_told_once()
    {
        var (person, project) = await SetUpAsync();
        var ids = await Bench.AddLinesAsync(
            [Line(person, project, 1), Line(person, project, 2)],
            Cancel
        );
        var source = NewSource();
        var (before, cursor) = await LineAsync(source, Cursor.Start, ids[0]);
        await Bench.Rpc.PressAsync("timesheet.line", "delete", [ids[0]], Cancel);

        var page = Assert.Single(await ReadAsync(source, "time", cursor));
        var gone = Assert.IsType<TimeEntry>(Assert.Single(page.Records).Fact);

        Assert.Equal(before with { Version = gone.Version, IsDeleted = true }, gone);
        Assert.True(gone.Version > before.Version);
        Assert.Empty(await ReadAsync(source, "time", page.Next));
        // A hub that was restarted in between knows the identity and no more.
        var again = Assert.Single(await ReadAsync(NewSource(), "time", cursor));
        var known = Assert.IsType<TimeEntry>(Assert.Single(again.Records).Fact);
        Assert.Equal((before.Id, true), (known.Id, known.IsDeleted));
    }

    [Fact]
    public async Task A_line_that_cannot_be_taken_says_which_entry_it_is_and_how_long()
    {
        var (person, _) = await SetUpAsync();
        var task = new string('x', 201);
        var project = await Bench.AddProjectAsync("ENG-810 / P-810 / X", null, [task], Cancel);
        var line = new TrytonLine(person, project.Tasks[task], Monday, Effort.OfHours(3m), "x");
        var id = Assert.Single(await Bench.AddLinesAsync([line], Cancel));

        var pages = await ReadAsync(NewSource(), "time", Cursor.Start);

        var rejected = pages
            .SelectMany(page => page.Rejected)
            .Single(x => Place(id).Equals(x.Identity, StringComparison.Ordinal));
        Assert.Equal(
            ("tryton.bad-identifier", Effort.OfHours(3m)),
            (rejected.Code, rejected.Effort)
        );
    }

    [Fact]
    public async Task A_project_without_engagement_is_told_and_its_neighbours_are_read()
    {
        await Bench.AddProjectAsync("Internal training", null, ["Reading"], Cancel);
        await Bench.AddProjectAsync("ENG-800 / Advice", null, [], Cancel);
        var source = NewSource();

        var pages = await ReadAsync(source, "projects", Cursor.Start);

        Assert.Contains(
            pages.SelectMany(page => page.Rejected),
            rejected => rejected.Code is "tryton.no-engagement"
        );
        var advice = pages
            .SelectMany(page => page.Records)
            .Select(record => (Project)record.Fact)
            .Single(project => project.Engagement.Value is "ENG-800");
        Assert.StartsWith("TRY-", advice.Code.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_address_changes_the_customer()
    {
        var party = await Bench.AddCustomerAsync("C-710", "Initech", Cancel);
        var source = NewSource();
        var before = await ReadAsync(source, "customers", Cursor.Start);
        var addresses = await Bench.Rpc.SearchReadAsync<Row>(
            new("party.address", [new object[] { "party", "=", party }], []),
            Cancel
        );
        await Bench.Rpc.WriteAsync(
            "party.address",
            [addresses[0].Id],
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["city"] = "Leeds" },
            Cancel
        );

        var after = await ReadAsync(source, "customers", before[^1].Next);

        var customer = Assert.IsType<Customer>(
            Assert.Single(after.SelectMany(page => page.Records)).Fact
        );
        Assert.Equal(("C-710", "Leeds"), (customer.Code.Value, customer.City));
    }

    private TrytonSource NewSource(int pageSize = 200)
    {
        var options = Database.OptionsWith(pageSize: pageSize);
        return new TrytonSource(Database.Connect(options), options, SystemClock.Instance);
    }

    private async Task<(int Person, TrytonProject Project)> SetUpAsync()
    {
        var number = Interlocked.Increment(ref _projects);
        var person = await Bench.AddEmployeeAsync($"E-{number}-00", "Ida Ito", Cancel);
        var name = $"ENG-{number} / P-{number} / Rollout";
        return (person, await Bench.AddProjectAsync(name, null, ["Design"], Cancel));
    }

    private static TrytonLine Line(int person, TrytonProject project, int number) =>
        new(
            person,
            project.Tasks["Design"],
            Monday,
            Effort.OfMinutes(number % 60 + 1),
            string.Create(CultureInfo.InvariantCulture, $"line {number}")
        );

    private static string Place(int line) =>
        string.Create(CultureInfo.InvariantCulture, $"time/erp/{line}");

    private static Feed TimeFeed(TrytonSource source) =>
        source.Feeds.Single(feed => feed.Name is "time");

    private static async Task<IReadOnlyList<Page>> ReadAsync(
        TrytonSource source,
        string feed,
        Cursor after
    ) =>
        await source
            .ReadAsync(
                source.Feeds.Single(one => string.Equals(one.Name, feed, StringComparison.Ordinal)),
                after,
                Cancel
            )
            .ToListAsync(Cancel);

    private static async Task<IReadOnlyList<T>> FactsAsync<T>(TrytonSource source, string feed) =>
        [
            .. (await ReadAsync(source, feed, Cursor.Start))
                .SelectMany(page => page.Records)
                .Select(record => record.Fact)
                .OfType<T>(),
        ];

    private static async Task<(TimeEntry Entry, Cursor Next)> LineAsync(
        TrytonSource source,
        Cursor after,
        int line
    )
    {
        var pages = await ReadAsync(source, "time", after);
        var entry = pages
            .SelectMany(page => page.Records)
            .Select(record => (TimeEntry)record.Fact)
            .Single(fact => fact.Id == WorkId.Parse(Place(line)));
        return (entry, pages[^1].Next);
    }

    private static Cursor WithoutEmptyGroups(Cursor cursor)
    {
        var parts = cursor.Value.Split('|');
        var groups = parts[0]
            .Split(';')
            .Where((part, i) => i < 2 || part.Contains(':', StringComparison.Ordinal));
        return new Cursor(string.Join('|', [string.Join(';', groups), .. parts[1..]]));
    }

    private sealed record Row(int Id);
}
