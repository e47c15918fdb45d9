using System.Security.Cryptography;
using Tieout.Connect;
using Tieout.Connectors.Files;
using Tieout.Domain.Canonical;
using static Tieout.Connectors.Tests.Files.InboxFolder;

namespace Tieout.Connectors.Tests.Files;

public sealed class FolderTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_acknowledged_file_is_put_away_with_a_report_and_its_bad_rows_are_handed_back()
    {
        _folder.Drop("time.csv", Header + Row("a") + Row("b", "25") + Row("c", "-1") + Row("d"));
        _folder.Drop("time-later.csv", Header + Row("e"));
        var pages = await _folder.ReadAsync();

        await _folder.AcknowledgeAsync(pages[0].Next);

        Assert.Equal(["time.csv"], Names());
        await _folder.AcknowledgeAsync(pages[^1].Next);
        Assert.Empty(Names());
        var report = _folder.Report("time.csv");
        Assert.Equal(4, report.GetProperty("read").GetInt32());
        Assert.Equal(2, report.GetProperty("accepted").GetInt32());
        Assert.Equal(2, report.GetProperty("rejected").GetInt32());
        var listed = report.GetProperty("listed")[1];
        Assert.Equal(4, listed.GetProperty("line").GetInt32());
        Assert.Equal("hours", listed.GetProperty("field").GetString());
        Assert.Equal("files.bad-hours", listed.GetProperty("code").GetString());
        Assert.Equal(Header + Row("b", "25") + Row("c", "-1"), Read("rejected", "time.csv"));
        Assert.False(File.Exists(_folder.At("rejected", "time-later.csv")));
    }

    [Fact]
    public async Task The_same_name_dropped_again_is_read_again_and_overwrites_nothing()
    {
        _folder.Drop("time.csv", Header + Row("a", "25"));
        var first = await _folder.ReadAsync();
        await _folder.AcknowledgeAsync(first[^1].Next);
        _folder.Drop("time.csv", Header + Row("a", "24"));

        var second = await _folder.ReadAsync(after: first[^1].Next);
        await _folder.AcknowledgeAsync(second[^1].Next);

        Assert.Single(second.SelectMany(x => x.Records));
        Assert.Equal(Header + Row("a", "25"), Read("done", "time.csv"));
        Assert.Equal(Header + Row("a", "24"), Read("done", "time~2.csv"));
        Assert.Equal(1, _folder.Report("time~2.csv").GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task A_file_that_comes_late_with_an_earlier_name_is_read_and_not_put_away_unread()
    {
        _folder.Drop("time-2.csv", Header + Row("a"));
        var first = await _folder.ReadAsync();
        _folder.Drop("time-1.csv", Header + Row("b"));

        await _folder.AcknowledgeAsync(first[^1].Next);

        Assert.Equal(["time-1.csv"], Names());
        var second = await _folder.ReadAsync(after: first[^1].Next);
        Assert.Equal("time/chronos/b", Assert.Single(Assert.Single(second).Records).Fact.Identity);
    }

    [Fact]
    public async Task A_crash_between_move_and_report_is_repaired_by_the_next_acknowledgement()
    {
        _folder.Drop("time.csv", Header + Row("a") + Row("b", "25"));
        var first = await _folder.ReadAsync();
        await _folder.AcknowledgeAsync(first[^1].Next);
        var report = Read("done", "time.csv.report.json");
        File.Delete(_folder.At("done", "time.csv.report.json"));
        File.Delete(_folder.At("rejected", "time.csv"));

        await _folder.AcknowledgeAsync(first[^1].Next);

        Assert.Equal(report, Read("done", "time.csv.report.json"));
        Assert.Equal(Header + Row("b", "25"), Read("rejected", "time.csv"));
    }

    [Fact]
    public async Task A_crash_before_the_acknowledgement_loses_nothing_of_the_report()
    {
        _folder.Drop(
            "time.csv",
            Header + string.Concat(Enumerable.Range(0, 9).Select(x => Row($"{x}", "25")))
        );
        var pages = await _folder.ReadAsync();
        var rest = await _folder.ReadAsync(after: pages[0].Next);

        await _folder.AcknowledgeAsync(rest[^1].Next);

        Assert.Equal(9, _folder.Report("time.csv").GetProperty("rejected").GetInt32());
    }

    [Fact]
    public async Task A_temporary_name_is_left_alone()
    {
        _folder.Drop(".time.csv", Header + Row("a"));
        _folder.Drop("time.csv.part", Header + Row("a"));
        _folder.Drop("time.csv.tmp", Header + Row("a"));
        _folder.Drop("notes.csv", "x");

        Assert.Empty(await _folder.ReadAsync());
        Assert.Equal(4, _folder.Open().ListWaiting().Count);
    }

    [Fact]
    public async Task A_file_that_grows_while_it_is_read_is_left_and_read_whole_later()
    {
        _folder.Drop(
            "time.csv",
            Header + string.Concat("abcdef".Select(x => Row($"{x}"))) + "g,1,P"
        );
        var source = _folder.Open();
        var pages = new List<Page>();
        await foreach (
            var page in source.ReadAsync(
                source.Feeds.Single(x => x.Name is "time"),
                Cursor.Start,
                TestContext.Current.CancellationToken
            )
        )
        {
            pages.Add(page);
            await File.AppendAllTextAsync(
                _folder.At("time.csv"),
                "-1,R-7,2026-10-14,7.5,approved,\n",
                TestContext.Current.CancellationToken
            );
        }

        Assert.Empty(Assert.Single(pages).Rejected);
        var whole = await _folder.ReadAsync(after: pages[0].Next);
        Assert.Equal(7, whole.Sum(x => x.Records.Count));
        Assert.Empty(whole.SelectMany(x => x.Rejected));
    }

    [Fact]
    public async Task A_file_younger_than_the_settling_time_waits()
    {
        _folder.Drop("time.csv", Header + Row("a"));
        File.SetLastWriteTimeUtc(
            _folder.At("time.csv"),
            _folder.Clock.GetCurrentInstant().ToDateTimeUtc()
        );
        FilesOptions Settling(FilesOptions x) => x with { Settle = Duration.FromSeconds(30) };

        Assert.Empty(await _folder.ReadAsync(with: Settling));
        Assert.Contains("a moment ago", Waiting(Settling).Reason, StringComparison.Ordinal);
        _folder.Clock.AdvanceSeconds(30);
        Assert.Single(await _folder.ReadAsync(with: Settling));
    }

    [Fact]
    public async Task A_file_that_is_copied_in_slowly_is_read_once_and_whole()
    {
        var standard = new FilesOptions { System = "chronos", Folder = _folder.Path }.Settle;
        var source = _folder.Open(x => x with { Settle = standard });
        // A share that tells one time for all of the copy: only the length shows that it grows.
        var stamp = _folder.Clock.GetCurrentInstant().ToDateTimeUtc();
        foreach (var part in new[] { Header + Row("a"), "b,1,P-1,R-7,2026-10-14,7", ".5,draft,\n" })
        {
            await File.AppendAllTextAsync(_folder.At("time.csv"), part, Cancellation);
            File.SetLastWriteTimeUtc(_folder.At("time.csv"), stamp);
            Assert.Empty(await ReadAsync(source));
            _folder.Clock.AdvanceSeconds(4);
        }

        var settling = Assert.NotNull(source.ListSettling());
        Assert.Equal(["time.csv"], settling.Files);
        Assert.Equal(
            Duration.FromSeconds(1),
            settling.CompleteFrom - _folder.Clock.GetCurrentInstant()
        );
        _folder.Clock.AdvanceSeconds(1);
        Assert.Null(source.ListSettling());
        var page = Assert.Single(await ReadAsync(source));
        Assert.Equal(2, page.Records.Count);
        Assert.Empty(page.Rejected);
    }

    [Fact]
    public async Task A_file_whose_time_lies_in_the_future_settles_by_what_is_seen_of_it()
    {
        _folder.Drop("time.csv", Header + Row("a"));
        File.SetLastWriteTimeUtc(_folder.At("time.csv"), new DateTime(2030, 1, 1));
        var source = _folder.Open(x => x with { Settle = Duration.FromSeconds(5) });

        Assert.Empty(await ReadAsync(source));
        _folder.Clock.AdvanceSeconds(5);
        Assert.Single(await ReadAsync(source));
    }

    [Fact]
    public async Task A_file_that_has_grown_since_it_was_read_stays_and_is_read_again()
    {
        _folder.Drop("time.csv", Header + Row("a"));
        var source = _folder.Open();
        var feed = source.Feeds.Single(x => x.Name is "time");
        var first = Assert.Single(await ReadAsync(source));
        await File.AppendAllTextAsync(_folder.At("time.csv"), Row("b"), Cancellation);

        await source.AcknowledgeAsync(feed, first.Next, Cancellation);

        Assert.Equal(["time.csv"], Names());
        var again = Assert.Single(await ReadAsync(source, first.Next));
        Assert.Equal(2, again.Records.Count);
        await source.AcknowledgeAsync(feed, again.Next, Cancellation);
        Assert.Empty(Names());
        Assert.Equal(2, _folder.Report("time.csv").GetProperty("accepted").GetInt32());
    }

    [Theory]
    [InlineData("time.part.csv")]
    [InlineData("time-1.tmp.csv")]
    public async Task A_temporary_name_may_keep_its_ending(string name)
    {
        _folder.Drop(name, Header + Row("a"));

        Assert.Empty(await _folder.ReadAsync());
        Assert.Contains("still being written", Waiting().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_waits_for_its_marker_and_is_not_taken_with_a_wrong_checksum()
    {
        var text = Header + Row("a");
        _folder.Drop("time.csv", text);
        FilesOptions Done(FilesOptions x) => x with { Completion = CompletionRule.DoneMarker };
        FilesOptions Sum(FilesOptions x) => x with { Completion = CompletionRule.Sha256 };

        Assert.Empty(await _folder.ReadAsync(with: Done));
        _folder.Drop("time.csv.done", string.Empty);
        Assert.Single(await _folder.ReadAsync(with: Done));

        _folder.Drop("time.csv.sha256", new string('0', 64));
        Assert.Empty(await _folder.ReadAsync(with: Sum));
        Assert.Contains("checksum", Waiting(Sum).Reason, StringComparison.Ordinal);
        var sum = Convert.ToHexStringLower(SHA256.HashData(Utf8(text)));
        _folder.Drop("time.csv.sha256", sum + "  time.csv\n");
        Assert.Single(await _folder.ReadAsync(with: Sum));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_matter_of_settings()
    {
        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            _folder.ReadAsync(with: x => x with { Folder = _folder.At("gone") })
        );

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
        Assert.Contains(_folder.At("gone"), failure.Message, StringComparison.Ordinal);
        Assert.Contains("Check the folder setting", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_files_keep_the_cursor_small_and_are_all_read_as_they_are_put_away()
    {
        for (var i = 0; i < 450; i++)
        {
            _folder.Drop($"time-{i:D4}.csv", Header + Row($"{i}"));
        }

        var cursor = Cursor.Start;
        var records = 0;
        var passes = 0;
        while (await _folder.ReadAsync(after: cursor) is { Count: > 0 } pages)
        {
            records += pages.Sum(x => x.Records.Count);
            cursor = pages[^1].Next;
            Assert.All(pages, page => Assert.InRange(page.Next.Value.Length, 1, 4096));
            await _folder.AcknowledgeAsync(cursor);
            passes++;
        }

        Assert.Equal((450, 3), (records, passes));
        Assert.Equal(900, Directory.GetFiles(_folder.At("done")).Length);
    }

    [Fact]
    public async Task A_contract_waits_for_its_lines_and_a_bad_line_hands_back_the_whole_contract()
    {
        const string Contracts = "contract,customer,legal_entity,currency,start,signed\n";
        const string Lines = "contract,line,kind,projects\n";
        const string Schedule = "contract,line,id,date,amount\n";
        _folder.Drop(
            "contracts-1.csv",
            Contracts + "K1,C,UK,EUR,2026-01-01,true\nK2,C,UK,EUR,2026-01-01,true\n"
        );
        Assert.Empty(await _folder.ReadAsync("contracts"));
        Assert.Contains("contract-lines-1.csv", Waiting().Reason, StringComparison.Ordinal);

        _folder.Drop("contract-lines-1.csv", Lines + "K2,L1,fixed-fee,P-1;P-2\nK1,L1,fixed-fee,\n");
        _folder.Drop(
            "contract-schedule-1.csv",
            Schedule + "K1,L1,S1,2026-02-31,10\nK2,L1,S1,2026-02-28,10\nK2,L1,S2,2026-03-31,5\n"
        );
        var pages = await _folder.ReadAsync("contracts");
        await _folder.AcknowledgeAsync(pages[^1].Next, "contracts");

        var rejected = Assert.Single(pages.SelectMany(x => x.Rejected));
        Assert.StartsWith(
            "contract-schedule-1.csv line 2, date: '2026-02-31'",
            rejected.Message,
            StringComparison.Ordinal
        );
        var contract = Assert.IsType<Contract>(
            Assert.Single(pages.SelectMany(x => x.Records)).Fact
        );
        var fee = Assert.IsType<ContractLine.FixedFee>(Assert.Single(contract.Terms.Lines));
        Assert.Equal(15m, fee.Schedule.Sum(x => x.Amount.Amount));
        Assert.Equal(2, fee.Scope.Projects?.Count);
        Assert.Empty(Names());
        Assert.Equal(
            Contracts + "K1,C,UK,EUR,2026-01-01,true\n",
            Read("rejected", "contracts-1.csv")
        );
        Assert.Equal(Lines + "K1,L1,fixed-fee,\n", Read("rejected", "contract-lines-1.csv"));
        Assert.Equal(
            Schedule + "K1,L1,S1,2026-02-31,10\n",
            Read("rejected", "contract-schedule-1.csv")
        );
    }

    [Fact]
    public async Task A_rate_card_with_a_bad_row_is_not_half_taken()
    {
        _folder.Drop(
            "rate-cards.csv",
            "card,level,reference,line,rate,kind,percent\n"
                + "A,project,P-1,1,100,,\nB,project,P-2,1,200,,\nA,project,P-1,2,x,,\nB,project,P-2,,,markup,12.5\n"
        );

        var (facts, rejected) = await _folder.TakeAsync("rate-cards");

        var card = Assert.IsType<RateCard>(Assert.Single(facts));
        Assert.Equal("rate-card/B", card.Identity);
        Assert.Equal(12.5m, Assert.Single(card.Markups ?? []).Percent);
        Assert.StartsWith(
            "rate-cards.csv line 4, rate: 'x'",
            Assert.Single(rejected).Message,
            StringComparison.Ordinal
        );
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<List<Page>> ReadAsync(FilesSource source, Cursor? after = null)
    {
        var feed = source.Feeds.Single(x => x.Name is "time");
        var pages = new List<Page>();
        await foreach (var page in source.ReadAsync(feed, after ?? Cursor.Start, Cancellation))
        {
            pages.Add(page);
        }

        return pages;
    }

    private WaitingFile Waiting(Func<FilesOptions, FilesOptions>? with = null) =>
        Assert.Single(_folder.Open(with).ListWaiting());

    private string Read(params string[] parts) => File.ReadAllText(_folder.At(parts));

    private string[] Names() =>
        [
            .. Directory
                .GetFiles(_folder.Path)
                .Select(x => Path.GetFileName(x))
                .Order(StringComparer.Ordinal),
        ];
}
