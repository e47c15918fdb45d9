using System.Diagnostics;
using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.EndToEnd.Tests.Hub;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>
/// R-2 of the German company works 10 h of October on K-1 of the British one: 10 x 88.00 = 880.00 EUR
/// for the payroll, 10 x 120.00 = 1,200.00 USD between the two.
/// </summary>
public sealed class IntercompanyTests
{
    private static readonly LegalEntityCode Uk = LegalEntityCode.Parse("UK");

    private static readonly LegalEntityCode De = LegalEntityCode.Parse("DE");

    [Fact]
    public async Task A_month_shows_what_is_lent_what_falls_away_and_what_is_left_out()
    {
        await using var bench = await StartAsync([
            .. Prices,
            Lent(901, 10m),
            Lent(902, 3m) with
            {
                Status = ApprovalStatus.Submitted,
            },
        ]);

        var report = await ReadAsync(bench);
        var total = Assert.Single(report["totals"]!.AsArray())!;
        var pair = Assert.Single(report["eliminations"]!.AsArray())!;
        var note = Assert.Single(report["notes"]!.AsArray())!;
        Assert.Equal(
            ("DE", "UK", "K-1", "Engineer", 36_000m, "880 EUR", "1200 USD"),
            (
                (string?)total["lender"],
                (string?)total["borrower"],
                (string?)total["engagement"],
                (string?)total["role"],
                (decimal)total["effort"]!,
                (string?)total["cost"],
                (string?)total["transfer"]
            )
        );
        Assert.Equal(
            ("1200 USD", "1200 USD", "0 USD"),
            ((string?)pair["receivable"], (string?)pair["payable"], (string?)pair["difference"])
        );
        Assert.Equal(
            ("TIME_NOT_APPROVED", "project-manager", 1, 10_800m),
            (
                (string?)note["reason"],
                (string?)note["owner"],
                (int)note["count"]!,
                (decimal)note["effort"]!
            )
        );
    }

    [Fact]
    public async Task The_page_says_what_the_next_month_follows()
    {
        await using var bench = await StartAsync([.. Prices, Lent(901, 10m)]);

        var (code, output, errors) = await bench.TieoutAsync("intercompany", "--month", "2026-10");

        Assert.True(code == 0, errors);
        Assert.Contains("Falls away in a consolidation:", output, Ordinal);
        Assert.Contains("1,200.00", output, Ordinal);
        Assert.Contains($"--booked {await MarkAsync(bench)}", output, Ordinal);
    }

