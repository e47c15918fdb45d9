using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Files;

/// <summary>Instalments of a fixed fee by amount or by percentage of its total.</summary>
public sealed class InstalmentRowsTests : IDisposable
{
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Percentages_of_a_total_are_amounts_that_lose_no_cent()
    {
        Drop(
            "100.00",
            "id,date,percent",
            "a,2026-01-31,33.3",
            "b,2026-02-28,33.3",
            "c,2026-03-31,33.4"
        );

        var (facts, rejected) = await _folder.TakeAsync("contracts");

        Assert.Empty(rejected.Select(x => x.Message));
        Assert.Equal([33.3m, 33.3m, 33.4m], Amounts(facts));
    }

    [Fact]
    public async Task The_odd_cent_goes_to_the_largest_rest()
    {
        // 0.125, 0.125 and 0.75 of a cent beyond 2.00, 2.00 and 4.00.
        Drop(
            "0.10",
            "id,date,percent",
            "a,2026-01-31,21.25",
            "b,2026-02-28,21.25",
            "c,2026-03-31,57.5"
        );

        var (facts, _) = await _folder.TakeAsync("contracts");

        Assert.Equal([0.02m, 0.02m, 0.06m], Amounts(facts));
    }

    [Theory]
    [InlineData("", "id,date,percent", "a,2026-01-31,100", "files.missing-value", "total: ''")]
    [InlineData(
        "9",
        "id,date,percent",
        "a,2026-01-31,90",
        "files.bad-percent",
        "total: '9' has instalments of 90 percent together; 100 are needed"
    )]
    [InlineData("9", "id,date,percent", "a,2026-01-31,0", "files.bad-number", "0.0001 to 100")]
    [InlineData(
        "9",
        "id,date,percent,amount",
        "a,2026-01-31,50,\nK-1,L1,b,2026-02-28,,4.50",
        "files.bad-percent",
        "contract-schedule.csv line 3"
    )]
    [InlineData(
        "9",
        "id,date,percent,amount",
        "a,2026-01-31,100,9",
        "files.not-for-this",
        "rows that tell no percent only"
    )]
    [InlineData("9", "id,date", "a,2026-01-31", "files.missing-value", "amount: ''")]
    [InlineData(
        "9",
        "id,date,amount",
        "a,2026-01-31,8",
        "files.bad-total",
        "total: '9' is not what the instalments are together"
    )]
    public async Task What_does_not_add_up_is_handed_back(
        string total,
        string columns,
        string row,
        string code,
        string message
    )
    {
        Drop(total, columns, row);

        var rejected = await _folder.OneRejectedAsync([], "contracts");

        Assert.Equal(code, rejected.Code);
        Assert.Contains(message, rejected.Message, StringComparison.Ordinal);
    }

    private void Drop(string total, string columns, params string[] rows)
    {
        _folder.Drop(
            "contract-schedule.csv",
            $"contract,line,{columns}\n" + string.Concat(rows.Select(row => $"K-1,L1,{row}\n"))
        );
        _folder.Drop("contract-lines.csv", $"contract,line,kind,total\nK-1,L1,fixed-fee,{total}\n");
        _folder.Drop(
            "contracts.csv",
            "contract,customer,legal_entity,currency,start,signed\nK-1,C-1,UK,EUR,2026-01-01,true\n"
        );
    }

    private static IEnumerable<decimal> Amounts(IEnumerable<CanonicalFact> facts) =>
        Assert
            .IsType<ContractLine.FixedFee>(
                Assert.Single(Assert.IsType<Contract>(Assert.Single(facts)).Terms.Lines)
            )
            .Schedule.Select(x => x.Amount.Amount);
}
