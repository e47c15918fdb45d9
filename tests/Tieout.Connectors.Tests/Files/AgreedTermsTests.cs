using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Usage;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Files;

/// <summary>Contracts whose terms do not fit together are handed back with what would be right.</summary>
public sealed class AgreedTermsTests : IDisposable
{
    private const string Terms = "contract,customer,legal_entity,currency,start,signed";
    private readonly InboxFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Kind, further columns and their values; code and message.</summary>
    public static TheoryData<string, string, string, string, string> WrongLines =>
        new()
        {
            { "units", "", "", "files.missing-value", "unit_price: ''" },
            { "units", ",unit_price", ",-1", "files.bad-number", "out of range" },
            { "progress", "", "", "files.no-parts", "has no part row" },
            { "fixed-fee", "", "", "files.no-schedule", "has no schedule row" },
            {
                "milestones",
                ",unit_price",
                ",1",
                "files.not-for-this",
                "unit_price: '1' is for units lines only; leave it empty"
            },
            {
                "reimbursables",
                ",cap_alert_percent",
                ",80",
                "files.missing-value",
                "cap: '' is empty, but cap_alert_percent is filled"
            },
            { "time-and-materials", ",discount_percent", ",101", "files.bad-number", "0 to 100" },
            {
                "time-and-materials",
                ",cap,cap_on_exceed",
                ",1,stop",
                "files.bad-word",
                "split, block"
            },
            {
                "units",
                ",unit_price,projects,claims_work",
                ",1,P-1,false",
                "files.not-for-this",
                "lines that claim work only"
            },
        };

    /// <summary>The same of caps in hours and of each month.</summary>
    public static TheoryData<string, string, string, string, string> WrongCaps =>
        new()
        {
            {
                "time-and-materials",
                ",cap,cap_used_hours",
                ",100,5",
                "files.missing-value",
                "cap_hours: '' is empty, but cap_used_hours is filled"
            },
            {
                "time-and-materials",
                ",cap_hours,cap_period,cap_used_hours",
                ",40,month,5",
                "files.missing-value",
                "cap_used_through: '' is empty, but cap_used_hours is filled"
            },
            {
                "time-and-materials",
                ",cap_hours,cap_used_through",
                ",40,2026-03-15",
                "files.not-for-this",
                "caps of each month only"
            },
            {
                "reimbursables",
                ",cap_hours",
                ",40",
                "files.not-for-this",
                "time-and-materials lines only"
            },
        };

    /// <summary>The same of retainers.</summary>
    public static TheoryData<string, string, string, string, string> WrongRetainers =>
        new()
        {
            {
                "retainer",
                "",
                "",
                "files.missing-value",
                "fee: '' is empty; write it like 2000.00"
            },
            {
                "retainer",
                ",fee,cap",
                ",1,5",
                "files.not-for-this",
                "time-and-materials and reimbursables lines only"
            },
            {
                "retainer",
                ",fee,included_hours,overage",
                ",1,2,hourly",
                "files.missing-value",
                "overage_rate"
            },
            {
                "retainer",
                ",fee,included_hours,overage,overage_rate",
                ",1,2,rate-card,3",
                "files.not-for-this",
                "overage_rate: '3' is for hourly overage only"
            },
            { "retainer", ",fee,overage", ",1,rate-card", "files.missing-value", "included_hours" },
            {
                "retainer",
                ",fee,included_hours,rollover_months",
                ",1,2,3",
                "files.missing-value",
                "rollover: '' is empty, but rollover_months is filled"
            },
            {
                "retainer",
                ",fee,included_hours,overage",
                ",1,2,graduated",
                "files.no-tiers",
                "has no tier row"
            },
            {
                "retainer",
                ",fee,included_hours,overage,package_hours,package_price",
                ",1,2,package,0,9",
                "files.bad-number",
                "package_hours"
            },
        };

