using System.Text.Json.Nodes;
using Tieout.EndToEnd.Tests.Hub;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>What people decide about K-1's time: 150 entries of 1 h at 120.00 in October.</summary>
public sealed class WriteOffTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;
    private const string T1 = "time/chronos/1";
    private const string T2 = "time/chronos/2";
    private static readonly string[] Why = ["--because", "goodwill", "--by", "paul"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hours_are_written_off_before_they_are_billed_and_reinstated_afterwards()
    {
        await using var bench = await HubBench.StartAsync();
        var text = await File.ReadAllTextAsync(bench.ConfigFile, Cancel);
        await File.WriteAllTextAsync(bench.ConfigFile, text + "\n  writeOffLimit: 100\n", Cancel);
        bench.Drop([.. SmallFirm.MasterRecords, .. SmallFirm.OctoberWork]);
        bench.Today = new LocalDate(2026, 10, 30);
        await bench.RunOnceAsync();
        string[] all = ["work", "write-off", "K-1", T1, "--because", "rework", "--by", "paul"];

        var some = await bench.TieoutAsync([.. all, "--hours", "0.5"]);
        var refused = await bench.TieoutAsync([.. all[..3], T2, .. all[4..]]);
        var approved = await bench.TieoutAsync([
            .. all[..3],
            T2,
            .. all[4..],
            "--approved-by",
            "anna",
        ]);

        Assert.Equal((0, 2, 0), (some.Code, refused.Code, approved.Code));
        Assert.Contains("--approved-by", refused.Errors, Ordinal);
        bench.Today = new LocalDate(2026, 11, 2);
        await bench.RunOnceAsync();
        // 150 h less 1.5 h.
        Assert.Contains("TO-K-1-001 posted 17820.00 + 3564.00", await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());

        var (_, output, _) = await bench.TieoutAsync("work", "list", "--format", "json");
        var listed = JsonNode.Parse(output)!["adjustments"]!.AsArray();
        Assert.Equal(
            ["time/chronos/1 60 GBP paul ", "time/chronos/2 120 GBP paul anna"],
            listed.Select(x =>
                $"{x!["work"]} {((string)x["amount"]!).Replace(".00", "", Ordinal)} {x["by"]} {x["approvedBy"]}"
            )
        );
        var explained = await bench.TieoutAsync("explain", T2);
        Assert.Contains("rework (paul, approved by anna)", explained.Output, Ordinal);

        string[] elsewhere = [.. all[..2], "K-2", .. all[3..]];
        Assert.Contains(
            $"Contract K-2 has nothing of {T1}",
            (await bench.TieoutAsync(elsewhere)).Errors,
            Ordinal
        );

        string[] back = ["work", "reinstate", "K-1", T2, "--because", "agreed", "--by", "paul"];
        Assert.Equal(0, (await bench.TieoutAsync(back)).Code);
        Assert.Equal(1, (await bench.TieoutAsync(back)).Code);
    }

    [Fact]
    public async Task Some_work_of_an_invoice_is_credited_and_not_billed_again()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();

        string[] some =
        [
            "invoice",
            "credit",
            "TO-K-1-001",
            "--then",
            "write-off",
            .. Why,
            "--work",
        ];
        var typo = await bench.TieoutAsync([.. some, T1, "--work", "time/chronos/999"]);
        var early = await bench.TieoutAsync([.. some, T1, "--date", "2026-10-30"]);
        Assert.Equal((2, 2), (typo.Code, early.Code));
        Assert.Contains("time/chronos/999", typo.Errors, Ordinal);
        Assert.Contains("is dated 2026-10-31", early.Errors, Ordinal);

        var drafted = await bench.TieoutAsync([.. some, T1]);
        Assert.Equal(0, drafted.Code);
        Assert.Contains("Drafts of K-1: TO-K-1-002.", drafted.Output, Ordinal);
        string[] cancel = ["invoice", "cancel", "TO-K-1-002", .. Why];
        Assert.Equal(0, (await bench.TieoutAsync(cancel)).Code);
        Assert.Contains("was given up before", (await bench.TieoutAsync(cancel)).Output, Ordinal);
        Assert.Equal(0, (await bench.TieoutAsync([.. some, T1])).Code);
        await bench.TieoutAsync("invoice", "approve", "--all", "--by", "anna");
        await bench.RunOnceAsync();

        Assert.Contains("TO-K-1-003 paid 120.00 + 24.00", await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
        var (_, listed, _) = await bench.TieoutAsync("work", "list", "--format", "json");
        Assert.Equal(
            ["TO-K-1-002 TO-K-1-001 cancelled 120", "TO-K-1-003 TO-K-1-001 posted 120"],
            JsonNode.Parse(listed)!["adjustments"]!
                .AsArray()
                .Select(x =>
                    $"{x!["document"]} {x["credits"]} {x["status"]} "
                    + ((string)x["amount"]!).Split('.', ' ')[0]
                )
        );
        string[] unknown = ["invoice", "credit", "K-1", "--then", "rebill", .. Why];
        Assert.Equal(2, (await bench.TieoutAsync(unknown)).Code);
        Assert.Equal(2, (await bench.TieoutAsync("work", "list", "--engagement", "K-77")).Code);
    }

    [Fact]
    public async Task Nothing_is_reinstated_of_work_that_is_paid()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        await bench.PayAsync("TO-K-1-001", 21_600m);
        await bench.RunOnceAsync();

        var told = await bench.TieoutAsync(["work", "reinstate", "K-1", T1, .. Why]);

        Assert.Equal(1, told.Code);
        Assert.Contains($"Nothing of {T1} is given up", told.Output, Ordinal);
    }

    [Fact]
    public async Task A_part_of_the_price_is_let_off_and_the_hours_stay_billed()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        string[] allow = ["invoice", "credit", "TO-K-1-001", "--then", "allowance", .. Why];
        string[][] wrong =
        [
            allow,
            [.. allow, "--percent", "5", "--amount", "5"],
            [.. allow[..4], "rebill", .. Why, "--amount", "5"],
            [.. allow, "--percent", "100.5"],
            [.. allow, "--amount", "18000.01"],
            [.. allow, "--amount", "ten"],
        ];
        foreach (var arguments in wrong)
        {
            Assert.Equal(2, (await bench.TieoutAsync(arguments)).Code);
        }

        Assert.Equal(0, (await bench.TieoutAsync([.. allow, "--percent", "2.5"])).Code);
        await bench.TieoutAsync("invoice", "approve", "--all", "--by", "anna");
        await bench.RunOnceAsync();

        // 150 h at 120.00 less 2.5 %: 450.00, and 20 % of it.
        Assert.Contains("TO-K-1-002 paid 450.00 + 90.00", await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
        var explained = await bench.TieoutAsync("explain", T1);
        var memo = await bench.TieoutAsync("explain", "TO-K-1-002");
        Assert.Contains(
            "3.00 GBP of the price of time/chronos/1 is let off",
            explained.Output,
            Ordinal
        );
        Assert.Contains("allowance: the work stays billed there", memo.Output, Ordinal);
        Assert.Contains("Credit, 0 h, 450.00 GBP: goodwill (paul)", memo.Output, Ordinal);
    }
}
