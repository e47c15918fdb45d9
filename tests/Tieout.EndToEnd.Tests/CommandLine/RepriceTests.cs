using System.Text.Json.Nodes;
using Tieout.EndToEnd.Tests.Hub;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>
/// October was billed at 120.00 an hour, 150 h = 18,000.00 on K-1, and paid; then the card says 130.00:
/// 150 x 10.00 = 1,500.00 and 20 % = 300.00 more.
/// </summary>
public sealed class RepriceTests
{
    [Fact]
    public async Task Billed_time_with_another_rate_is_named_drafted_approved_and_delivered_once()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        await bench.PayAsync("TO-K-1-001", 21_600m);
        await bench.RunOnceAsync();
        var before = await bench.TieoutAsync("reprice");
        Assert.Equal(0, before.Code);
        Assert.Contains("has the rate that holds for it now", before.Output, Ordinal);

        bench.Drop(SmallFirm.RateCard with { Version = 2, DefaultRate = 130m });
        await bench.RunOnceAsync();
        Assert.Equal(3, (await bench.DocumentsAsync()).Count);

        var listed = await bench.TieoutAsync("reprice");
        Assert.Equal(1, listed.Code);
        Assert.Contains("1,500.00 GBP", listed.Output, Ordinal);
        var (code, output, _) = await bench.TieoutAsync("reprice", "K-1", "--format", "json");
        var rows = JsonNode.Parse(output)!.AsArray();
        Assert.Equal((1, 150), (code, rows.Count));
        Assert.Equal(
            ("TO-K-1-001", 120m, 130m, "10.00 GBP"),
            (
                (string?)rows[0]!["document"],
                (decimal)rows[0]!["oldRate"]!,
                (decimal)rows[0]!["newRate"]!,
                (string?)rows[0]!["difference"]
            )
        );

        Assert.Equal(0, (await bench.TieoutAsync(Draft)).Code);
        var repeated = await bench.TieoutAsync(Draft);
        Assert.Contains("Nothing to draft", repeated.Output, Ordinal);
        var approved = await bench.TieoutAsync("invoice", "approve", "--all", "--by", "anna");
        Assert.Contains("TO-K-1-002 is approved", approved.Output, Ordinal);
        await bench.RunOnceAsync();

        Assert.Contains("TO-K-1-002 posted 1500.00 + 300.00", await bench.DocumentsAsync());
        Assert.Equal(0, (await bench.TieoutAsync("reprice", "K-1")).Code);
        Assert.Equal([], await bench.DifferencesAsync());
    }

    [Fact]
    public async Task What_cannot_be_drafted_says_why()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();

        var all = await bench.TieoutAsync("reprice", "--draft");
        var never = await bench.TieoutAsync("reprice", "K-9", "--draft");
        var day = await bench.TieoutAsync("reprice", "K-1", "--as-of", "yesterday");

        Assert.Equal((2, 2, 2), (all.Code, never.Code, day.Code));
        Assert.Contains("--draft is for one contract", all.Errors, Ordinal);
        Assert.Contains("K-9", never.Errors, Ordinal);
        Assert.Contains("'yesterday' is not a date such as 2026-10-31", day.Errors, Ordinal);
    }

    [Theory]
    [InlineData("exceptions list --reason NO_RAET", "'NO_RAET' is no reason")]
    [InlineData("exceptions list --engagement K-99", "a contract 'K-99'")]
    [InlineData("ready --engagement K-99", "a contract 'K-99'")]
    public async Task A_filter_that_can_match_nothing_is_a_slip(string command, string error)
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();

        var (code, _, errors) = await bench.TieoutAsync(command.Split(' '));

        Assert.Equal(2, code);
        Assert.Contains(error, errors, Ordinal);
        Assert.Equal(
            0,
            (await bench.TieoutAsync("exceptions", "list", "--reason", "NO_RATE")).Code
        );
    }

    private static string[] Draft { get; } =
    ["reprice", "K-1", "--draft", "--date", "2026-11-02", "--as-of", "2027-12-31"];

    private static StringComparison Ordinal => StringComparison.Ordinal;
}
