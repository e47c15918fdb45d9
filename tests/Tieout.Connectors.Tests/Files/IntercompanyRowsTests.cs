namespace Tieout.Connectors.Tests.Files;

public sealed class IntercompanyRowsTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("UK,UK,120,USD,,", "files.bad-code", "is the lender too")]
    [InlineData("UK,DE,-1,USD,,", "files.bad-number", "hourly_price")]
    [InlineData("UK,DE,120,,,", "files.missing-value", "currency")]
    [InlineData("UK,DE,120,USD,2026-07-01,2026-06-30", "files.bad-date", "to")]
    public async Task A_transfer_price_that_says_nothing_sure_is_rejected(
        string row,
        string code,
        string message
    )
    {
        const string header = "lender,borrower,hourly_price,currency,from,to,version\n";
        _folder.Drop("transfer-prices.csv", $"{header}{row},1\nUK,DE,0,USD,,,1\n");

        var (facts, rejected) = await _folder.TakeAsync("transfer-prices");

        var problem = Assert.Single(rejected);
        Assert.Equal(code, problem.Code);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal("transfer-price/UK/to/DE/-9998-01-01", Assert.Single(facts).Identity);
    }

    [Fact]
    public async Task Costs_of_a_person_a_role_and_everybody_are_facts_of_their_own()
    {
        _folder.Drop(
            "cost-rates.csv",
            "legal_entity,resource,role,hourly_cost,currency,from,version\n"
                + "UK,,,70,GBP,2026-01-01,1\n"
                + "UK,R-1,,80,GBP,2026-01-01,1\n"
                + "UK,,Architect,90,GBP,2026-01-01,1\n"
                + "UK,R-1,Architect,100,GBP,2026-01-01,1\n"
        );

        var (facts, rejected) = await _folder.TakeAsync("cost-rates");

        Assert.Empty(rejected);
        Assert.Equal(
            [
                "cost-rate/UK/2026-01-01",
                "cost-rate/UK/2026-01-01/resource/R-1",
                "cost-rate/UK/2026-01-01/role/Architect",
                "cost-rate/UK/2026-01-01/resource/R-1/role/Architect",
            ],
            facts.Select(fact => fact.Identity)
        );
    }
}
