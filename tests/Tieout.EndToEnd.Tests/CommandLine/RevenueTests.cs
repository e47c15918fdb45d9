using System.Diagnostics;
using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.EndToEnd.Tests.Hub;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>
/// October was billed: 150 h x 120.00 = 18,000.00 on K-1, 5,000.00 of a fee of 15,000.00 on K-2, whose
/// hours to date are 50 x 2 = 100, and 8,000.00 EUR for a milestone on K-3. In November 10 h on K-1.
/// </summary>
public sealed class RevenueTests
{
    [Fact]
    public async Task A_month_shows_what_is_earned_what_is_billed_and_what_nobody_can_measure()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();

        var (code, output, errors) = await bench.TieoutAsync("revenue", "--month", "2026-10");
        Assert.True(code == 0, errors);
        Assert.Contains("hours-to-date", await WithPlanAsync(bench), Ordinal);

        Assert.Contains("right-to-invoice", output, Ordinal);
        Assert.Contains("milestones-accepted", output, Ordinal);
        Assert.Contains("NO_PLANNED_EFFORT", output, Ordinal);
        Assert.Contains("15,000.00 GBP", output, Ordinal);
        Assert.Contains("MILESTONE_NOT_ACCEPTED", output, Ordinal);
    }

    [Fact]
    public async Task Positions_follow_from_what_is_earned_and_billed_and_totals_add_up()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        await WithPlanAsync(bench);

        var october = await ReadAsync(bench, "2026-10");
        var november = await ReadAsync(bench, "2026-11", "--entity", "UK");

        // Fee: 15,000 x 100 / 400 = 3,750 earned, 5,000 billed.
        Assert.Equal("1250 GBP", Plain(Contract(october, "K-2")["contractLiability"]));
        Assert.Equal("0 GBP", Plain(Contract(october, "K-1")["unbilled"]));
        Assert.Equal("8000 EUR", Plain(Contract(october, "K-3")["inMonth"]));
        Assert.Equal("1200 GBP", Plain(Contract(november, "K-1")["unbilled"]));
        var total = Assert.Single(november["totals"]!.AsArray())!;
        Assert.Equal(
            ("21750 GBP", "1200 GBP", "22950 GBP", "23000 GBP", "1200 GBP", "1250 GBP"),
            (
                Plain(total["before"]),
                Plain(total["inMonth"]),
                Plain(total["toDate"]),
                Plain(total["billed"]),
                Plain(total["unbilled"]),
                Plain(total["contractLiability"])
            )
        );
    }

    [Fact]
    public async Task The_month_end_makes_revenue_in_the_journal_what_was_earned()
    {
        var hledger = Environment.GetEnvironmentVariable("TIEOUT_TEST_HLEDGER");
        Assert.SkipWhen(
            string.IsNullOrEmpty(hledger),
            "Set TIEOUT_TEST_HLEDGER to the program hledger to check the entries with it."
        );
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        await WithPlanAsync(bench);
        var journal = Path.Combine(bench.Folder, "firm.journal");
        var monthEnd = Path.Combine(bench.Folder, "2026-11.journal");

        var exported = await bench.TieoutAsync("export", "journal", "--out", journal);
        var written = await bench.TieoutAsync([
            "export",
            "revenue",
            "--month",
            "2026-11",
            "--out",
            monthEnd,
        ]);

        Assert.Equal((0, 0), (exported.Code, written.Code));
        Assert.Contains("2 adjustments with their reversals", written.Errors, Ordinal);
        await RunAsync(hledger!, "-f", monthEnd, "check", "--strict", "ordereddates");
        await RunAsync(hledger!, "-f", journal, "-f", monthEnd, "check", "--strict");
        var entries = await File.ReadAllTextAsync(monthEnd, Cancellation);
        await File.AppendAllTextAsync(journal, entries, Cancellation);
        await RunAsync(hledger!, "-f", journal, "check", "--strict");

        // Billed 18,000 + 5,000; + 1,200 unbilled - 1,250 in advance = earned 22,950.
        var lastDay = await RunAsync(hledger!, [.. Balance(journal), "-e", "2026-12-01"]);
        Assert.Equal(
            [
                "GBP 1200.00 UK:unbilled-receivable",
                "GBP -22950.00 UK:4000",
                "GBP -1250.00 UK:contract-liability",
            ],
            lastDay
        );
        Assert.Equal(["GBP -23000.00 UK:4000"], await RunAsync(hledger!, Balance(journal)));
    }

    [Fact]
    public async Task Entries_of_one_contract_are_an_adjustment_and_its_reversal()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();
        await WithPlanAsync(bench);

        var (code, output, _) = await bench.TieoutAsync([
            "export",
            "revenue",
            "--month",
            "2026-10",
            "--engagement",
            "K-2",
        ]);

        Assert.Equal(0, code);
        Assert.EndsWith(
            """
            2026-10-31 (K-2) month end 2026-10 of K-2  ; engagement: K-2, kind: month-end
                UK:4000  GBP 1250.00
                UK:contract-liability  GBP -1250.00

            2026-11-01 (K-2) reversal of month end 2026-10 of K-2  ; engagement: K-2, kind: month-end-reversal
                UK:4000  GBP -1250.00
                UK:contract-liability  GBP 1250.00

            """,
            output,
            Ordinal
        );
    }

    [Theory]
    [InlineData("--month 2026-10 --engagement K-99", "a contract 'K-99'")]
    [InlineData("--month 2026-10 --entity XX", "a legal entity 'XX'")]
    [InlineData("--month October", "'October' is not a month such as 2026-10")]
    [InlineData("", "--month")]
    public async Task What_can_mean_no_month_of_no_contract_is_a_slip(string options, string error)
    {
        await using var bench = await HubBench.StartWithOctoberAsync();
        await bench.RunOnceAsync();

        var (code, _, errors) = await bench.TieoutAsync([
            "revenue",
            .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);

        Assert.Equal(2, code);
        Assert.Contains(error, errors, Ordinal);
    }

    [Fact]
    public async Task A_month_that_is_not_over_is_not_posted()
    {
        await using var bench = await HubBench.StartWithOctoberAsync();

        var (code, _, errors) = await bench.TieoutAsync([
            "revenue",
            "post",
            "--month",
            "2099-10",
            "--by",
            "anna",
        ]);

        Assert.Equal(2, code);
        Assert.Contains("is not over", errors, Ordinal);
    }

    [Theory]
    [InlineData("revenue")]
    [InlineData("revenue post")]
    [InlineData("export revenue")]
    public async Task Help_teaches_with_an_example(string command)
    {
        var (code, output, _) = await TieoutProcess.RunAsync(
            Path.GetTempPath(),
            [.. command.Split(' '), "--help"]
        );

        Assert.Equal(0, code);
        Assert.Contains($"tieout {command} --month", output, Ordinal);
    }

    private static StringComparison Ordinal => StringComparison.Ordinal;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The fee is told its planned hours, and ten hours of November arrive on K-1.</summary>
    private static async Task<string> WithPlanAsync(HubBench bench)
    {
        var contract = SmallFirm
            .MasterRecords.OfType<Contract>()
            .Single(x => "K-2".Equals(x.Id.Value, Ordinal));
        var fee = (ContractLine.FixedFee)contract.Terms.Lines[0];
        var planned = fee with { PlannedEffort = Effort.OfHours(400m) };
        bench.Drop(
            contract with
            {
                Version = 2,
                Terms = contract.Terms with { Lines = [planned] },
            },
            SmallFirm.Time(900, "P-1", 10m) with
            {
                WorkDate = new LocalDate(2026, 11, 3),
            }
        );
        await bench.RunOnceAsync();
        return (await bench.TieoutAsync("revenue", "--month", "2026-10")).Output;
    }

    private static async Task<JsonNode> ReadAsync(
        HubBench bench,
        string month,
        params string[] more
    )
    {
        var (code, output, errors) = await bench.TieoutAsync([
            "revenue",
            "--month",
            month,
            "--format",
            "json",
            .. more,
        ]);
        Assert.True(code == 0, errors);
        return JsonNode.Parse(output)!;
    }

    private static JsonNode Contract(JsonNode report, string engagement) =>
        report["contracts"]!
            .AsArray()
            .Single(x => engagement.Equals((string?)x!["engagement"], Ordinal))!;

    /// <summary>Without the decimals that a sum of amounts may carry.</summary>
    private static string Plain(JsonNode? amount)
    {
        var parts = ((string)amount!).Split(' ');
        var number = decimal.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        return FormattableString.Invariant($"{number:0.##} {parts[1]}");
    }

    private static string[] Balance(string journal) =>
        ["-f", journal, "balance", "-N", "--flat", "UK:4000", "UK:unbilled", "UK:contract"];

    /// <summary>Its lines, each with single blanks, the last by its text first.</summary>
    private static async Task<IReadOnlyList<string>> RunAsync(string program, params string[] words)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, await errors);
        return
        [
            .. output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line =>
                    string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                )
                .OrderDescending(StringComparer.Ordinal),
        ];
    }
}
