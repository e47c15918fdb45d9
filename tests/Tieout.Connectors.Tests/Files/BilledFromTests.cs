using Tieout.Connect;
using Tieout.Domain.Canonical;
using static Tieout.Connectors.Tests.Files.InboxFolder;

namespace Tieout.Connectors.Tests.Files;

/// <summary>A source that was there before the hub: what was done then was invoiced then.</summary>
public sealed class BilledFromTests : IDisposable
{
    private static readonly LocalDate FirstDay = new(2026, 10, 14);
    private static readonly bool[] OnlyTheFirst = [true, false, false];

    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Time_of_a_day_before_the_first_is_billed_elsewhere()
    {
        var before = Row("1").Replace("10-14", "10-13", StringComparison.Ordinal);
        _folder.Drop("time.csv", Header + before + Row("2"));

        var time = (await ReadAsync("time")).Cast<TimeEntry>().ToList();

        Assert.Equal([true, false], time.Select(x => x.IsBilledElsewhere));
        Assert.All(time, x => Assert.True(x is { IsDeleted: false, IsBillable: true }));
    }

    [Fact]
    public async Task Expenses_and_deliveries_before_the_first_day_are_not_billed()
    {
        _folder.Drop(
            "expenses.csv",
            """
            id,version,project,resource,date,amount,currency,recoverable_tax,status
            1,1,P-1,R-7,2026-10-13,100.00,EUR,0.00,approved
            2,1,P-1,R-7,2026-10-14,100.00,EUR,0.00,approved

            """
        );
        _folder.Drop(
            "deliveries.csv",
            """
            id,version,project,line,date,quantity
            1,1,P-1,L1,2026-10-13,5
            2,1,P-1,L1,2026-10-14,5

            """
        );

        var expenses = (await ReadAsync("expenses")).Cast<Expense>();
        var deliveries = (await ReadAsync("deliveries")).Cast<UnitDelivery>();

        Assert.Equal([true, false], expenses.Select(x => x.IsBilledElsewhere));
        Assert.Equal([true, false], deliveries.Select(x => x.IsBilledElsewhere));
    }

    /// <summary>One that is due before and still open is billed on the day of its acceptance.</summary>
    [Fact]
    public async Task A_milestone_counts_by_the_day_of_its_acceptance()
    {
        _folder.Drop(
            "milestones.csv",
            """
            id,version,project,line,name,amount,currency,due,accepted
            1,1,P-1,L1,Design,100.00,EUR,2026-10-31,2026-10-13
            2,1,P-1,L1,Build,100.00,EUR,2026-10-01,2026-10-14
            3,1,P-1,L1,Test,100.00,EUR,2026-10-01,

            """
        );

        var milestones = (await ReadAsync("milestones")).Cast<Milestone>();

        Assert.Equal(OnlyTheFirst, milestones.Select(x => x.IsBilledElsewhere));
    }

    private async Task<List<CanonicalFact>> ReadAsync(string feed)
    {
        var token = TestContext.Current.CancellationToken;
        var source = new BilledFromSource(_folder.Open(), FirstDay);
        var facts = new List<CanonicalFact>();
        var named = source.Feeds.Single(x => x.Name.Equals(feed, StringComparison.Ordinal));
        await foreach (var page in source.ReadAsync(named, Cursor.Start, token))
        {
            Assert.Empty(page.Rejected);
            facts.AddRange(page.Records.Select(x => x.Fact));
        }

        return facts;
    }
}
