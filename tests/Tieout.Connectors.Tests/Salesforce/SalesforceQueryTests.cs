using System.Net;

namespace Tieout.Connectors.Tests.Salesforce;

public sealed class SalesforceQueryTests : IAsyncLifetime
{
    private SalesforceSandbox _org = null!;
    private string _contoso = null!;

    public static TheoryData<string, string, string> Refused { get; } =
        new()
        {
            {
                "SELECT Id FROM Account WHERE Name = 'A' OR Name = 'B' AND Name = 'C'",
                "MALFORMED_QUERY",
                "unexpected token: 'AND'"
            },
            { "SELECT Id FROM", "MALFORMED_QUERY", "unexpected token: '<EOF>'" },
            { "SELECT Id, Id FROM Account", "MALFORMED_QUERY", "duplicate field selected: Id" },
            {
                "SELECT Nmae FROM Account",
                "INVALID_FIELD",
                "No such column 'Nmae' on entity 'Account'."
            },
            {
                "SELECT Paernt.Name FROM Account",
                "INVALID_FIELD",
                "Didn't understand relationship 'Paernt' in field path."
            },
            { "SELECT Id FROM Acount", "INVALID_TYPE", "sObject type 'Acount' is not supported." },
            {
                "SELECT Id FROM Account WHERE CreatedDate > '2026-01-01'",
                "INVALID_FIELD",
                "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes"
            },
            {
                "SELECT Id FROM Account WHERE Name = 5",
                "INVALID_FIELD",
                "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes"
            },
            {
                "SELECT Id FROM Account WHERE Id = 'abc'",
                "INVALID_QUERY_FILTER_OPERATOR",
                "invalid ID field: abc"
            },
            {
                "SELECT Id FROM Account WHERE Description = 'x'",
                "INVALID_FIELD",
                "field 'Description' can not be filtered in a query call"
            },
            {
                "SELECT FIELDS(ALL) FROM Account",
                "MALFORMED_QUERY",
                "The SOQL FIELDS function must have a LIMIT of at most 200"
            },
            {
                "SELECT Id FROM Account OFFSET 2001",
                "NUMBER_OUTSIDE_VALID_RANGE",
                "Maximum SOQL offset allowed is 2000"
            },
        };

    public async ValueTask InitializeAsync()
    {
        _org = await SalesforceSandbox.StartAsync();
        var parent = await _org.CreateAsync(
            "Account",
            """{"Name":"Group","AnnualRevenue":100,"Industry":"Energy"}"""
        );
        _org.Time.Advance(TimeSpan.FromDays(1));
        _ = await _org.LogInAsync();
        _contoso = await _org.CreateAsync(
            "Account",
            $$"""{"Name":"Contoso","ParentId":"{{parent}}","AnnualRevenue":200,"Industry":"Energy"}"""
        );
        _org.Time.Advance(TimeSpan.FromDays(1));
        _ = await _org.LogInAsync();
        _ = await _org.CreateAsync("Account", """{"Name":"O'Neill_Co 100%","AnnualRevenue":50}""");
        _ = await _org.CreateAsync(
            "Contract",
            $$"""{"AccountId":"{{_contoso}}","StartDate":"2026-03-01","ContractTerm":1}"""
        );
    }

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    [Theory]
    [InlineData("Name = 'contoso'", "Contoso")]
    [InlineData("Name != 'Contoso' AND Industry = 'Energy'", "Group")]
    [InlineData("(Name = 'Group' OR Name = 'Contoso') AND AnnualRevenue >= 200", "Contoso")]
    [InlineData("NOT (Industry = 'Energy')", "O'Neill_Co 100%")]
    [InlineData("Industry = null", "O'Neill_Co 100%")]
    [InlineData("Industry != 'Energy'", "O'Neill_Co 100%")]
    [InlineData("Name LIKE 'con%'", "Contoso")]
    [InlineData("Name LIKE '%O\\'Neill\\_Co 100\\%'", "O'Neill_Co 100%")]
    [InlineData("Name LIKE '\\_%'", "")]
    [InlineData("AnnualRevenue < 1e2", "O'Neill_Co 100%")]
    [InlineData("Name IN ('Group', 'Nobody')", "Group")]
    [InlineData("Name NOT IN ('Group', 'Contoso')", "O'Neill_Co 100%")]
    [InlineData("CreatedDate < 2026-03-03T00:00:00Z", "Group")]
    [InlineData("CreatedDate > 2026-03-04T09:30:00+02:00", "O'Neill_Co 100%")]
    [InlineData("CreatedDate = TODAY", "O'Neill_Co 100%")]
    [InlineData("CreatedDate = YESTERDAY", "Contoso")]
    [InlineData("CreatedDate < LAST_N_DAYS:1", "Group")]
    [InlineData("Parent.Name = 'Group'", "Contoso")]
    [InlineData("Account.Parent.Industry = 'Energy'", "Contoso")]
    [InlineData("Id IN (SELECT AccountId FROM Contract WHERE StartDate = 2026-03-01)", "Contoso")]
    [InlineData("ParentId = null AND AnnualRevenue > 60", "Group")]
    public async Task A_condition_finds_what_it_says(string condition, string expected)
    {
        var found = await _org.ColumnAsync($"SELECT Name FROM Account WHERE {condition}");

        Assert.Equal(expected, string.Join(",", found));
    }

