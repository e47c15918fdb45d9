using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A row that was rejected is nobody's business any more once it has been put right.</summary>
public sealed class RejectedRowTests
{
    private const string Header = "id,version,project,resource,work_date,hours,status\n";
    private const string BadDate = "901,1,P-1,R-1,2026-13-05,2,approved\n";
    private const string GoodDate = "901,1,P-1,R-1,2026-10-05,2,approved\n";
    private const string Other = "902,1,P-1,R-1,2026-13-06,3,approved\n";

    [Fact]
    public async Task A_corrected_row_clears_its_exception_whatever_the_file_is_called()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await DropAsync(bench, "time-a.csv", Header + BadDate + Other);
        Assert.Equal(["time-a.csv:2", "time-a.csv:3"], await RejectedAsync(bench));

        await DropAsync(bench, "time-b.csv", Header + GoodDate);

        Assert.Equal(["time-a.csv:3"], await RejectedAsync(bench));
        Assert.Equal(
            ["1"],
            await bench.AskAsync("SELECT 1 FROM work WHERE id = 'time/chronos/901'")
        );
    }

    /// <summary>It is on no other page of the hub: the work that it would be is not known.</summary>
    [Fact]
    public async Task A_rejected_row_has_the_hours_that_it_reports_and_explains_its_work()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await DropAsync(bench, "time-a.csv", Header + BadDate);
        await bench.RunOnceAsync();

        var (_, told, _) = await bench.TieoutAsync("explain", "time/chronos/901");
        var (_, listed, _) = await bench.TieoutAsync("exceptions", "list");

        Assert.Contains("A record of it could not be taken", told, StringComparison.Ordinal);
        Assert.Matches(@"rejected/\d+/1 +files.bad-date +2\.00", told);
        Assert.Matches(@"rejected/\d+/1.*files.bad-date.*2\.00", listed);
    }

    [Fact]
    public async Task A_row_that_is_still_wrong_is_told_once_and_with_its_newest_fault()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await DropAsync(bench, "time-a.csv", Header + BadDate);

        await DropAsync(bench, "time-b.csv", Header + "901,1,P-1,R-1,2026-10-05,2,soon\n");

        var row = Assert.Single(
            await bench.AskAsync("SELECT place, field FROM rejected WHERE stream = 'chronos/time'")
        );
        Assert.Equal("time-b.csv:2 status", row);
    }

    [Fact]
    public async Task A_file_that_could_not_be_read_clears_when_it_comes_back_corrected()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await DropAsync(bench, "time-a.csv", "id,hours\n901,2\n");
        await DropAsync(bench, "time-c.csv", Header + ",1,P-1,R-1,2026-10-05,2,approved\n");
        Assert.Equal(["time-a.csv:1", "time-c.csv:2"], await RejectedAsync(bench));

        await DropAsync(bench, "time-a.csv", Header + GoodDate);

        Assert.Equal(["time-c.csv:2"], await RejectedAsync(bench));
    }

    [Fact]
    public async Task A_row_that_nobody_will_correct_is_dismissed_until_it_is_told_again()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await DropAsync(bench, "time-a.csv", Header + BadDate + Other);
        _ = await RejectedAsync(bench);
        var id = Assert.Single(
            await bench.AskAsync(
                "SELECT 'rejected/' || seq || '/' || position FROM rejected WHERE place = 'time-a.csv:2'"
            )
        );
        string[] dismiss = ["exceptions", "dismiss", id, "--by", "anna", "--because", "a test"];

        var (code, told, _) = await bench.TieoutAsync(dismiss);

        Assert.Equal((0, $"{id} is dismissed.\n"), (code, told));
        Assert.Equal(["time-a.csv:3"], await RejectedAsync(bench));
        Assert.Equal(1, (await bench.TieoutAsync(dismiss)).Code);
        await DropAsync(bench, "time-b.csv", Header + BadDate);
        Assert.Equal(["time-a.csv:3", "time-b.csv:2"], await RejectedAsync(bench));
        Assert.Equal([], await bench.DifferencesAsync());
    }

    /// <summary>Another day's file may have the same name; the row still has to be put right.</summary>
    [Fact]
    public async Task A_file_of_the_same_name_clears_no_row_that_it_does_not_hold()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await DropAsync(bench, "time.csv", Header + BadDate);

        await DropAsync(bench, "time.csv", Header + Other.Replace("-13-", "-10-", default));

        Assert.Equal(["time.csv:2"], await RejectedAsync(bench));
    }

    [Fact]
    public async Task What_one_feed_reads_clears_nothing_of_another()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await DropAsync(bench, "expenses.csv", "id,version\n901,1\n");
        await DropAsync(bench, "time.csv", Header + BadDate);

        await DropAsync(bench, "time-2.csv", Header + GoodDate);

        Assert.Equal(["expenses.csv:1"], await RejectedAsync(bench));
    }

    [Fact]
    public async Task Amounts_that_nobody_can_pay_are_rejected_and_the_hub_goes_on()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        var amount = new Money(10.555m, CurrencyCode.Parse("GBP"));
        var day = new LocalDate(2026, 10, 30);
        bench.Drop(
            new Payment("chronos/PAY-1", 1, InvoiceReference.Parse("TO-K-1-001"), amount, day),
            new Deposit("chronos/DEP-1", 1, EngagementId.Parse("K-1"), amount, day),
            new Milestone(
                WorkId.Parse("milestone/chronos/M-1"),
                1,
                ProjectCode.Parse("P-3"),
                ContractLineId.Parse("1"),
                "Third phase",
                amount,
                day
            )
        );
        await bench.RunOnceAsync();

        Assert.Equal(
            ["deposits-002.csv:2", "milestones-002.csv:2", "payments-002.csv:2"],
            await RejectedAsync(bench)
        );
        Assert.Equal(
            ["intake.amount-too-fine"],
            await bench.AskAsync("SELECT DISTINCT code FROM rejected")
        );
        Assert.Empty(await bench.DifferencesAsync());
    }

    [Fact]
    public async Task A_third_of_an_hour_with_ten_digits_is_twenty_minutes()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await DropAsync(
            bench,
            "time-a.csv",
            Header + GoodDate.Replace(",2,approved", ",0.3333333333,approved", default)
        );

        Assert.Empty(await RejectedAsync(bench));
        Assert.Equal(
            ["120000"],
            await bench.AskAsync("SELECT effort FROM work WHERE id = 'time/chronos/901'")
        );
    }

    private static async Task DropAsync(HubBench bench, string name, string content)
    {
        await bench.WriteAsync(name, content);
        await bench.RunOnceAsync();
    }

    private static Task<IReadOnlyList<string>> RejectedAsync(HubBench bench) =>
        bench.AskAsync("SELECT place FROM rejected ORDER BY place");
}
