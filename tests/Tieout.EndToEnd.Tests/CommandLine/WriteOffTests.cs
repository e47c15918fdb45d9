using System.Text.Json.Nodes;
using Tieout.EndToEnd.Tests.Hub;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>What people decide about K-1's time: 150 entries of 1 h at 120.00 in October.</summary>
public sealed class WriteOffTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;
    private const string T1 = "time/chronos/1";
    private const string T2 = "time/chronos/2";

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

        string[] back = ["work", "reinstate", "K-1", T2, "--because", "agreed", "--by", "paul"];
        Assert.Equal(0, (await bench.TieoutAsync(back)).Code);
        Assert.Equal(1, (await bench.TieoutAsync(back)).Code);
    }

    [Fact]
    public async Task Some_work_of_an_invoice_is_credited_and_not_billed_again()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();

        var credit = await bench.TieoutAsync(
            "invoice",
            "credit",
            "TO-K-1-001",
            "--work",
            T1,
            "--then",
            "write-off",
            "--because",
            "goodwill",
            "--by",
            "paul"
        );
        Assert.Equal(0, credit.Code);
        string[] cancel = ["invoice", "cancel", "TO-K-1-002", "--because", "typo", "--by", "paul"];
        Assert.Equal(0, (await bench.TieoutAsync(cancel)).Code);
        Assert.Contains(
            "was given up before",
            (await bench.TieoutAsync(cancel)).Output,
            StringComparison.Ordinal
        );
        await bench.TieoutAsync(
            "invoice",
            "credit",
            "TO-K-1-001",
            "--work",
            T1,
            "--then",
            "write-off",
            "--because",
            "goodwill",
            "--by",
            "paul"
        );
        await bench.TieoutAsync("invoice", "approve", "--all", "--by", "anna");
        await bench.RunOnceAsync();

        Assert.Contains("TO-K-1-003 paid 120.00 + 24.00", await bench.DocumentsAsync());
        Assert.Equal([], await bench.DifferencesAsync());
        var listed = await bench.TieoutAsync("work", "list");
        Assert.Contains("goodwill", listed.Output, Ordinal);
        var unknown = await bench.TieoutAsync(
            "invoice",
            "credit",
            "K-1",
            "--then",
            "rebill",
            "--because",
            "x",
            "--by",
            "paul"
        );
        Assert.Equal(2, unknown.Code);
    }
}
