using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Files;

public sealed class TaxRowsTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Texas")]
    [InlineData("tx")]
    [InlineData("US-TX")]
    public async Task A_region_that_is_no_code_is_rejected(string region)
    {
        _folder.Drop(
            "customers.csv",
            $"code,name,country,region,version\nC-1,Acme,US,{region},1\nC-2,Bolt,US,NY,1\n"
        );

        var (facts, rejected) = await _folder.TakeAsync("customers");

        var problem = Assert.Single(rejected);
        Assert.Equal("files.bad-region", problem.Code);
        Assert.Contains("write TX", problem.Message, StringComparison.Ordinal);
        Assert.Equal("NY", Assert.IsType<Customer>(Assert.Single(facts)).Region);
    }

    [Fact]
    public async Task A_rule_for_a_service_of_a_name_that_is_too_long_is_rejected()
    {
        var name = new string('x', 201);
        _folder.Drop(
            "tax-rules.csv",
            "code,category,rate,services,version\n"
                + $"A,S,20,general;{name},1\nB,S,20,general;data-processing,1\n"
        );

        var (facts, rejected) = await _folder.TakeAsync("tax-rules");

        var problem = Assert.Single(rejected);
        Assert.Equal("files.bad-code", problem.Code);
        Assert.Contains("services", problem.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["general", "data-processing"],
            Assert.IsType<TaxRule>(Assert.Single(facts)).Services!
        );
    }
}