    [Theory]
    [MemberData(nameof(WrongLines))]
    [MemberData(nameof(WrongCaps))]
    [MemberData(nameof(WrongRetainers))]
    public async Task A_line_says_what_its_kind_needs_and_nothing_else(
        string kind,
        string columns,
        string values,
        string code,
        string message
    )
    {
        Drop($"contract,line,kind{columns}\nK-1,L1,{kind}{values}\n");

        var rejected = await _folder.OneRejectedAsync([], "contracts");

        Assert.Equal(code, rejected.Code);
        Assert.StartsWith("contract-lines.csv line 2", rejected.Message, StringComparison.Ordinal);
        Assert.Contains(message, rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        ",commitment_span",
        ",term",
        "commitment: '' is empty, but commitment_span is filled"
    )]
    [InlineData(
        ",commitment,commitment_billed_before",
        ",1,2",
        "commitment_billed_before: '2' is for commitments of a term only"
    )]
    [InlineData(",purchase_order_used", ",5", "purchase_order_limit: '' is empty")]
    [InlineData(",cap_counts_expenses", ",true", "is for contracts with a cap only")]
    [InlineData(",cap_period", ",month", "cap: '' is empty, but cap_period is filled")]
    [InlineData(",retention_percent", ",120", "out of range: 0 to 100")]
    [InlineData(",prepaid", ",-5", "out of range")]
    public async Task Terms_that_lack_their_other_half_are_handed_back(
        string columns,
        string values,
        string message
    )
    {
        Drop("contract,line,kind\nK-1,L1,milestones\n", columns, values);

        var rejected = await _folder.OneRejectedAsync([], "contracts");

        Assert.Contains(message, rejected.Message, StringComparison.Ordinal);
        Assert.StartsWith("contracts.csv line 2", rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10,1\nK-1,L1,10,2\nK-1,L1,,3", "line 3, up_to_hours: '10' is not beyond")]
    [InlineData(",1\nK-1,L1,20,2", "line 3, up_to_hours: '20' is not beyond")]
    [InlineData("10,1", "line 2, up_to_hours: '10' ends the last step; leave it empty there")]
    public async Task Steps_of_a_scale_ascend_and_the_last_has_no_end(string rows, string message)
    {
        _folder.Drop(
            "contract-tiers.csv",
            $"contract,line,up_to_hours,unit_price\nK-1,L1,{rows}\n"
        );
        Drop("contract,line,kind,fee,included_hours,overage\nK-1,L1,retainer,1,2,volume\n");

        var rejected = await _folder.OneRejectedAsync([], "contracts");

        Assert.Equal("files.bad-tiers", rejected.Code);
        Assert.Contains(message, rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("100,35,1,2", "fill either percent_done or cost_to_date and cost_total")]
    [InlineData("100,,3,2", "is more than cost_total")]
    public async Task A_part_is_done_by_judgement_or_by_cost(string values, string message)
    {
        _folder.Drop(
            "contract-parts.csv",
            $"contract,line,price,percent_done,cost_to_date,cost_total\nK-1,L1,{values}\n"
        );
        Drop("contract,line,kind\nK-1,L1,progress\n");

        var rejected = await _folder.OneRejectedAsync([], "contracts");

        Assert.Equal("files.bad-parts", rejected.Code);
        Assert.Contains(message, rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("L1", "files.not-for-this", "they are for: A progress line of the contract")]
    [InlineData("L9", "files.no-such-line", "is no line of its contract")]
    public async Task Rows_below_a_line_must_fit_it(string line, string code, string message)
    {
        _folder.Drop("contract-parts.csv", $"contract,line,price,percent_done\nK-1,{line},5,1\n");
        Drop("contract,line,kind\nK-1,L1,milestones\n");

        var rejected = await _folder.OneRejectedAsync([], "contracts");

        Assert.Equal(code, rejected.Code);
        Assert.Contains(message, rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_nested_in_a_line_of_json_need_not_name_the_line()
    {
        _folder.Drop(
            "contracts.jsonl",
            """
            {"contract":"K-1","customer":"C-1","legal_entity":"UK","currency":"EUR","start":"2026-01-01","signed":true,"lines":[{"line":"R","kind":"retainer","fee":10,"included_hours":2,"overage":"graduated","tiers":[{"up_to_hours":5,"unit_price":3},{"unit_price":2}]},{"line":"F","kind":"fixed-fee","schedule":[{"id":"S","date":"2026-02-01","amount":7}]}]}
            """
        );

        var (facts, rejected) = await _folder.TakeAsync("contracts");

        Assert.Empty(rejected.Select(x => x.Message));
        var lines = Assert.IsType<Contract>(Assert.Single(facts)).Terms.Lines;
        var retainer = Assert.IsType<ContractLine.Retainer>(lines[0]);
        Assert.Equal(
            new OveragePrice.Scaled(
                new UsagePrice.Graduated([new PriceTier(5m, 3m), new PriceTier(null, 2m)])
            ),
            retainer.Overage
        );
        var fee = Assert.IsType<ContractLine.FixedFee>(lines[1]);
        Assert.Equal(new Money(7m, CurrencyCode.Parse("EUR")), Assert.Single(fee.Schedule).Amount);
    }

    private void Drop(string lines, string columns = "", string values = "")
    {
        _folder.Drop("contract-lines.csv", lines);
        _folder.Drop(
            "contracts.csv",
            $"{Terms}{columns}\nK-1,C-1,UK,EUR,2026-01-01,true{values}\n"
        );
    }
}
