using static Tieout.Connectors.Tests.Files.InboxFolder;
using static Tieout.Connectors.Tests.Files.TimeRows;

namespace Tieout.Connectors.Tests.Files;

/// <summary>What is wrong with a file as a whole, and what of it is taken all the same.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Missing_columns_reject_the_file_with_one_message_that_lists_them()
    {
        _folder.Drop("time.csv", "id,project,resource,note\n1,P,R,\n2,P,R,\n");

        var rejected = await _folder.OneRejectedAsync([]);

        Assert.Equal("files.missing-columns", rejected.Code);
        Told(rejected, "time.csv", 1, "work_date");
        Assert.Contains(
            "work_date, status, version or updated_at, hours or minutes or seconds",
            rejected.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_column_that_stands_twice_rejects_the_file()
    {
        _folder.Drop("time.csv", "id,ID," + Header + "\n1,1," + Row("a"));

        var rejected = await _folder.OneRejectedAsync([]);

        Assert.Equal("files.duplicate-column", rejected.Code);
        Told(rejected, "time.csv", 1, "ID");
    }

    [Fact]
    public async Task An_unknown_column_is_told_once_and_an_own_column_is_passed_over()
    {
        var rows = Row("a") + Row("b") + Row("c") + Row("d") + Row("e");
        _folder.Drop(
            "time.csv",
            ("billlable,x_cost_center," + Header + rows).Replace(
                "\n",
                "\n1,2,",
                StringComparison.Ordinal
            )[..^4]
        );

        var pages = await _folder.ReadAsync();

        Assert.Equal(5, pages.Sum(x => x.Records.Count));
        Assert.Empty(pages.SelectMany(x => x.Rejected));
        var warning = Assert.Single(pages.SelectMany(x => x.Warnings));
        Assert.Equal("files.unknown-column", warning.Code);
        Told(warning, "time.csv", 1, "billlable");
    }

    [Fact]
    public async Task An_empty_file_is_told_and_one_with_a_header_only_is_fine()
    {
        _folder.Drop("time-1.csv", string.Empty);
        _folder.Drop("time-2.csv", Header);
        _folder.Drop("time-3.jsonl", string.Empty);

        var rejected = await _folder.OneRejectedAsync([]);

        Assert.Equal("files.no-header", rejected.Code);
        Assert.StartsWith("time-1.csv line 1:", rejected.Message, StringComparison.Ordinal);
        await _folder.AcknowledgeAsync((await _folder.ReadAsync())[^1].Next);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("c,1,P-1,R-7,20")]
    [InlineData("c,1,P-1,R-7,2026-10-14,7.5,approved,\"cut")]
    [InlineData("c,1")]
    public async Task A_file_cut_off_in_the_middle_gives_its_complete_lines(string end)
    {
        _folder.Drop("time.csv", Header + Row("a") + Row("b") + end);

        var rejected = await _folder.OneRejectedAsync(["a", "b"]);

        Assert.Equal("files.cut-off", rejected.Code);
        Assert.Contains("time.csv line 4", rejected.Message, StringComparison.Ordinal);
        Assert.Contains("cut off", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_cut_off_in_the_middle_gives_its_complete_lines()
    {
        _folder.Drop("time.jsonl", Json("a") + Json("b")[..20]);

        var rejected = await _folder.OneRejectedAsync(["a"]);

        Assert.Equal("files.cut-off", rejected.Code);
        Assert.Contains("time.jsonl line 2", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_last_line_without_line_end_is_taken_unless_the_option_forbids_it()
    {
        _folder.Drop("time.csv", Header + Row("a") + Row("b").TrimEnd());

        var (facts, none) = await _folder.TakeAsync();
        var rejected = await _folder.OneRejectedAsync(
            ["a"],
            with: x => x with { RequireFinalLineEnd = true }
        );

        Assert.Equal(2, facts.Count);
        Assert.Empty(none);
        Assert.Equal("files.cut-off", rejected.Code);
    }

    [Fact]
    public async Task A_file_over_the_size_limit_is_rejected_unread()
    {
        _folder.Drop("time.csv", Header + Row("a"));

        var rejected = await _folder.OneRejectedAsync([], with: x => x with { FileBytesMax = 50 });

        Assert.Equal("files.file-too-large", rejected.Code);
        Assert.Contains("at most 50", rejected.Message, StringComparison.Ordinal);
    }
}
