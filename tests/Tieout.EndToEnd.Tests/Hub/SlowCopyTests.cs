using Tieout.Runtime.Hub;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Exports that are still being written when a run begins.</summary>
public sealed class SlowCopyTests
{
    private const string Wait = "wait for files that may still be written";
    private static readonly DateTime Future = new(2035, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_run_waits_for_what_is_still_written_and_reads_it_whole()
    {
        await using var bench = await HubBench.StartAsync(settle: 1);
        bench.Drop([.. SmallFirm.MasterRecords, .. SmallFirm.OctoberWork]);
        var time = Path.Combine(bench.Folder, "inbox", "time-001.csv");
        var whole = await File.ReadAllTextAsync(time, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            time,
            whole[..(whole.Length / 2)],
            TestContext.Current.CancellationToken
        );
        Age(bench);
        var progress = new Onlooker();
        progress.On(Wait, () => File.WriteAllText(time, whole));

        var report = await bench.RunOnceAsync(progress);

        // 150 h x 120.00 = 18,000.00: all of the file.
        Assert.Contains("TO-K-1-001 posted 18000.00 + 3600.00", await bench.DocumentsAsync());
        Assert.Equal(0, report.Read.Rejected);
        Assert.Empty(report.NotRead);
        Assert.Single(progress.Begun, x => x.Equals(Wait, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_comes_while_the_run_reads_is_named_and_not_passed_over_silently()
    {
        await using var bench = await HubBench.StartAsync(settle: 1);
        bench.Drop(SmallFirm.MasterRecords);
        var progress = new Onlooker();
        progress.On(
            "deliver to ledger",
            () =>
            {
                bench.Drop(SmallFirm.OctoberWork);
                Age(bench);
            }
        );

        var report = await bench.RunOnceAsync(progress);

        Assert.Equal(
            ["milestones-002.csv", "time-002.csv"],
            report.NotRead.Select(file => file.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(202, (await bench.RunOnceAsync()).Read.Records);
    }

    [Fact]
    public async Task A_file_whose_name_belongs_to_no_feed_is_named_after_the_run()
    {
        await using var bench = await HubBench.StartAsync();
        bench.Drop(SmallFirm.MasterRecords);
        await bench.WriteAsync("times.csv", "id,version");

        var (code, output, _) = await bench.TieoutAsync("run", "--once");

        Assert.Equal(0, code);
        Assert.Contains(
            "chronos times.csv was not read: belongs to no feed by its name",
            output,
            StringComparison.Ordinal
        );
    }

    /// <summary>A time that is never old by the hub's clock, whatever day the test runs on.</summary>
    private static void Age(HubBench bench)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(bench.Folder, "inbox")))
        {
            File.SetLastWriteTimeUtc(file, Future);
        }
    }

    /// <summary>Does something once, when an activity begins.</summary>
    private sealed class Onlooker : IHubProgress
    {
        private readonly Dictionary<string, Action> _actions = new(StringComparer.Ordinal);

        public List<string> Begun { get; } = [];

        public void On(string activity, Action action) => _actions[activity] = action;

        public IProgress<int> Begin(string activity)
        {
            Begun.Add(activity);
            if (_actions.Remove(activity, out var action))
            {
                action();
            }

            return new NoProgress().Begin(activity);
        }
    }
}
