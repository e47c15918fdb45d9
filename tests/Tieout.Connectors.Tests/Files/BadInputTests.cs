using System.Text;
using Tieout.Domain.Canonical;
using static Tieout.Connectors.Tests.Files.InboxFolder;
using static Tieout.Connectors.Tests.Files.TimeRows;

namespace Tieout.Connectors.Tests.Files;

public sealed class BadInputTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("work_date", "2026-02-30", "files.bad-date", "28 days")]
    [InlineData("work_date", "2026-13-01", "files.bad-date", "no month 13")]
    [InlineData("work_date", "14.10.2026", "files.bad-date", "YYYY-MM-DD")]
    [InlineData("work_date", "2026-1-5", "files.bad-date", "YYYY-MM-DD")]
    [InlineData("hours", "25", "files.bad-hours", "at most 24")]
    [InlineData("hours", "-1", "files.bad-hours", "more than 0")]
    [InlineData("hours", "0", "files.bad-hours", "above 0")]
    [InlineData("hours", "\"7,5\"", "files.bad-number", "with a point")]
    [InlineData("hours", "7.5h", "files.bad-number", "1234.56")]
    [InlineData("hours", "1e1", "files.bad-number", "1234.56")]
    [InlineData("status", "Approved", "files.bad-word", "draft, submitted, approved, rejected")]
    [InlineData("project", "", "files.missing-value", "P-1")]
    [InlineData("version", "", "files.missing-value", "updated_at")]
    [InlineData("version", "-3", "files.bad-version", "0 or more")]
    public async Task A_bad_value_is_told_with_file_line_field_value_and_what_would_be_right(
        string field,
        string value,
        string code,
        string advice
    )
    {
        string[] names = Header.TrimEnd().Split(',');
        string[] values = ["b", "1", "P-1", "R-7", "2026-10-14", "7.5", "approved", ""];
        values[Array.IndexOf(names, field)] = value;
        _folder.Drop("time.csv", Header + Row("a") + string.Join(',', values) + "\n" + Row("c"));

        var rejected = await _folder.OneRejectedAsync(["a", "c"]);

        Assert.Equal(code, rejected.Code);
        Told(rejected, "time.csv", 3, field);
        Assert.Contains($"'{value.Trim('"')}'", rejected.Message, StringComparison.Ordinal);
        Assert.Contains(advice, rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("customers.csv", "code,version,name,country\nC-1,1,Acme \0Ltd,GB\n")]
    [InlineData(
        "customers.jsonl",
        """{"code":"C-1","version":1,"name":"Acme \u0000Ltd","country":"GB"}"""
    )]
    public async Task A_character_that_no_database_of_texts_takes_is_told(string file, string text)
    {
        _folder.Drop(file, text);

        var rejected = await _folder.OneRejectedAsync([], "customers");

        Assert.Equal("files.bad-text", rejected.Code);
        Assert.Contains("U+0000", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_currency_is_told_with_its_place()
    {
        _folder.Drop(
            "expenses.csv",
            "id,version,project,resource,date,amount,currency,status\n"
                + "1,1,P-1,R-7,2026-10-14,10.00,EUR,approved\n"
                + "2,1,P-1,R-7,2026-10-14,10.00,EURO,approved\n"
        );

        var rejected = await _folder.OneRejectedAsync(["1"], "expenses");

        Assert.Equal("files.bad-currency", rejected.Code);
        Told(rejected, "expenses.csv", 3, "currency");
        Assert.Contains("'EURO'", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_value_is_shortened_in_the_message()
    {
        var value = new string('9', 500);
        _folder.Drop("time.csv", Header + Row("a", hours: value));

        var rejected = await _folder.OneRejectedAsync([]);

        Assert.Contains(value[..59] + "…", rejected.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value[..60], rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_that_does_not_end_costs_its_own_line_only()
    {
        _folder.Drop(
            "time.csv",
            Header
                + Row("a")
                + Row("b", note: "\"open")
                + Row("c")
                + Row("d", note: "\"fine, too\"")
        );

        var rejected = await _folder.OneRejectedAsync(["a", "c", "d"]);

        Assert.Equal("files.unclosed-quote", rejected.Code);
        Told(rejected, "time.csv", 3, "note");
    }

    [Fact]
    public async Task A_quote_that_never_ends_costs_its_own_line_only()
    {
        _folder.Drop(
            "time.csv",
            Header + Row("a") + Row("b", note: "\"open") + Row("c") + Row("d")
        );

        var rejected = await _folder.OneRejectedAsync(["a", "c", "d"]);

        Assert.Equal("files.unclosed-quote", rejected.Code);
        Told(rejected, "time.csv", 3, "note");
    }

    [Fact]
    public async Task Two_quotes_that_pair_by_accident_do_not_hide_the_line_between_them()
    {
        var accident = Row("d").Replace("P-1", "P-1\"", StringComparison.Ordinal);
        _folder.Drop(
            "time.csv",
            Header + Row("a") + Row("b", note: "\"open") + Row("c") + accident
        );

        var (facts, rejected) = await _folder.TakeAsync();

        Assert.Equal(["time/chronos/a", "time/chronos/c"], facts.Select(x => x.Identity));
        Assert.Equal(["files.field-count", "files.stray-quote"], rejected.Select(x => x.Code));
        Assert.Equal(["time.csv:3", "time.csv:5"], rejected.Select(x => x.Origin.Place));
    }

    [Fact]
    public async Task A_quote_in_the_middle_of_a_field_is_told()
    {
        _folder.Drop("time.csv", Header + Row("a", note: "5\" pipe") + Row("b"));

        var rejected = await _folder.OneRejectedAsync(["b"]);

        Assert.Equal("files.stray-quote", rejected.Code);
        Told(rejected, "time.csv", 2, "note");
    }

    [Fact]
    public async Task Line_numbers_are_right_after_a_note_of_several_lines()
    {
        _folder.Drop(
            "time.csv",
            Header
                + Row("a", note: "\"one\ntwo \"\"quoted\"\"\r\nthree\"")
                + Row("b", "25")
                + Row("c")
        );

        var pages = await _folder.ReadAsync();

        var records = pages.SelectMany(x => x.Records).ToList();
        var note = Assert.IsType<TimeEntry>(records[0].Fact).Note;
        Assert.Equal("one\ntwo \"quoted\"\r\nthree", note);
        Assert.Equal(["time.csv:2", "time.csv:6"], records.Select(x => x.Origin.Place));
        Told(Assert.Single(pages.SelectMany(x => x.Rejected)), "time.csv", 5, "hours");
    }

    [Fact]
    public async Task A_row_with_too_many_or_too_few_fields_is_told_and_spreadsheet_padding_is_not()
    {
        _folder.Drop(
            "time.csv",
            Header
                + "a,1,P-1\n"
                + Row("b", note: "x,y")
                + Row("c", note: ",,,")
                + ",,,,,,,\n\n"
                + Row("d")
        );

        var (facts, rejected) = await _folder.TakeAsync();

        Assert.Equal(2, facts.Count);
        Assert.Equal(["files.field-count", "files.field-count"], rejected.Select(x => x.Code));
        Assert.Contains("time.csv line 2:", rejected[0].Message, StringComparison.Ordinal);
        Assert.Contains(
            "3 fields where the header has 8",
            rejected[0].Message,
            StringComparison.Ordinal
        );
        Assert.Contains("time.csv line 3:", rejected[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\":\"b\",\"version\":1", null, "files.bad-json")]
    [InlineData("[1,2]", null, "files.bad-json")]
    [InlineData("{\"id\":\"b\"} trailing", null, "files.bad-json")]
    [InlineData("{\"id\":{\"x\":1}}", "id", "files.bad-json")]
    [InlineData("{\"id\":\"b\",\"id\":\"c\"}", "id", "files.duplicate-field")]
    [InlineData("{\"id\":\"b\\ud800\"}", "id", "files.bad-encoding")]
    [InlineData(
        "{\"id\":\"b\",\"version\":1,\"project\":\"P-1\"}",
        "resource",
        "files.missing-value"
    )]
    public async Task A_malformed_line_of_json_hides_no_neighbour(
        string line,
        string? field,
        string code
    )
    {
        _folder.Drop("time.jsonl", Json("a") + line + "\n" + Json("c"));

        var rejected = await _folder.OneRejectedAsync(["a", "c"]);

        Assert.Equal(code, rejected.Code);
        Told(rejected, "time.jsonl", 2, field);
    }

    [Theory]
    [InlineData("time.csv")]
    [InlineData("time.jsonl")]
    public async Task Bytes_that_are_not_utf8_are_told_and_never_stored(string name)
    {
        var isJson = name.EndsWith("jsonl", StringComparison.Ordinal);
        byte[] bad = isJson
            ? Encoding.Latin1.GetBytes(Json("b", "Müller"))
            : Encoding.Latin1.GetBytes(Row("b", note: "Müller"));
        var (first, last) = isJson ? (Json("a"), Json("c")) : (Header + Row("a"), Row("c"));
        _folder.Drop(name, [.. Utf8(first), .. bad, .. Utf8(last)]);

        var rejected = await _folder.OneRejectedAsync(["a", "c"]);

        Assert.Equal("files.bad-encoding", rejected.Code);
        Told(rejected, name, isJson ? 2 : 3, "note");
        Assert.Contains("UTF-8", rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task A_byte_order_mark_tells_the_encoding_and_crlf_is_a_line_end(string encoding)
    {
        var format = Encoding.GetEncoding(encoding);
        var text = (
            Header + Row("a", note: "Müller ✓") + Row("b") + Row("c") + Row("d") + Row("e")
        ).Replace("\n", "\r\n", StringComparison.Ordinal);
        _folder.Drop("time.csv", [.. format.GetPreamble(), .. format.GetBytes(text)]);

        var pages = await _folder.ReadAsync();
        var rest = await _folder.ReadAsync(after: pages[0].Next);

        Assert.Equal([4, 1], pages.Select(x => x.Records.Count));
        Assert.Equal("Müller ✓", Assert.IsType<TimeEntry>(pages[0].Records[0].Fact).Note);
        Assert.Null(Assert.IsType<TimeEntry>(pages[0].Records[1].Fact).Note);
        Assert.Equal("time.csv:6", Assert.Single(Assert.Single(rest).Records).Origin.Place);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_utf16_is_told()
    {
        var format = Encoding.Unicode;
        byte[] text =
        [
            .. format.GetPreamble(),
            .. format.GetBytes(Header + "a,1,P-1,R-7,2026-10-14,1,approved,x"),
            0x00,
            0xd8,
            .. format.GetBytes("\n" + Row("b")),
        ];
        _folder.Drop("time.csv", text);

        var rejected = await _folder.OneRejectedAsync(["b"]);

        Assert.Equal("files.bad-encoding", rejected.Code);
        Told(rejected, "time.csv", 2, "note");
    }

    [Theory]
    [InlineData("time.csv")]
    [InlineData("time.jsonl")]
    public async Task A_field_of_a_megabyte_is_told_by_its_length(string name)
    {
        var huge = new string('x', 1024 * 1024);
        var isJson = name.EndsWith("jsonl", StringComparison.Ordinal);
        _folder.Drop(
            name,
            isJson
                ? Json("a") + Json("b", huge) + Json("c")
                : Header + Row("a") + Row("b", note: huge) + Row("c")
        );

        var rejected = await _folder.OneRejectedAsync(["a", "c"]);

        Assert.Equal("files.field-too-long", rejected.Code);
        Told(rejected, name, isJson ? 2 : 3, "note");
        Assert.Contains("1048576 characters", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_over_the_limit_is_passed_over_without_being_held()
    {
        _folder.Drop(
            "time.csv",
            Header + Row("a") + Row("b", note: new string('x', 3 * 1024 * 1024)) + Row("c")
        );

        var rejected = await _folder.OneRejectedAsync(["a", "c"]);

        Assert.Equal("files.row-too-long", rejected.Code);
        Assert.Contains("time.csv line 3:", rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("practice", "has 'practice', which is no dimension")]
    [InlineData("practice=a;practice=b", "has two values for practice")]
    public async Task A_dimension_has_one_value(string dimensions, string message)
    {
        _folder.Drop(
            "projects.csv",
            $"code,contract,name,dimensions\nP-1,K-1,One,{dimensions}\nP-2,K-1,Two,region=EMEA\n"
        );

        var (facts, rejected) = await _folder.TakeAsync("projects");

        var problem = Assert.Single(rejected);
        Assert.Equal("files.bad-dimension", problem.Code);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal("project/P-2", Assert.Single(facts).Identity);
    }
}
