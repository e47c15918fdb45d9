using System.Text.Json.Nodes;
using static Tieout.Connectors.Tests.NetSuite.NetSuiteDesk;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>What the simulated account answers to queries.</summary>
public sealed class NetSuiteSuiteQlTests : IAsyncLifetime
{
    private NetSuiteDesk _desk = null!;
    private string _customer = string.Empty;
    private string _invoice = string.Empty;

    public async ValueTask InitializeAsync()
    {
        _desk = await NetSuiteDesk.OpenAsync();
        _customer = await _desk.CustomerAsync();
        var body = Invoice(_customer, 100.5m, 20m);
        body["externalId"] = "T-1";
        _invoice = await _desk.MakeAsync("invoice", body);
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task Values_are_texts_names_are_in_lower_case_and_what_is_empty_is_left_out()
    {
        var answer = await _desk.QueryAsync(
            "SELECT ID, TranDate, foreignTotal AS Total, memo, posting, lastmodifieddate FROM transaction WHERE externalid = 'T-1'"
        );

        var row = Assert.Single(answer.Body!["items"]!.AsArray())!.AsObject();
        // 120.50 and 20 % of it.
        var wanted = new JsonObject
        {
            ["links"] = new JsonArray(),
            ["id"] = _invoice,
            ["trandate"] = "3/31/2026",
            ["total"] = "144.6",
            ["posting"] = "T",
            ["lastmodifieddate"] = "3/31/2026",
        };
        Assert.Equal(wanted.ToJsonString(), row.ToJsonString());
        Assert.Equal(1, (int)answer.Body["count"]!);
        Assert.False((bool)answer.Body["hasMore"]!);
    }

    [Theory]
    [InlineData(
        "SELECT id FROM transaction WHERE type = 'CustInvc' AND (foreigntotal > 100 OR memo IS NOT NULL)",
        1
    )]
    [InlineData("SELECT id FROM transaction WHERE externalid IN ('T-1', 'T-2')", 1)]
    [InlineData("SELECT id FROM transaction WHERE externalid LIKE 'T-%' AND memo IS NULL", 1)]
    [InlineData("SELECT id FROM transaction WHERE externalid LIKE 't-%'", 0)]
    [InlineData(
        "SELECT t.id FROM transaction t JOIN customer c ON c.id = t.entity WHERE c.externalid = 'C1'",
        1
    )]
    [InlineData(
        "SELECT t.id FROM transaction AS t INNER JOIN transactionline tl ON tl.transaction = t.id AND tl.taxline = 'T'",
        1
    )]
    [InlineData("SELECT id FROM transaction WHERE trandate = '3/31/2026'", 1)]
    [InlineData(
        "SELECT id FROM transaction WHERE trandate >= TO_DATE('2026-04-01', 'YYYY-MM-DD')",
        0
    )]
    [InlineData(
        "SELECT id FROM transaction WHERE lastmodifieddate >= TO_TIMESTAMP('2026-03-31 09:00:00', 'YYYY-MM-DD HH24:MI:SS')",
        1
    )]
    [InlineData(
        "SELECT id FROM transaction WHERE lastmodifieddate > TO_TIMESTAMP('2026-03-31 09:00:00', 'YYYY-MM-DD HH24:MI:SS')",
        0
    )]
    [InlineData(
        "SELECT id FROM transactionline WHERE transaction IN (SELECT id FROM transaction)",
        4
    )]
    [InlineData("SELECT TOP 2 id FROM transactionline", 2)]
    [InlineData("SELECT id FROM transactionline FETCH FIRST 3 ROWS ONLY", 3)]
    [InlineData("SELECT id FROM transactionline WHERE ROWNUM <= 2", 2)]
    [InlineData(
        "SELECT entity, SUM(foreigntotal) AS total FROM transaction GROUP BY entity HAVING COUNT(*) = 1",
        1
    )]
    public async Task A_query_finds(string query, int rows) =>
        Assert.Equal(rows, (await _desk.RowsAsync(query)).Count);

    [Fact]
    public async Task Names_and_instants_are_shown_as_they_are_asked_for()
    {
        var row = Assert.Single(
            await _desk.RowsAsync(
                "SELECT BUILTIN.DF(t.entity) AS who, BUILTIN.DF(t.postingperiod) AS period, TO_CHAR(t.lastmodifieddate, 'YYYY-MM-DD HH24:MI:SS') AS stamp, NVL(t.memo, 'none') AS memo FROM transaction t"
            )
        );

        Assert.Equal("Contoso C1", (string?)row["who"]);
        Assert.Equal("Mar 2026", (string?)row["period"]);
        Assert.Equal("2026-03-31 09:00:00", (string?)row["stamp"]);
        Assert.Equal("none", (string?)row["memo"]);
    }

    [Fact]
    public async Task Instants_are_told_in_the_time_zone_of_the_one_who_asks()
    {
        await _desk.PreferAsync("timeZone", "America/Los_Angeles");

        var row = Assert.Single(
            await _desk.RowsAsync(
                "SELECT TO_CHAR(lastmodifieddate, 'YYYY-MM-DD HH24:MI:SS') AS stamp, TO_CHAR(SYSDATE, 'HH24:MI') AS now FROM transaction"
            )
        );

        // 9:00 UTC is 2:00 in summer there.
        Assert.Equal(
            ("2026-03-31 02:00:00", "02:00"),
            ((string?)row["stamp"], (string?)row["now"])
        );
    }

    [Fact]
    public async Task Links_tell_which_payment_settles_which_invoice()
    {
        var payment = await _desk.PayAsync(_customer, _invoice, 44.6m);

        var row = Assert.Single(
            await _desk.RowsAsync(
                "SELECT previousdoc, nextdoc, nexttype, linktype, foreignamount FROM NextTransactionLineLink"
            )
        );

        Assert.Equal(
            (_invoice, payment, "CustPymt", "Payment", "44.6"),
            (
                Text(row["previousdoc"]),
                Text(row["nextdoc"]),
                Text(row["nexttype"]),
                Text(row["linktype"]),
                Text(row["foreignamount"])
            )
        );
    }

    [Fact]
    public async Task Rows_are_given_by_pages()
    {
        const string query = "SELECT id FROM accountingperiod ORDER BY id";

        var first = await _desk.QueryAsync(query, "?limit=50&offset=0");
        var second = await _desk.QueryAsync(query, "?limit=50&offset=50");

        // Four years of 12 months, 4 quarters and the year.
        Assert.Equal(
            (50, 68, true),
            (
                (int)first.Body!["count"]!,
                (int)first.Body["totalResults"]!,
                (bool)first.Body["hasMore"]!
            )
        );
        Assert.Equal((18, false), ((int)second.Body!["count"]!, (bool)second.Body["hasMore"]!));
        Assert.Equal(400, (await _desk.QueryAsync(query, "?limit=50&offset=7")).Status);
    }

    [Theory]
    [InlineData("SELECT id FROM invoices", "Invalid search type: invoices.")]
    [InlineData(
        "SELECT nmae FROM customer",
        "Search error occurred: Unknown identifier 'nmae'. Available identifiers are: {customer=customer}"
    )]
    [InlineData(
        "SELECT t.nmae FROM transaction t",
        "Search error occurred: Unknown identifier 'nmae'. Available identifiers are: {t=transaction}"
    )]
    [InlineData("DELETE FROM customer", "Search error occurred: Invalid or unsupported search.")]
    [InlineData(
        "SELECT id FROM customer WHERE",
        "Search error occurred: Invalid or unsupported search."
    )]
    public async Task What_cannot_be_asked_is_refused_in_the_vendors_words(
        string query,
        string words
    )
    {
        var (status, code, detail) = (await _desk.QueryAsync(query)).Refusal;

        Assert.Equal((400, "INVALID_PARAMETER"), (status, code));
        Assert.Equal(
            $"Invalid search query. Detailed unprocessed description follows. {words}",
            detail
        );
    }

    [Fact]
    public async Task A_query_that_does_not_say_that_it_is_transient_is_refused()
    {
        var (status, code, _) = await _desk.RefusalAsync(
            HttpMethod.Post,
            "services/rest/query/v1/suiteql",
            new JsonObject { ["q"] = "SELECT id FROM customer" }
        );

        Assert.Equal((400, "INVALID_HEADER"), (status, code));
    }
}
