using System.Text.RegularExpressions;
using Tieout.EndToEnd.Tests.CommandLine;

namespace Tieout.EndToEnd.Tests.Demo;

/// <summary>Whole firms on simulated systems, as <c>tieout demo --scenario</c> tells them.</summary>
public sealed partial class ScenarioTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tieout-demo-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Both sales were won on the 28th of August, and it is the 14th of September.</summary>
    private static bool HasTwoUnsigned(string line) =>
        line.StartsWith(
            "  WON_NOT_SIGNED           Sales Ops             2",
            StringComparison.Ordinal
        );

    private static bool HasPartnerWithoutRate(string line) =>
        line.StartsWith(
            "  NO_RATE                  Sales Ops             2     10.00 h",
            StringComparison.Ordinal
        );

    /// <summary>What PSA shows of Global Consulting: its projects, and then its weeks and the milestone after each run.</summary>
    private static readonly string[] ProjectsAndWeeks =
    [
        "psa: project SOW-1042 Harbour Retail plc: closed for time",
        "psa: project Lumen migration: takes time",
        "psa: Ada's week: This Project is closed for time entry.",
        "psa: project SOW-1042 Harbour Retail plc: takes time",
        "psa: project Lumen migration: takes time",
        "psa: Ada's week of 2026-09-07: invoiced on TO-SOW-1042-001",
        "psa: Ben's week of 2026-09-07: invoiced on TO-SOW-1042-001",
        "psa: Design accepted: invoiced on TO-SOW-1043-001",
        // The credit leaves the other days of Ben's week; the cap leaves a part of Ada's second one.
        "psa: Ada's week of 2026-09-07: invoiced on TO-SOW-1042-001",
        "psa: Ben's week of 2026-09-07: invoiced on TO-SOW-1042-001",
        "psa: Ada's week of 2026-10-05: not invoiced",
        "psa: Design accepted: invoiced on TO-SOW-1043-001",
        "psa: Ada's week of 2026-09-07: invoiced on TO-SOW-1042-001",
        "psa: Ben's week of 2026-09-07: invoiced on TO-SOW-1042-001",
        "psa: Ada's week of 2026-10-05: invoiced on TO-SOW-1042-004",
        "psa: Design accepted: invoiced on TO-SOW-1043-001",
    ];

    [Fact]
    public async Task Global_consulting_goes_from_the_statement_of_work_to_the_last_payment()
    {
        var told = await TellAsync("global-consulting");

        Assert.Contains(
            "  CONTRACT_NOT_SIGNED      Sales Ops             1      0.00 h  GBP 12,000.00",
            told
        );
        Assert.Contains(told, HasTwoUnsigned);
        Assert.Equal(
            [
                "TO-SOW-1042-001 posted, GBP 8,400.00 + GBP 1,680.00 tax, GBP 10,080.00 open",
                "TO-SOW-1043-001 posted, GBP 12,000.00 + GBP 0.00 tax, GBP 12,000.00 open",
                // 4 h x 120.00 come off it.
                "TO-SOW-1042-001 posted, GBP 8,400.00 + GBP 1,680.00 tax, GBP 9,504.00 open",
                "TO-SOW-1042-002 paid, GBP -480.00 + GBP -96.00 tax, GBP 0.00 open",
                // What the cap leaves once they are credited.
                "TO-SOW-1042-003 posted, GBP 2,080.00 + GBP 416.00 tax, GBP 2,496.00 open",
                "TO-SOW-1042-001 paid, GBP 8,400.00 + GBP 1,680.00 tax, GBP 0.00 open",
                "TO-SOW-1042-003 paid, GBP 2,080.00 + GBP 416.00 tax, GBP 0.00 open",
                "TO-SOW-1043-001 paid, GBP 12,000.00 + GBP 0.00 tax, GBP 0.00 open",
                // 6,000.00 - 2,080.00, and 10 h x 100.00.
                "TO-SOW-1042-004 posted, GBP 4,920.00 + GBP 984.00 tax, GBP 5,904.00 open",
                "TO-SOW-1042-004 paid, GBP 4,920.00 + GBP 984.00 tax, GBP 0.00 open",
            ],
            Documents(told, "erp")
        );
        Assert.Equal(ProjectsAndWeeks, Shown(told, "psa"));
        Assert.Equal(
            [
                "crm: Harbour Retail plc: Credit Memo TO-SOW-1042-002: Posted, -576.00, open 0.00",
                "crm: Harbour Retail plc: Invoice TO-SOW-1042-003: Paid, 2496.00, open 0.00",
                "crm: Harbour Retail plc: Invoice TO-SOW-1042-004: Paid, 5904.00, open 0.00",
                "crm: Lumen Energie GmbH: Invoice TO-SOW-1043-001: Paid, 12000.00, open 0.00",
            ],
            Shown(told, "crm").TakeLast(4)
        );
        Assert.Contains(told, HasPartnerWithoutRate);
        // 40 h + 16 h + 40 h + 10 h; 6,000.00 + 1,920.00 + 6,000.00 + 1,000.00 + 12,000.00.
        Assert.Contains("  invoiced                106.00     26,920.00        0.00", told);
        Assert.Contains("  total                   106.00     26,920.00        0.00", told);
    }

    [Fact]
    public async Task Managed_services_go_from_the_retainer_to_the_last_payment()
    {
        var told = await TellAsync("managed-services");

        Assert.Equal(
            [
                "TIME_NOT_APPROVED Project Manager 1 2.00 h",
                // 13,000.00 and 6 %, while the ledger finds no tax.
                "TAX_DIFFERENCE Finance 1 0.00 h USD 13,780.00",
                "TIME_NOT_APPROVED Project Manager 1 2.00 h",
                "TIME_NOT_APPROVED Project Manager 1 2.00 h",
                "NO_RATE Sales Ops 2 6.00 h",
                // 5,000.00 + 4 h x 240.00, and 6 %.
                "PERIOD_CLOSED Finance 1 0.00 h USD 6,317.60",
            ],
            told.Where(x => Waiting().IsMatch(x)).Select(x => Spaces().Replace(x.Trim(), " "))
        );
        Assert.Equal(
            [
                "TO-MSA-7-001 draft, USD 13,000.00 + USD 0.00 tax, USD 13,000.00 open",
                "TO-MSA-7-001 posted, USD 13,000.00 + USD 780.00 tax, USD 13,780.00 open",
                // 10,000.00 are paid.
                "TO-MSA-7-001 posted, USD 13,000.00 + USD 780.00 tax, USD 3,780.00 open",
                "TO-MSA-7-002 posted, USD 5,960.00 + USD 357.60 tax, USD 6,317.60 open",
                "TO-MSA-7-003 posted, USD 5,000.00 + USD 300.00 tax, USD 5,300.00 open",
                "TO-MSA-7-001 paid, USD 13,000.00 + USD 780.00 tax, USD 0.00 open",
                "TO-MSA-7-002 paid, USD 5,960.00 + USD 357.60 tax, USD 0.00 open",
                "TO-MSA-7-003 paid, USD 5,000.00 + USD 300.00 tax, USD 0.00 open",
            ],
            Documents(told, "erp")
        );
        // 16 h + 2 h + 22 h + 4 h; 13,000.00 + 5,960.00 + 5,000.00.
        Assert.Contains("  invoiced                 44.00     23,960.00        0.00", told);
        Assert.Contains("  total                    44.00     23,960.00        0.00", told);
    }

    [Fact]
    public async Task After_an_acquisition_a_ledger_is_changed_and_nothing_is_posted_twice()
    {
        var told = await TellAsync("post-acquisition");

        Assert.Equal(
            [
                // 40 h and 10 h x 120.00, and 20 %.
                "DELIVERY_PENDING Integration 2 0.00 h GBP 7,200.00",
                "CORRECTION_PENDING Finance 1 8.00 h GBP 960.00",
                "CORRECTION_PENDING Finance 1 8.00 h GBP 960.00",
                // The credit memo, and the invoice of its contract that comes after it.
                "DELIVERY_PENDING Integration 2 0.00 h GBP 2,592.00",
                "FROZEN_FOR_CUTOVER Integration 1 0.00 h GBP 720.00",
                "FROZEN_FOR_CUTOVER Integration 2 0.00 h GBP 4,464.00",
            ],
            told.Where(x => Waiting().IsMatch(x)).Select(x => Spaces().Replace(x.Trim(), " "))
        );
        Assert.Equal(
            [
                "TO-FEN-1-001 submitted, GBP 4,800.00 + GBP 960.00 tax, - open",
                "TO-FEN-2-001 submitted, GBP 1,200.00 + GBP 240.00 tax, - open",
                "TO-FEN-1-001 posted, GBP 4,800.00 + GBP 960.00 tax, GBP 5,760.00 open",
                "TO-FEN-2-001 posted, GBP 1,200.00 + GBP 240.00 tax, GBP 1,440.00 open",
                "TO-FEN-2-001 paid, GBP 1,200.00 + GBP 240.00 tax, GBP 0.00 open",
                // The hours of Ida's Friday, in the ledger that has their invoice.
                "TO-FEN-1-002 submitted, GBP -960.00 + GBP -192.00 tax, - open",
                "TO-FEN-1-002 posted, GBP -960.00 + GBP -192.00 tax, GBP -1,152.00 open",
                // 5,760.00 less 4,608.00: its files do not tell what a credit memo is applied to.
                "TO-FEN-1-001 posted, GBP 4,800.00 + GBP 960.00 tax, GBP 1,152.00 open",
            ],
            Documents(told, "legacy")
        );
        Assert.Equal(
            [
                "TO-NBG-1-001 posted, GBP 2,400.00 + GBP 480.00 tax, GBP 2,880.00 open",
                "TO-NBG-1-002 posted, GBP 1,200.00 + GBP 240.00 tax, GBP 1,440.00 open",
                // 20 h + 6 h.
                "TO-FEN-1-003 posted, GBP 3,120.00 + GBP 624.00 tax, GBP 3,744.00 open",
                "TO-FEN-2-002 posted, GBP 600.00 + GBP 120.00 tax, GBP 720.00 open",
                "TO-FEN-1-003 paid, GBP 3,120.00 + GBP 624.00 tax, GBP 0.00 open",
                "TO-FEN-2-002 paid, GBP 600.00 + GBP 120.00 tax, GBP 0.00 open",
                "TO-NBG-1-001 paid, GBP 2,400.00 + GBP 480.00 tax, GBP 0.00 open",
                "TO-NBG-1-002 paid, GBP 1,200.00 + GBP 240.00 tax, GBP 0.00 open",
            ],
            Documents(told, "erp")
        );
        // 38 h + 10 h + 16 h + 20 h + 5 h + 8 h; 73 h x 120.00 + 24 h x 150.00.
        Assert.Contains("  invoiced                 97.00     12,360.00        0.00", told);
        Assert.Contains("  total                    97.00     12,360.00        0.00", told);
    }

    [Fact]
    public async Task A_scenario_starts_over_in_its_own_folder_and_touches_no_other()
    {
        _ = await TellAsync("global-consulting");
        _ = await TellAsync("global-consulting");

        var mark = Path.Combine(_folder.FullName, "scenario.txt");
        await using (new FileStream(mark, FileMode.Open, FileAccess.Read, FileShare.None))
        {
            var (refused, _, reason) = await RunAsync("--scenario", "managed-services");
            Assert.Equal(2, refused);
            Assert.Contains("is being told", reason, StringComparison.Ordinal);
        }

        File.Delete(mark);
        var (code, _, errors) = await RunAsync("--scenario", "global-consulting");
        Assert.Equal(2, code);
        Assert.Contains("name another folder", errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "hub.yaml")));
    }

    [Theory]
    [InlineData("--scenario nowhere", "managed-services")]
    [InlineData("--scenario global-consulting --seed 2", "--seed")]
    public async Task What_is_no_scenario_is_refused(string arguments, string wanted)
    {
        var (code, _, errors) = await RunAsync(arguments.Split(' '));

        Assert.Equal(2, code);
        Assert.Contains(wanted, errors, StringComparison.Ordinal);
    }

    /// <summary>The lines of a telling that ties out.</summary>
    private async Task<IReadOnlyList<string>> TellAsync(string name)
    {
        var (code, output, errors) = await RunAsync("--scenario", name);
        Assert.True(code == 0, output + errors);
        Assert.DoesNotContain("✗", output, StringComparison.Ordinal);
        return output.Split('\n');
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        TieoutProcess.RunAsync(
            _folder.FullName,
            ["demo", "--folder", _folder.FullName, "--non-interactive", .. arguments]
        );

    /// <summary>What a ledger system showed, day by day, but for the numbers that it drew.</summary>
    private static IEnumerable<string> Documents(IEnumerable<string> told, string system) =>
        told.Where(x => x.StartsWith($"  {system}: ", StringComparison.Ordinal))
            .Select(x => Number().Replace(x[(system.Length + 4)..], " "));

    /// <summary>What another system showed, with the hub's references instead of the numbers that the ledger drew.</summary>
    private static IEnumerable<string> Shown(IReadOnlyList<string> told, string system)
    {
        var numbers = told.Select(x => Numbered().Match(x))
            .Where(x => x.Success)
            .DistinctBy(x => x.Groups["number"].Value, StringComparer.Ordinal)
            .ToDictionary(
                x => x.Groups["number"].Value,
                x => x.Groups["reference"].Value,
                StringComparer.Ordinal
            );
        return told.Select(x => x.Trim())
            .Where(x => x.StartsWith($"{system}: ", StringComparison.Ordinal))
            .Select(x =>
                numbers.Aggregate(
                    x,
                    (line, number) =>
                        line.Replace(number.Key, number.Value, StringComparison.Ordinal)
                )
            );
    }

    [GeneratedRegex(
        "^  erp: (?<reference>\\S+) is (?<number>[^,]*), ",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Numbered();

    [GeneratedRegex("^  [A-Z_]{5,} ", RegexOptions.None, 1_000)]
    private static partial Regex Waiting();

    [GeneratedRegex(" +", RegexOptions.None, 1_000)]
    private static partial Regex Spaces();

    [GeneratedRegex(" is [^,]*, ", RegexOptions.None, 1_000)]
    private static partial Regex Number();
}
