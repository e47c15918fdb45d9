using System.Security.Cryptography;
using Tieout.Connectors.Files;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Firm;

namespace Tieout.EndToEnd.Tests.Firm;

public sealed class SeededFirmTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tieout-firm-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_gives_others()
    {
        var first = Write(new FirmOptions { Seed = 7, Entries = 2_000 }, "a");
        var again = Write(new FirmOptions { Seed = 7, Entries = 2_000 }, "b");
        var other = Write(new FirmOptions { Seed = 8, Entries = 2_000 }, "c");

        Assert.Contains("time-2026-07.csv", first.Keys);
        Assert.Equal(first, again);
        Assert.NotEqual(first["time-2026-07.csv"], other["time-2026-07.csv"]);
    }

    [Theory]
    [InlineData(FirmOptions.EntriesMin)]
    [InlineData(2_000)]
    [InlineData(12_000)]
    public void The_tally_is_what_a_recount_of_the_records_gives_after_every_wave(int entries)
    {
        var firm = new SeededFirm(new FirmOptions { Seed = 3, Entries = entries });
        var newest = new Dictionary<WorkId, TimeEntry>();
        var projects = new HashSet<ProjectCode>();
        var rows = 0L;
        foreach (var wave in firm.Waves)
        {
            foreach (var fact in wave.Facts)
            {
                if (fact is Project project)
                {
                    projects.Add(project.Code);
                }
                if (fact is TimeEntry entry)
                {
                    rows++;
                    var isNews =
                        !newest.TryGetValue(entry.Id, out var known)
                        || known.Version < entry.Version;
                    newest[entry.Id] = isNews ? entry : known!;
                }
            }

            var live = newest.Values.Where(x => !x.IsDeleted).ToList();
            var tally = firm.TallyThrough(wave.Number);

            Assert.Equal(rows, tally.Rows);
            Assert.Equal(newest.Count, tally.Entries);
            Assert.Equal(Count(live), tally.Live);
            Assert.Equal(Count(live.Where(x => !projects.Contains(x.Project))), tally.Unroutable);
            foreach (var status in Enum.GetValues<ApprovalStatus>())
            {
                Assert.Equal(
                    Count(live.Where(x => x.Status == status)),
                    tally.ByStatus.GetValueOrDefault(status)
                );
            }
        }
        Assert.Equal(entries, newest.Count);
    }

    [Fact]
    public void A_quarter_of_twelve_thousand_entries_has_its_dirt_in_known_numbers()
    {
        var firm = new SeededFirm(new FirmOptions());

        var tally = firm.TallyThrough(3);

        Assert.Equal(
            (20, 46, 40, 61),
            (firm.Customers, firm.People, firm.Engagements, firm.Projects)
        );
        // July and August: floor(4,182 x 12 / 1000) + floor(3,818 x 12 / 1000) = 50 + 45.
        Assert.Equal(95, tally.ByKind[EntryKind.LateApproval].Entries);
        // 8 + 7 + 8: two of a thousand in each of July, August and September.
        Assert.Equal(23, tally.ByKind[EntryKind.UnknownProject].Entries);
        Assert.Equal(23, tally.Unroutable.Entries);
        // Deleted ones (Withdrawn 23, WithdrawnAfterBilling 4 + 3) are not live.
        Assert.Equal(12_000 - 23 - 7, tally.Live.Entries);
    }

    [Fact]
    public void Every_kind_of_dirt_occurs_in_the_smallest_firm()
    {
        var firm = new SeededFirm(new FirmOptions { Entries = FirmOptions.EntriesMin });
        var kinds = firm.TallyThrough(3).ByKind.Keys;

        var deleted = new[] { EntryKind.Withdrawn, EntryKind.WithdrawnAfterBilling };
        Assert.Equal(Enum.GetValues<EntryKind>().Except(deleted).Order(), kinds.Order());
    }

    [Fact]
    public void Work_is_plausible_on_working_days_and_nobody_works_round_the_clock()
    {
        var firm = new SeededFirm(new FirmOptions());
        var entries = firm
            .Waves.SelectMany(x => x.Facts)
            .OfType<TimeEntry>()
            .Where(x => x is { Version: 1, IsDeleted: false })
            .DistinctBy(x => x.Id)
            .ToList();

        Assert.All(entries, x => Assert.InRange((int)x.WorkDate.DayOfWeek, 1, 5));
        var days = entries
            .GroupBy(x => (x.Resource, x.WorkDate))
            .Select(x => x.Sum(y => y.Effort.Hours))
            .ToList();
        Assert.InRange(days.Average(), 7m, 9m);
        Assert.True(days.Max() <= 14m, $"the longest day has {days.Max()} hours");
        var quarters = entries.Count(x => x.Effort.Minutes % 15m == 0m);
        Assert.InRange(quarters / (double)entries.Count, 0.90, 0.97);
    }

    private static TimeTally Count(IEnumerable<TimeEntry> entries) =>
        entries.Aggregate(
            TimeTally.Zero,
            (sum, x) => sum + new TimeTally(1, (long)x.Effort.Seconds)
        );

    private Dictionary<string, string> Write(FirmOptions options, string name)
    {
        var folder = _folder.CreateSubdirectory(name);
        foreach (var wave in new SeededFirm(options).Waves)
        {
            using var writer = new FilesWriter(folder.FullName, FileFormat.Csv, $"-{wave.Name}");
            foreach (var fact in wave.Facts)
            {
                writer.Write(fact);
            }
            _ = writer.Complete();
        }
        return folder
            .GetFiles()
            .ToDictionary(
                x => x.Name,
                x => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(x.FullName)))
            );
    }
}
