using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Tryton;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Testing.Tryton;

namespace Tieout.Connectors.Tests.Tryton;

/// <summary>Tryton forgets what is deleted; the hub must neither miss it nor believe too much.</summary>
public sealed class TrytonDeletionTests(TrytonClone clone) : TrytonTest(clone)
{
    private static int _projects;

    private static LocalDate Today => SystemClock.Instance.GetCurrentInstant().InUtc().Date;

    [Fact]
    public async Task The_oldest_of_many_scattered_lines_is_told_after_a_restart()
    {
        // Three of seven lines are too old to be watched: the others' ids have gaps everywhere.
        var ids = await AddAsync(1_200, i => i % 7 is 0 or 2 or 5 ? Today.PlusDays(-900) : Today);
        var recent = ids.Where((_, i) => i % 7 is not (0 or 2 or 5)).ToArray();
        var cursor = (await ReadAsync(NewSource(), Cursor.Start))[^1].Next;
        await DeleteAsync([recent[0], recent[1], recent[^1]]);

        var pages = await ReadAsync(NewSource(), cursor);

        Assert.Equal(
            new[] { recent[0], recent[1], recent[^1] }
                .Select(Identity)
                .Order(StringComparer.Ordinal),
            Deleted(pages).Order(StringComparer.Ordinal)
        );
        Assert.InRange(cursor.Value.Length, 1, 2_000);
    }

    [Fact]
    public async Task Many_lines_gone_at_once_are_not_believed_until_somebody_says_so()
    {
        // More than a tenth, whatever the other tests have left in the database.
        var ids = await AddAsync(150, _ => Today);
        var cursor = (await ReadAsync(NewSource(), Cursor.Start))[^1].Next;
        var added = await AddAsync(1, _ => Today);
        await DeleteAsync(ids);

        var (pages, failure) = await ReadUntilFaultAsync(NewSource(), cursor);

        // The change is taken, the deletions are not.
        var change = Assert.Single(pages.SelectMany(page => page.Records));
        Assert.Equal(Identity(added[0]), change.Fact.Identity);
        Assert.Equal(ConnectorFault.Settings, failure?.Fault);
        Assert.StartsWith(
            "tryton.mass-delete: 150 of ",
            failure?.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("allowMassDelete: true", failure?.Message, StringComparison.Ordinal);

        var believed = await ReadAsync(NewSource(allowMassDelete: true), pages[^1].Next);
        Assert.Equal(
            ids.Select(Identity).Order(StringComparer.Ordinal),
            Deleted(believed).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Twenty_lines_gone_at_once_are_believed()
    {
        var ids = await AddAsync(20, _ => Today);
        var cursor = (await ReadAsync(NewSource(), Cursor.Start))[^1].Next;
        await DeleteAsync(ids);

        Assert.Equal(20, Deleted(await ReadAsync(NewSource(), cursor)).Count());
    }

    private static string Identity(int line) =>
        string.Create(CultureInfo.InvariantCulture, $"time/erp/{line}");

    private static IEnumerable<string> Deleted(IEnumerable<Page> pages) =>
        pages
            .SelectMany(page => page.Records)
            .Select(record => record.Fact)
            .OfType<TimeEntry>()
            .Where(entry => entry.IsDeleted)
            .Select(entry => entry.Identity);

    private static Feed TimeFeed(TrytonSource source) =>
        source.Feeds.Single(feed => feed.Name is "time");

    private static async Task<IReadOnlyList<Page>> ReadAsync(TrytonSource source, Cursor after) =>
        await source.ReadAsync(TimeFeed(source), after, Cancel).ToListAsync(Cancel);

    private static async Task<(List<Page> Pages, ConnectorException? Failure)> ReadUntilFaultAsync(
        TrytonSource source,
        Cursor after
    )
    {
        var pages = new List<Page>();
        try
        {
            await foreach (var page in source.ReadAsync(TimeFeed(source), after, Cancel))
            {
                pages.Add(page);
            }

            return (pages, null);
        }
        catch (ConnectorException e)
        {
            return (pages, e);
        }
    }

    private TrytonSource NewSource(bool allowMassDelete = false)
    {
        var options = Database.OptionsWith(allowMassDelete: allowMassDelete);
        return new TrytonSource(Database.Connect(options), options, SystemClock.Instance);
    }

    private async Task<int[]> AddAsync(int count, Func<int, LocalDate> date)
    {
        var number = Interlocked.Increment(ref _projects);
        var person = await Bench.AddEmployeeAsync($"D-{number}", "Ida Ito", Cancel);
        var name = $"DEL-{number} / D-{number} / Rollout";
        var project = await Bench.AddProjectAsync(name, null, ["Design"], Cancel);
        var ids = await Bench.AddLinesAsync(
            Enumerable
                .Range(0, count)
                .Select(i => new TrytonLine(
                    person,
                    project.Tasks["Design"],
                    date(i),
                    Effort.OfMinutes((i % 60) + 1),
                    "work"
                )),
            Cancel
        );
        return [.. ids];
    }

    private Task DeleteAsync(IReadOnlyList<int> lines) =>
        Bench.Rpc.PressAsync("timesheet.line", "delete", lines, Cancel);
}
