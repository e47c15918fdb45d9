using System.Net;
using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Ledgerworks;

/// <summary>What is not to be paid with a document, in the simulated ERP's own words and books.</summary>
public sealed class LedgerworksDeductionTests : IAsyncLifetime
{
    private LedgerworksUnderTest _target = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private LedgerworksDesk Desk => _target.Desk;

    public async ValueTask InitializeAsync()
    {
        _target = await LedgerworksUnderTest.OpenAsync(Token);
        _ = await Desk.AddCustomerAsync("C1", Token);
        var account = new
        {
            company = "UK",
            code = "1150",
            name = "Retention",
            type = "asset",
        };
        _ = await Desk.SendAsync(HttpMethod.Post, "accounts", account, Token);
    }

    public ValueTask DisposeAsync() => _target.DisposeAsync();

    [Fact]
    public async Task It_is_booked_on_its_account_and_only_the_rest_can_be_paid()
    {
        var draft = await Desk.SendAsync(HttpMethod.Post, "invoices", Body("1150", 20m), Token);
        var id = (long)draft["id"]!;
        _ = await Desk.PostAsync(id, Token);

        // 100.00 + 20.00 - 20.00.
        var posted = await Desk.SendAsync(HttpMethod.Get, $"invoices/{id}", null, Token);
        Assert.Equal(
            (120m, 20m, 100m),
            (
                posted["gross"]!.GetValue<decimal>(),
                posted["deducted"]!.GetValue<decimal>(),
                posted["open"]!.GetValue<decimal>()
            )
        );
        Assert.Equal("CLOUD", (string?)posted["lines"]![0]!["dimensions"]!["practice"]);
        Assert.True(await new LedgerworksAudit(Desk).IsInOrderAsync(Token));
        Assert.Equal("overpayment", await CodeOfAsync("payments", Payment(id, 100.01m)));
        _ = await Desk.SendAsync(HttpMethod.Post, "payments", Payment(id, 100m), Token);
        var paid = await Desk.SendAsync(HttpMethod.Get, $"invoices/{id}", null, Token);
        Assert.Equal("paid", (string?)paid["state"]);
    }

    [Fact]
    public async Task A_draft_that_is_changed_keeps_nothing_of_before()
    {
        var draft = await Desk.SendAsync(HttpMethod.Post, "invoices", Body("1150", 20m), Token);

        var (status, changed) = await Desk.TryAsync(
            HttpMethod.Put,
            $"invoices/{draft["id"]}",
            LedgerworksDesk.Body("R-1", 100m),
            Token,
            etag: $"\"{draft["version"]}\""
        );

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(0m, changed!["deducted"]!.GetValue<decimal>());
        Assert.Equal(120m, changed["open"]!.GetValue<decimal>());
        Assert.Empty(changed["lines"]![0]!["dimensions"]!.AsObject());
    }

    [Theory]
    [InlineData("9999", 20, "unknown_account")]
    [InlineData("1150", 0, "amount_precision")]
    [InlineData("1150", -20, "amount_precision")]
    [InlineData("1150", 120.01, "deductions_exceed_total")]
    public async Task What_an_ERP_would_not_take_is_refused(
        string account,
        double amount,
        string code
    ) => Assert.Equal(code, await CodeOfAsync("invoices", Body(account, (decimal)amount)));

    /// <summary>100.00 and 20 % tax.</summary>
    private static JsonNode Body(string account, decimal amount)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(
            LedgerworksDesk.Body("R-1", 100m)
        )!;
        body["deductions"] = new JsonArray(
            new JsonObject { ["account"] = account, ["amount"] = amount }
        );
        body["lines"]![0]!["dimensions"] = new JsonObject { ["practice"] = "CLOUD" };
        return body;
    }

    private static object Payment(long invoice, decimal amount) =>
        new
        {
            invoice,
            amount,
            valueDate = "2026-04-01",
        };

    private async Task<string?> CodeOfAsync(string path, object body)
    {
        var (_, error) = await Desk.TryAsync(HttpMethod.Post, path, body, Token);
        return (string?)error!["code"];
    }
}
