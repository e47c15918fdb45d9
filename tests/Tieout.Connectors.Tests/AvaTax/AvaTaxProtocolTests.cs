using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.AvaTax;

/// <summary>Who is let in, what is refused with which number, and how lists are asked.</summary>
public sealed class AvaTaxProtocolTests : IAsyncLifetime
{
    private const string Transactions = "api/v2/companies/DEFAULT/transactions";

    private TrackerSandbox _avatax = null!;

    public async ValueTask InitializeAsync() => _avatax = await AvaTaxDesk.StartAsync();

    public ValueTask DisposeAsync() => _avatax.DisposeAsync();

    [Fact]
    public async Task Account_user_and_token_are_let_in_and_nobody_else()
    {
        var user = AvaTaxDesk.Proof("robin@rehearsal.example", "rehearsal");

        Assert.Equal("True AccountIdLicenseKey", await PingAsync(null));
        Assert.Equal("True UsernamePassword", await PingAsync(user));
        Assert.Equal("True OpenIdBearerToken", await PingAsync("Bearer rehearsal-token"));
        Assert.Equal("False None", await PingAsync("Bearer other"));
        Assert.Equal("401 BearerTokenInvalid 37", await ListErrorAsync("Bearer other"));
        var wrong = AvaTaxDesk.Proof(AvaTaxDesk.Account, "wrong");
        Assert.Equal("401 AuthenticationException 30", await ListErrorAsync(wrong));

        async Task<string> PingAsync(string? proof)
        {
            var reply = await _avatax.SendAsync(
                HttpMethod.Get,
                "api/v2/utilities/ping",
                null,
                proof is null ? [] : [("Authorization", proof)]
            );
            return $"{(bool)reply["authenticated"]!} {reply.Text("authenticationType")}";
        }

        async Task<string?> ListErrorAsync(string proof) =>
            (
                await _avatax.SendAsync(
                    HttpMethod.Get,
                    Transactions,
                    null,
                    ("Authorization", proof)
                )
            ).Error();
    }

    [Fact]
    public async Task Who_says_nothing_of_who_it_is_may_only_ask_whether_anybody_is_there()
    {
        var token = TestContext.Current.CancellationToken;
        using var http = new HttpClient { BaseAddress = _avatax.Address };
        var ping = new Uri("api/v2/utilities/ping", UriKind.Relative);

        var told = await http.GetFromJsonAsync<JsonObject>(ping, token);
        using var list = await http.GetAsync(new Uri(Transactions, UriKind.Relative), token);
        var refused = await list.Content.ReadFromJsonAsync<JsonObject>(token);

        Assert.False((bool)told!["authenticated"]!);
        Assert.Equal(HttpStatusCode.Unauthorized, list.StatusCode);
        Assert.Equal("AuthenticationIncomplete", refused!["error"]!["code"]!.ToString());
        Assert.Equal(34, (int)refused["error"]!["details"]![0]!["number"]!);
    }

    [Theory]
    [InlineData("{", "400 JsonFormatError 47")]
    [InlineData("", "400 ModelRequiredException 38")]
    [InlineData("{\"type\":\"Other\"}", "400 InvalidEnumValue 164")]
    [InlineData("{\"companyCode\":\"NONE\"}", "404 EntityNotFoundError 4")]
    [InlineData("{\"type\":\"SalesInvoice\"}", "400 ValueRequiredError 5")]
    [InlineData("{\"date\":\"yesterday\",\"customerCode\":\"C\"}", "400 DateFormatError 26")]
    [InlineData("{\"date\":\"2026-03-10\",\"customerCode\":\"C\"}", "400 MissingLine 311")]
    [InlineData(
        "{\"date\":\"2026-03-10\",\"customerCode\":\"C\",\"lines\":[{\"amount\":1}]}",
        "400 MissingAddress 304"
    )]
    [InlineData(
        "{\"date\":\"2026-03-10\",\"customerCode\":\"C\",\"lines\":[{\"amount\":1}],\"addresses\":{\"shipTo\":{\"postalCode\":\"98101\"}}}",
        "400 MissingAddress 304"
    )]
    [InlineData(
        "{\"date\":\"2026-03-10\",\"customerCode\":\"C\",\"lines\":[{\"amount\":1}],\"addresses\":{\"singleLocation\":{\"country\":\"US\",\"region\":\"WA\"}}}",
        "400 InvalidAddress 309"
    )]
    [InlineData(
        "{\"date\":\"2026-03-10\",\"customerCode\":\"C\",\"lines\":[{\"amount\":1}],\"addresses\":{\"singleLocation\":{\"country\":\"US\",\"region\":\"ZZ\",\"postalCode\":\"00000\"}}}",
        "400 JurisdictionNotFoundError 130"
    )]
    [InlineData(
        "{\"date\":\"2026-03-10\",\"customerCode\":\"C\",\"lines\":[{\"number\":\"1\",\"amount\":1},{\"number\":\"1\",\"amount\":1}],\"addresses\":{\"singleLocation\":{\"country\":\"FR\"}}}",
        "400 GetTaxError 300"
    )]
    public async Task A_document_that_cannot_be_computed_is_refused_with_its_number(
        string document,
        string error
    )
    {
        var reply = await _avatax.SendAsync(
            HttpMethod.Post,
            "api/v2/transactions/create",
            document
        );

        Assert.Equal(error, reply.Error());
        Assert.Equal("0", (await _avatax.GetAsync(Transactions)).Text("@recordsetCount"));
    }

