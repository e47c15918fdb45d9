using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.EndToEnd.Tests.Hub;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>
/// October was billed: of a fee of 15,000.00 with 400 planned hours 5,000.00, and 100 h were worked, so
/// 3,750.00 is earned and 1,250.00 a contract liability. UK keeps its books in Business Central.
/// </summary>
public sealed class RevenuePostTests : IAsyncLifetime
{
    private static readonly string[] Post =
    [
        "revenue",
        "post",
        "--month",
        "2026-10",
        "--by",
        "anna",
    ];

    private HubBench _hub = null!;
    private BusinessCentralBooks _books = null!;
    private int _version = 1;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubBench.StartWithOctoberAsync();
        await _hub.RunOnceAsync();
        _books = await BusinessCentralBooks.StartAsync(_hub);
        Plan(hours: 400);
        _hub.Drop(BusinessCentralBooks.Accounts);
        await _hub.RunOnceAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _books.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task A_month_end_is_posted_once_and_taken_back_and_later_only_its_difference()
    {
        var plan = await _hub.TieoutAsync([.. Post, "--dry-run"]);
        var planned = await EntriesAsync();
        var (code, output, errors) = await _hub.TieoutAsync(Post);
        var posted = await EntriesAsync();
        var explained = await _hub.TieoutAsync("explain", "ME-UK-202610-1");
        var again = await _hub.TieoutAsync([.. Post, "--format", "json"]);
        // 15,000 x 100 / 500 = 3,000 earned: a liability of 2,000, 750 more.
        Plan(hours: 500);
        await _hub.RunOnceAsync();
        var later = await _hub.TieoutAsync(Post);

        Assert.Equal((0, 0, 0, 0), (plan.Code, code, again.Code, later.Code));
        Assert.Contains("planned", plan.Output, StringComparison.Ordinal);
        Assert.Contains("-1,250.00 GBP", plan.Output, StringComparison.Ordinal);
        Assert.Empty(planned);
        Assert.Contains("1,250.00 GBP", output + errors, StringComparison.Ordinal);
        Assert.Equal(
            [
                "2026-10-31 ME-UK-202610-1 20600 -1250",
                "2026-10-31 ME-UK-202610-1 40200 1250",
                "2026-11-01 MR-UK-202610-1 20600 1250",
                "2026-11-01 MR-UK-202610-1 40200 -1250",
            ],
            posted
        );
        Assert.Contains(
            "Journal ME-UK-202610-1: the adjustment at the end of 2026-10 of UK, 1,250.00 GBP on 2026-10-31, by",
            explained.Output,
            StringComparison.Ordinal
        );
        Assert.Matches(" holds it as [^ ]+\\.", explained.Output);
        Assert.Matches(" 40200 +1,250\\.00 GBP", explained.Output);
        Assert.Equal(
            ["unchanged", "unchanged"],
            JsonNode.Parse(again.Output)!["journals"]!.AsArray().Select(x => (string)x!["status"]!)
        );
        Assert.Equal(
            [
                "2026-10-31 ME-UK-202610-2 20600 -750",
                "2026-10-31 ME-UK-202610-2 40200 750",
                "2026-11-01 MR-UK-202610-2 20600 750",
                "2026-11-01 MR-UK-202610-2 40200 -750",
            ],
            (await EntriesAsync()).Where(x => x.Contains("202610-2", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_lost_answer_is_told_as_unknown_and_posts_nothing_twice()
    {
        _books.LosePosting();

        var (lost, output, _) = await _hub.TieoutAsync(Post);
        var (_, told, _) = await _hub.TieoutAsync("explain", "ME-UK-202610-1");
        var (code, _, errors) = await _hub.TieoutAsync(Post);

        Assert.Equal(1, lost);
        Assert.Contains("ERP_OUTCOME_UNKNOWN", output, StringComparison.Ordinal);
        Assert.Contains("has not answered: 'tieout revenue post'", told, StringComparison.Ordinal);
        Assert.True(code == 0, errors);
        Assert.Equal(4, (await EntriesAsync()).Count);
    }

    [Fact]
    public async Task A_command_that_is_killed_while_it_posts_posts_nothing_twice()
    {
        _books.HoldBackPosting();
        using (var killed = TieoutProcess.Start(_hub.Folder, Post))
        {
            // Disposing kills it.
            await _books.HitAsync(killed.Stands);
        }

        while ((await EntriesAsync()).Count == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        var (code, output, errors) = await _hub.TieoutAsync(Post);

        Assert.True(code == 0, output + errors);
        Assert.Equal(
            ["ME-UK-202610-1", "ME-UK-202610-1", "MR-UK-202610-1", "MR-UK-202610-1"],
            (await EntriesAsync()).Select(x => x.Split(' ')[1])
        );
    }

    [Fact]
    public async Task What_is_posted_is_taken_back_though_the_month_says_another_thing_by_then()
    {
        await _books.AllowPostingAsync(null, "2026-10-31");
        var (first, output, _) = await _hub.TieoutAsync(Post);
        Plan(hours: 500);
        await _hub.RunOnceAsync();
        await _books.AllowPostingAsync("2026-11-01", null);

        var (second, later, _) = await _hub.TieoutAsync(Post);

        Assert.Equal((1, 1), (first, second));
        Assert.Contains("MR-UK-202610-1", output, StringComparison.Ordinal);
        Assert.Contains("ME-UK-202610-2", later, StringComparison.Ordinal);
        Assert.Equal(
            [
                "2026-10-31 ME-UK-202610-1 20600 -1250",
                "2026-10-31 ME-UK-202610-1 40200 1250",
                "2026-11-01 MR-UK-202610-1 20600 1250",
                "2026-11-01 MR-UK-202610-1 40200 -1250",
            ],
            await EntriesAsync()
        );
    }

    [Fact]
    public async Task What_was_refused_is_posted_as_the_month_is_by_then()
    {
        await _books.AllowPostingAsync("2026-11-01", null);
        var (refused, closed, _) = await _hub.TieoutAsync(Post);
        Assert.Equal(1, refused);
        Assert.Contains("PERIOD_CLOSED", closed, StringComparison.Ordinal);
        Assert.Empty(await EntriesAsync());
        var (_, told, _) = await _hub.TieoutAsync("explain", "ME-UK-202610-1");
        Assert.Contains(" does not hold it: it was refused, and", told, StringComparison.Ordinal);
        Assert.DoesNotContain(
            await _books.ListAsync("journals"),
            x => ((string)x!["displayName"]!).Contains("ME-UK", StringComparison.Ordinal)
        );
        Plan(hours: 500);
        await _hub.RunOnceAsync();
        await _books.AllowPostingAsync(null, null);

        var (code, output, errors) = await _hub.TieoutAsync(Post);

        Assert.True(code == 0, output + errors);
        Assert.Equal(
            [
                "2026-10-31 ME-UK-202610-1 20600 -2000",
                "2026-10-31 ME-UK-202610-1 40200 2000",
                "2026-11-01 MR-UK-202610-1 20600 2000",
                "2026-11-01 MR-UK-202610-1 40200 -2000",
            ],
            await EntriesAsync()
        );
    }

    [Fact]
    public async Task An_account_that_is_not_mapped_is_named()
    {
        // 15,000 x 100 / 250 = 6,000 earned: 1,000 more than billed, a contract asset.
        Plan(hours: 250);
        await _hub.RunOnceAsync();

        var (code, output, _) = await _hub.TieoutAsync(Post);

        Assert.Equal(1, code);
        Assert.Contains("GL_MAPPING_MISSING", output, StringComparison.Ordinal);
        Assert.Contains("contract-asset", output, StringComparison.Ordinal);
        Assert.Empty(await EntriesAsync());
    }

    private void Plan(int hours)
    {
        var contract = SmallFirm
            .MasterRecords.OfType<Contract>()
            .Single(x => "K-2".Equals(x.Id.Value, StringComparison.Ordinal));
        var fee = (ContractLine.FixedFee)contract.Terms.Lines[0];
        _version++;
        _hub.Drop(
            contract with
            {
                Version = _version,
                Terms = contract.Terms with
                {
                    Lines = [fee with { PlannedEffort = Effort.OfHours(hours) }],
                },
            }
        );
    }

    /// <summary>What the ledger itself has: day, document, account, debit less credit.</summary>
    private async Task<IReadOnlyList<string>> EntriesAsync() =>
        [
            .. (await _books.ListAsync("generalLedgerEntries"))
                .Select(x =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{x!["postingDate"]} {x["documentNumber"]} {x["accountNumber"]} {(decimal)x["debitAmount"]! - (decimal)x["creditAmount"]!:0.##}"
                    )
                )
                .Order(StringComparer.Ordinal),
        ];
}