    [Fact]
    public async Task Without_prices_and_accounts_finance_is_told_and_nothing_is_written()
    {
        await using var bench = await StartAsync([Prices[0], Lent(901, 10m)]);
        var file = Path.Combine(bench.Folder, "ic.journal");

        var unpriced = await ReadAsync(bench);
        Assert.Empty(unpriced["totals"]!.AsArray());
        Assert.Equal(
            ["COST_RATE_MISSING", "TRANSFER_PRICE_MISSING"],
            unpriced["notes"]!.AsArray().Select(note => (string)note!["reason"]!)
        );

        bench.Drop(Prices[1..3]);
        await bench.RunOnceAsync();
        var unmapped = (await ReadAsync(bench))["unmapped"]!.AsArray();
        var refused = await bench.TieoutAsync([.. Export("2026-10"), "--out", file]);

        Assert.Equal(6, unmapped.Count);
        Assert.All(unmapped, x => Assert.Equal("GL_MAPPING_MISSING", (string?)x!["reason"]));
        Assert.Equal((2, string.Empty), (refused.Code, refused.Output));
        Assert.Contains("intercompany-receivable of DE", refused.Errors, Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Both_sides_are_written_as_one_entry()
    {
        await using var bench = await StartAsync([.. Prices, .. Accounts, Lent(901, 10m)]);

        var (code, output, errors) = await bench.TieoutAsync(Export("2026-10"));

        Assert.True(code == 0, errors);
        Assert.Contains("1 event, 0 reversals", errors, Ordinal);
        Assert.EndsWith(
            """
            2026-10-06 (time/chronos/901/v1) time of DE for UK  ; event: time/chronos/901/v1, engagement: K-1, project: P-1, role: Engineer, hours: 10, kind: intercompany
                DE:5000  EUR 880.00
                DE:2300  EUR -880.00
                DE:1400  USD 1200.00
                DE:4400  USD -1200.00
                UK:5400  USD 1200.00
                UK:2400  USD -1200.00

            """,
            output,
            Ordinal
        );
    }

    [Fact]
    public async Task A_ledger_imports_a_row_for_each_line()
    {
        await using var bench = await StartAsync([.. Prices, .. Accounts, Lent(901, 10m)]);

        var (code, output, errors) = await bench.TieoutAsync([.. Export("2026-10"), "--as", "csv"]);

        Assert.True(code == 0, errors);
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(7, rows.Length);
        Assert.StartsWith("id,event,date,service_date,legal_entity,", rows[0], Ordinal);
        Assert.Equal(
            "time/chronos/901/v1,time/chronos/901/v1,2026-10-06,2026-10-06,UK,intercompany-payable,2400,"
                + "USD,0.00,1200.00,DE,UK,K-1,P-1,Engineer,10,",
            rows[^1].TrimEnd('\r')
        );
    }

    [Fact]
    public async Task What_changes_after_a_booking_is_in_the_booking_that_follows_it()
    {
        var hledger = Environment.GetEnvironmentVariable("TIEOUT_TEST_HLEDGER");
        await using var bench = await StartAsync([.. Prices, .. Accounts, Lent(901, 10m)]);
        var mark = await MarkAsync(bench);
        var october = await ExportAsync(bench, "2026-10");
        bench.Drop(
            Lent(901, 8m) with
            {
                Version = 2,
            },
            Lent(903, 1m) with
            {
                WorkDate = new LocalDate(2026, 11, 3),
            }
        );
        await bench.RunOnceAsync();

        var november = await ExportAsync(bench, "2026-11", "--booked", mark);
        var place = mark.Split('@')[1];
        var text = await File.ReadAllLinesAsync(november, Cancellation);
        Assert.Equal(
            [
                $"2026-11-01 (time/chronos/901/v1/reversal@{place})",
                $"2026-11-01 (time/chronos/901/v2@{place})",
                $"2026-11-03 (time/chronos/903/v1@{place})",
            ],
            text.Where(line => line.StartsWith("2026", Ordinal))
                .Select(line => line[..(line.IndexOf(')', Ordinal) + 1)])
        );

        Assert.SkipWhen(
            string.IsNullOrEmpty(hledger),
            "Set TIEOUT_TEST_HLEDGER to the program hledger to check the entries with it."
        );
        await RunAsync(hledger!, "-f", october, "check", "--strict", "ordereddates");
        await RunAsync(hledger!, "-f", november, "check", "--strict", "ordereddates");
        // 8 h + 1 h: 9 x 120 = 1,080 USD, 9 x 88 = 792 EUR.
        Assert.Equal(
            [
                "USD 1080.00 DE:1400",
                "EUR -792.00 DE:2300",
                "USD -1080.00 DE:4400",
                "EUR 792.00 DE:5000",
                "USD -1080.00 UK:2400",
                "USD 1080.00 UK:5400",
            ],
            await RunAsync(hledger!, "-f", october, "-f", november, "balance", "-N", "--flat")
        );
    }

    [Fact]
    public async Task One_company_sees_its_own_pairs()
    {
        await using var bench = await StartAsync([.. Prices, .. Accounts, Lent(901, 10m)]);

        Assert.Single((await ReadAsync(bench, "--entity", "DE"))["totals"]!.AsArray());
        Assert.Single((await ReadAsync(bench, "--entity", "UK"))["totals"]!.AsArray());
        bench.Drop(
            new LegalEntity(LegalEntityCode.Parse("IE"), 1, "Firm Teo", "IE", SmallFirm.Eur)
        );
        await bench.RunOnceAsync();
        Assert.Empty((await ReadAsync(bench, "--entity", "IE"))["totals"]!.AsArray());
    }

    [Theory]
    [InlineData("--month 2026-10 --entity XX", "no legal entity 'XX'")]
    [InlineData("--month 2026-10 --booked 2026-11@1", "later than the month")]
    [InlineData("--month 2026-10 --booked 2026-09@999999", "not of this hub")]
    [InlineData("--month 2026-10 --booked 2026-09", "no month and event such as 2026-09@4711")]
    [InlineData("--month October", "'October' is not a month such as 2026-10")]
    [InlineData("", "--month")]
    public async Task What_can_mean_no_month_of_no_company_is_a_slip(string options, string error)
    {
        await using var bench = await StartAsync([]);

        var (code, _, errors) = await bench.TieoutAsync([
            "intercompany",
            .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);

        Assert.Equal(2, code);
        Assert.Contains(error, errors, Ordinal);
    }

    [Theory]
    [InlineData("intercompany")]
    [InlineData("export intercompany")]
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

    private static CanonicalFact[] Prices =>
        [
            new Resource(ResourceCode.Parse("R-2"), 1, "Resource 2", De, "Engineer"),
            new TransferPrice(
                De,
                Uk,
                new LocalDate(2026, 1, 1),
                1,
                new Money(120m, CurrencyCode.Parse("USD"))
            ),
            new CostRate(De, From: null, 1, new Money(88m, SmallFirm.Eur)),
        ];

    private static IEnumerable<AccountMapping> Accounts =>
        [
            new(De, AccountRole.CostLabor, 1, "5000"),
            new(De, AccountRole.PayrollClearing, 1, "2300"),
            new(De, AccountRole.IntercompanyReceivable, 1, "1400"),
            new(De, AccountRole.IntercompanyRevenue, 1, "4400"),
            new(Uk, AccountRole.CostIntercompanyLabor, 1, "5400"),
            new(Uk, AccountRole.IntercompanyPayable, 1, "2400"),
        ];

    /// <summary>The sixth of October, on K-1.</summary>
    private static TimeEntry Lent(int id, decimal hours) =>
        SmallFirm.Time(id, "P-1", hours) with
        {
            Resource = ResourceCode.Parse("R-2"),
            WorkDate = new LocalDate(2026, 10, 6),
        };

    private static async Task<HubBench> StartAsync(IEnumerable<CanonicalFact> more)
    {
        var bench = await HubBench.StartAsync();
        bench.Drop([.. SmallFirm.MasterRecords, .. more]);
        await bench.RunOnceAsync();
        return bench;
    }

    private static string[] Export(string month) => ["export", "intercompany", "--month", month];

    private static async Task<string> ExportAsync(
        HubBench bench,
        string month,
        params string[] more
    )
    {
        var file = Path.Combine(bench.Folder, $"{month}-ic.journal");
        var (code, _, errors) = await bench.TieoutAsync([.. Export(month), "--out", file, .. more]);
        Assert.True(code == 0, errors);
        return file;
    }

    private static async Task<string> MarkAsync(HubBench bench) =>
        (string)(await ReadAsync(bench))["mark"]!;

    private static async Task<JsonNode> ReadAsync(HubBench bench, params string[] more)
    {
        var (code, output, errors) = await bench.TieoutAsync([
            "intercompany",
            "--month",
            "2026-10",
            "--format",
            "json",
            .. more,
        ]);
        Assert.True(code == 0, errors);
        return JsonNode.Parse(output)!;
    }

    /// <summary>Its lines, each with single blanks.</summary>
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
                ),
        ];
    }
}
