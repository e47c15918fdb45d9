using System.Globalization;
using System.Security.Cryptography;
using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Domain.Canonical;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Salesforce;

public sealed class SalesforceSourceFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_that_has_ended_is_renewed_once()
    {
        await using var org = await FilledAsync(3);
        using var source = SalesforceConnection.Open(org);
        await source.CheckAsync(Token);
        org.Time.Advance(TimeSpan.FromHours(3));

        Assert.Equal(3, (await CodesAsync(source)).Count);
    }

    [Fact]
    public async Task A_signed_assertion_lets_the_connector_in_and_a_foreign_key_does_not()
    {
        using var own = RSA.Create(2048);
        using var other = RSA.Create(2048);
        await using var org = await SalesforceSandbox.StartAsync(
            publicKey: own.ExportSubjectPublicKeyInfoPem()
        );
        const string user = "integration@rehearsal.example";
        using var good = SalesforceConnection.Open(org, own.ExportPkcs8PrivateKeyPem(), user: user);
        using var bad = SalesforceConnection.Open(
            org,
            other.ExportPkcs8PrivateKeyPem(),
            user: user
        );
        using var none = SalesforceConnection.Open(org, "no key", user: user);

        await good.CheckAsync(Token);
        foreach (var source in new[] { bad, none })
        {
            var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
                source.CheckAsync(Token)
            );
            Assert.Equal(ConnectorFault.Settings, fault.Fault);
            Assert.DoesNotContain("no key", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_secret_that_is_wrong_is_for_the_administrator_and_is_not_repeated()
    {
        await using var org = await SalesforceSandbox.StartAsync();
        using var source = SalesforceConnection.Open(org, secret: "guessed-4711");
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => source.CheckAsync(Token));

        Assert.Equal(ConnectorFault.Settings, fault.Fault);
        Assert.Contains("invalid_client", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_daily_limit_the_feed_waits_and_goes_on_where_it_was()
    {
        await using var org = await SalesforceSandbox.StartAsync(dailyCalls: 20);
        await FillAsync(org, 10);
        using var source = SalesforceConnection.Open(org);
        var pages = new List<Page>();
        for (var i = 0; i < 9; i++)
        {
            _ = await org.GetAsync("/limits");
        }

        // One call of the twenty is left: the first page of four.
        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            ReadIntoAsync(source, pages)
        );
        Assert.Equal(ConnectorFault.Transient, fault.Fault);
        Assert.Equal(TimeSpan.FromMinutes(15), fault.RetryAfter);
        Assert.Equal(4, Codes(pages).Count);

        org.Time.Advance(TimeSpan.FromHours(24));
        pages.AddRange(await SalesforceConnection.ReadAsync(source, "customers", pages[^1].Next));
        Assert.Equal(10, Codes(pages).Distinct().Count());
    }

    [Theory]
    [InlineData(503, ConnectorFault.Transient)]
    [InlineData(403, ConnectorFault.Transient)]
    [InlineData(404, ConnectorFault.Contract)]
    public async Task An_error_says_who_has_to_act(int status, ConnectorFault expected)
    {
        await using var org = await FilledAsync(1);
        using var source = SalesforceConnection.Open(org);
        org.Fail("GET", "/queryAll", new FaultAction.Status(status));
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => CodesAsync(source));

        Assert.Equal(expected, fault.Fault);
    }

    [Fact]
    public async Task An_error_in_an_answer_that_is_200_is_an_error()
    {
        await using var org = await FilledAsync(1);
        using var source = SalesforceConnection.Open(org);
        org.Fail("GET", "/queryAll", new FaultAction.ErrorBody("UNABLE_TO_LOCK_ROW", "locked"));
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => CodesAsync(source));

        Assert.Equal(ConnectorFault.Transient, fault.Fault);
        Assert.Single(await CodesAsync(source));
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again_and_loses_nothing()
    {
        await using var org = await FilledAsync(10);
        using var source = SalesforceConnection.Open(org);
        org.Server.Faults = new FaultProgramme(
            new FaultRule(
                new FaultMatch("GET", SalesforceSandbox.Root + "/queryAll"),
                2,
                1,
                new FaultAction.CommitThenDrop()
            )
        );
        var pages = new List<Page>();
        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            ReadIntoAsync(source, pages)
        );
        pages.AddRange(await SalesforceConnection.ReadAsync(source, "customers", pages[^1].Next));

        Assert.Equal(ConnectorFault.Transient, fault.Fault);
        Assert.Equal(10, Codes(pages).Count);
        Assert.Equal(10, Codes(pages).Distinct().Count());
    }

    [Fact]
    public async Task A_commit_behind_the_cursor_is_found_by_the_overlap()
    {
        await using var org = await FilledAsync(5);
        using var source = SalesforceConnection.Open(org);
        var pages = await SalesforceConnection.ReadAsync(source, "customers");
        org.Time.Advance(TimeSpan.FromMinutes(5));
        org.Fail("POST", "/sobjects/Account", new FaultAction.CommitLate(540_000));
        _ = await org.CreateAsync("Account", """{"Name":"Late","AccountNumber":"LATE"}""");
        var later = await SalesforceConnection.ReadAsync(source, "customers", pages[^1].Next);

        Assert.Equal(["LATE"], Codes(later));
    }

    [Fact]
    public async Task Two_hundred_accounts_of_one_second_arrive_once_each()
    {
        await using var org = await SalesforceSandbox.StartAsync();
        var rows = Enumerable
            .Range(0, 200)
            .Select(x =>
                $$"""{"attributes":{"type":"Account"},"Name":"A","AccountNumber":"C-{{x}}"}"""
            );
        _ = await org.PostAsync(
            "/composite/sobjects",
            $$"""{"records":[{{string.Join(",", rows)}}]}"""
        );
        org.Time.Advance(TimeSpan.FromSeconds(5));
        using var source = SalesforceConnection.Open(org, pageSize: 30);
        var codes = await CodesAsync(source);

        Assert.Equal(200, codes.Count);
        Assert.Equal(200, codes.Distinct().Count());
    }

    [Fact]
    public async Task A_record_that_is_changed_between_two_pages_arrives_in_its_last_state()
    {
        await using var org = await FilledAsync(9);
        using var source = SalesforceConnection.Open(org);
        var last = (await org.ColumnAsync("SELECT Id FROM Account ORDER BY Id DESC LIMIT 1"))[0];
        var facts = new List<Customer>();
        await foreach (var page in source.ReadAsync(source.Feeds[0], Cursor.Start, Token))
        {
            if (facts.Count == 0)
            {
                org.Time.Advance(TimeSpan.FromMinutes(1));
                _ = await org.PatchAsync($"/sobjects/Account/{last}", """{"Name":"Changed"}""");
                org.Time.Advance(TimeSpan.FromMinutes(1));
            }

            facts.AddRange(page.Records.Select(x => (Customer)x.Fact));
        }

        Assert.Equal(9, facts.Select(x => x.Code).Distinct().Count());
        Assert.Equal(
            "Changed",
            facts.Where(x => x.Code.Value is "C-8").MaxBy(x => x.Version)!.Name
        );
    }

    [Fact]
    public async Task A_field_that_was_taken_away_stops_the_feed_and_is_named()
    {
        await using var org = await FilledAsync(1);
        using var source = SalesforceConnection.Open(org);
        org.Server.Tampering.RemoveField("Account", "BillingCity");
        var read = await Assert.ThrowsAsync<ConnectorException>(() => CodesAsync(source));
        var check = await Assert.ThrowsAsync<ConnectorException>(() => source.CheckAsync(Token));

        Assert.Equal(ConnectorFault.Settings, read.Fault);
        Assert.Contains("BillingCity", read.Message, StringComparison.Ordinal);
        Assert.Equal(ConnectorFault.Settings, check.Fault);
        Assert.Contains("Account has no BillingCity", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_a_field_that_was_asked_for_is_no_empty_field()
    {
        await using var org = await FilledAsync(1);
        using var source = SalesforceConnection.Open(org);
        org.Fail("GET", "/queryAll", new FaultAction.ChangeAnswer(Without: ["AccountNumber"]));
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => CodesAsync(source));

        Assert.Equal(ConnectorFault.Contract, fault.Fault);
        Assert.Contains("AccountNumber", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_rested_too_long_says_what_it_may_have_missed()
    {
        await using var org = await FilledAsync(1);
        using var source = SalesforceConnection.Open(org);
        var pages = await SalesforceConnection.ReadAsync(source, "customers");
        org.Time.Advance(TimeSpan.FromDays(20));
        var later = await SalesforceConnection.ReadAsync(source, "customers", pages[^1].Next);
        var again = await SalesforceConnection.ReadAsync(source, "customers", later[^1].Next);

        Assert.Equal(
            "salesforce.deletions-missed",
            Assert.Single(later.SelectMany(x => x.Warnings)).Code
        );
        Assert.Empty(again);
    }

    private static async Task<SalesforceSandbox> FilledAsync(int accounts)
    {
        var org = await SalesforceSandbox.StartAsync();
        await FillAsync(org, accounts);
        return org;
    }

    private static async Task FillAsync(SalesforceSandbox org, int accounts)
    {
        for (var i = 0; i < accounts; i++)
        {
            var code = i.ToString(CultureInfo.InvariantCulture);
            _ = await org.CreateAsync("Account", $$"""{"Name":"A","AccountNumber":"C-{{code}}"}""");
        }

        org.Time.Advance(TimeSpan.FromSeconds(5));
    }

    private static async Task ReadIntoAsync(SalesforceSource source, List<Page> pages)
    {
        await foreach (var page in source.ReadAsync(source.Feeds[0], Cursor.Start, Token))
        {
            pages.Add(page);
        }
    }

    private static async Task<List<string>> CodesAsync(SalesforceSource source) =>
        Codes(await SalesforceConnection.ReadAsync(source, "customers"));

    private static List<string> Codes(IEnumerable<Page> pages) =>
        [.. SalesforceConnection.Facts<Customer>(pages).Select(x => x.Code.Value)];
}