    [Fact]
    public async Task Lists_are_filtered_and_come_in_pages_with_nothing_below_them()
    {
        for (var i = 1; i <= 5; i++)
        {
            await CreateAsync($"A-{i}", i % 2 == 0 ? ",\"commit\":true" : "");
        }

        var first = await ListAsync("?$top=2");
        var next = await ListAsync($"?$top=2&pageKey={first.Text("pageKey")}");
        var last = await ListAsync("?$top=2&$skip=4");

        Assert.Equal("5", first.Text("@recordsetCount"));
        Assert.Equal(["A-1", "A-2"], Codes(first));
        Assert.Equal(["A-3", "A-4"], Codes(next));
        Assert.Equal(["A-5"], Codes(last));
        Assert.Equal("", last.Text("pageKey"));
        Assert.Empty(first["value.0.lines"]!.AsArray());
        Assert.Empty(first["value.0.summary"]!.AsArray());
        Assert.Null(first["value.0.addresses"]);
        Assert.Single((await ListAsync("?$include=Lines&$top=1"))["value.0.lines"]!.AsArray());
        Assert.Equal(
            ["A-2", "A-4"],
            Codes(await ListAsync("?$filter=status eq 'Committed' and code startswith 'A'"))
        );
        Assert.Equal(
            ["A-5", "A-1"],
            Codes(await ListAsync("?$filter=code in ('A-1','A-5')&$orderBy=code DESC"))
        );
        Assert.Equal(
            ["A-1", "A-3"],
            Codes(
                await ListAsync(
                    "?$filter=(code eq A-1 or code eq A-3) and date between 2026-03-01 and 2026-03-31"
                )
            )
        );
        Assert.Equal(
            "400 MalformedFilterException 182",
            (await ListAsync("?$filter=code is A")).Error()
        );
    }

    [Fact]
    public async Task Without_a_date_in_the_filter_older_documents_are_not_listed()
    {
        await CreateAsync("A", "");
        _avatax.Time.Advance(TimeSpan.FromDays(40));

        Assert.Empty(Codes(await ListAsync("")));
        Assert.Equal(["A"], Codes(await ListAsync("?$filter=date ge '2026-01-01'")));
        Assert.Equal(
            ["A"],
            Codes(await ListAsync("?$filter=modifiedDate gt '2026-01-01' and date gt '2026-01-01'"))
        );
    }

    [Fact]
    public async Task Companies_are_looked_up_by_their_code()
    {
        await _avatax.DoAsync("PUT", "rehearsal/companies/SECOND", "{}");

        var all = await _avatax.GetAsync("api/v2/companies");
        var one = await _avatax.GetAsync("api/v2/companies?$filter=companyCode eq 'SECOND'");

        Assert.Equal("2", all.Text("@recordsetCount"));
        Assert.Equal("SECOND", one.Text("value.0.companyCode"));
        var told = await _avatax.GetAsync($"api/v2/companies/{one.Text("value.0.id")}");
        Assert.Equal("SECOND", told.Text("companyCode"));
        Assert.Equal(
            "404 EntityNotFoundError 4",
            (await _avatax.GetAsync("api/v2/companies/1")).Error()
        );
    }

    [Fact]
    public async Task Too_many_calls_are_turned_down_until_time_has_passed()
    {
        await _avatax.DoAsync("PUT", "rehearsal/limits", """{"calls":2,"seconds":10}""");

        Assert.Equal(200, (await ListAsync("")).Status);
        Assert.Equal(200, (await ListAsync("")).Status);
        Assert.Equal("429 RateLimitExceededError 1723", (await ListAsync("")).Error());
        _avatax.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(200, (await ListAsync("")).Status);
    }

    [Fact]
    public async Task Faults_are_worded_as_the_system_words_them()
    {
        _avatax.Fail("GET", "/**", new FaultAction.Status(503));
        Assert.Equal("503 ServiceNotReady 1718", (await ListAsync("")).Error());
        _avatax.Fail("GET", "/**", new FaultAction.ExpireTokens());
        Assert.Equal("401 AuthenticationException 30", (await ListAsync("")).Error());
        Assert.Equal(200, (await ListAsync("")).Status);
    }

    private Task<TrackerReply> CreateAsync(string code, string more) =>
        _avatax.SendAsync(
            HttpMethod.Post,
            "api/v2/transactions/create",
            AvaTaxDesk.Document(
                code,
                AvaTaxDesk.Paris,
                $"\"type\":\"SalesInvoice\"{more}",
                """[{"amount":100}]"""
            )
        );

    private Task<TrackerReply> ListAsync(string query) => _avatax.GetAsync(Transactions + query);

    private static IEnumerable<string> Codes(TrackerReply reply) =>
        reply["value"]!.AsArray().Select(x => x!["code"]!.ToString());
}