    [Theory]
    [InlineData(
        "SELECT Name FROM Account ORDER BY Industry NULLS LAST, Name DESC",
        "Group,Contoso,O'Neill_Co 100%"
    )]
    [InlineData(
        "SELECT Name FROM Account ORDER BY Industry, AnnualRevenue",
        "O'Neill_Co 100%,Group,Contoso"
    )]
    [InlineData("SELECT Name FROM Account ORDER BY AnnualRevenue DESC LIMIT 1 OFFSET 1", "Group")]
    [InlineData("select a.name from account a where a.name = 'Group'", "Group")]
    [InlineData("SELECT COUNT(Id) FROM Account", "3")]
    [InlineData("SELECT SUM(AnnualRevenue) total FROM Account", "350.0")]
    [InlineData(
        "SELECT Industry, COUNT(Id) n FROM Account GROUP BY Industry HAVING COUNT(Id) > 1",
        "2"
    )]
    [InlineData("SELECT MAX(CreatedDate) FROM Account", "2026-03-04T08:00:00.000+0000")]
    [InlineData("SELECT EndDate FROM Contract", "2026-03-31")]
    public async Task A_query_sorts_counts_and_groups(string soql, string expected) =>
        Assert.Equal(expected, string.Join(",", await _org.ColumnAsync(soql)));

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_no_query_is_refused_in_the_vendors_words(
        string soql,
        string code,
        string message
    )
    {
        var answer = await _org.QueryAsync(soql);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(code, answer.Code);
        Assert.Contains(message, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_points_at_what_it_does_not_understand()
    {
        var answer = await _org.QueryAsync("SELECT Id, Nmae FROM Account");

        Assert.StartsWith(
            "\nSELECT Id, Nmae FROM Account\n           ^\nERROR at Row:1:Column:12\nNo such column 'Nmae'",
            answer.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Records_that_are_referred_to_and_that_refer_are_nested()
    {
        var answer = await _org.QueryAsync(
            "SELECT Name, Parent.Name, (SELECT ContractNumber FROM Contracts) FROM Account ORDER BY CreatedDate"
        );
        var rows = answer.Body!["records"]!.AsArray();

        Assert.Null(rows[0]!["Parent"]);
        Assert.Null(rows[0]!["Contracts"]);
        Assert.Equal("Group", rows[1]!["Parent"]!["Name"]!.ToString());
        Assert.Equal("Account", rows[1]!["Parent"]!["attributes"]!["type"]!.ToString());
        Assert.Equal(1, (int)rows[1]!["Contracts"]!["totalSize"]!);
        Assert.Equal(
            "00000001",
            rows[1]!["Contracts"]!["records"]![0]!["ContractNumber"]!.ToString()
        );
    }

    [Fact]
    public async Task Ids_are_sorted_and_compared_alike()
    {
        var rows = Enumerable.Repeat("""{"attributes":{"type":"Contact"},"LastName":"C"}""", 100);
        _ = await _org.PostAsync(
            "/composite/sobjects",
            $$"""{"records":[{{string.Join(",", rows)}}]}"""
        );
        var ids = await _org.ColumnAsync("SELECT Id FROM Contact ORDER BY Id");
        var after = await _org.ColumnAsync(
            $"SELECT Id FROM Contact WHERE Id > '{ids[49]}' ORDER BY Id"
        );

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids[50..], after);
    }

    [Fact]
    public async Task A_count_has_no_records()
    {
        var answer = await _org.QueryAsync("SELECT COUNT() FROM Account WHERE Industry = 'Energy'");

        Assert.Equal(2, (int)answer.Body!["totalSize"]!);
        Assert.Empty(answer.Body["records"]!.AsArray());
        Assert.True((bool)answer.Body["done"]!);
    }

    [Fact]
    public async Task Pages_follow_a_cursor_that_shows_the_state_of_its_query_and_expires()
    {
        for (var i = 0; i < 2; i++)
        {
            var rows = Enumerable
                .Range(0, 200)
                .Select(x =>
                    $$"""{"attributes":{"type":"Contact"},"LastName":"C{{(i * 200) + x:D3}}"}"""
                );
            _ = await _org.PostAsync(
                "/composite/sobjects",
                $$"""{"records":[{{string.Join(",", rows)}}]}"""
            );
        }

        const string soql = "/query?q=SELECT+LastName+FROM+Contact+ORDER+BY+LastName";
        var first = await _org.GetAsync(soql, ("Sforce-Query-Options", "batchSize=250"));
        var small = await _org.GetAsync(soql, ("Sforce-Query-Options", "batchSize=10"));
        var next = first.Body!["nextRecordsUrl"]!.ToString();
        _ = await _org.CreateAsync("Contact", """{"LastName":"C399a"}""");
        var second = await _org.GetAsync(next);
        _org.Time.Advance(TimeSpan.FromDays(2));
        _ = await _org.LogInAsync();
        var late = await _org.GetAsync(next);

        Assert.Equal(400, (int)first.Body["totalSize"]!);
        Assert.False((bool)first.Body["done"]!);
        Assert.Matches("^/services/data/v60.0/query/0r8[0-9A-Za-z]{15}-250$", next);
        Assert.Equal(200, small.Body!["records"]!.AsArray().Count);
        Assert.Equal(150, second.Body!["records"]!.AsArray().Count);
        Assert.Equal("C399", second.Body["records"]![149]!["LastName"]!.ToString());
        Assert.True((bool)second.Body["done"]!);
        Assert.Null(second.Body["nextRecordsUrl"]);
        Assert.Equal("INVALID_QUERY_LOCATOR", late.Code);
    }
}
