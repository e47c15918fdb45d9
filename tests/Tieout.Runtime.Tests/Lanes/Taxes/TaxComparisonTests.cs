using Tieout.Connect;
using Tieout.Runtime.Lanes.Taxes;

namespace Tieout.Runtime.Tests.Lanes.Taxes;

/// <summary>The hub's tax beside a tax owner's: any difference at all is one.</summary>
public sealed class TaxComparisonTests
{
    [Theory]
    // Three lines of 0.42 at 20 %: 0.084 each, 0.252 together. Rounded by line they are 0.24.
    [InlineData("0.24", "0.08 0.08 0.08", true)]
    // Another cent on one line and one less on another is a difference by line.
    [InlineData("0.24", "0.09 0.08 0.07", false)]
    [InlineData("0.24", "0.08 0.08 0.09", false)]
    // Rounded once the hub has no tax of a line: the tax owner's lines are taken together.
    [InlineData("0.25", "0.08 0.08 0.09", true)]
    [InlineData("0.25", "0.09 0.08 0.08", true)]
    [InlineData("0.25", "0.08 0.08 0.08", false)]
    public void Taxes_are_compared_by_line_where_the_hub_has_them(
        string hub,
        string owner,
        bool isSame
    )
    {
        var document = TaxedInvoice.Of(decimal.Parse(hub, null), 0.42m, 0.42m, 0.42m);
        var held = TaxedInvoice.Held(
            document,
            isCommitted: false,
            [.. owner.Split(' ').Select(x => decimal.Parse(x, null))]
        );

        Assert.Equal(isSame, TaxComparison.IsSame(document, held));
    }

    [Fact]
    public void A_difference_is_told_with_both_figures_by_line()
    {
        var document = TaxedInvoice.Of(30m, 100m, 50m);
        var held = TaxedInvoice.Held(document, isCommitted: false, 20m, 10.01m);

        var refused = Assert.Throws<ConnectorException>(() =>
            TaxComparison.RequireSame(document, held, "tax")
        );

        Assert.Equal((ConnectorFault.Refused, "TAX_DIFFERENCE"), (refused.Fault, refused.Reason));
        Assert.Equal(
            "tax computes 30.01 GBP tax on 150 GBP for TO-K-1-001, the hub 30 GBP on 150 GBP. "
                + "Line 2 (50 GBP): the hub 10 GBP, tax 10.01 GBP.",
            refused.Message
        );
    }

    [Fact]
    public void A_line_that_the_tax_owner_lacks_and_another_amount_are_differences()
    {
        var document = TaxedInvoice.Of(30m, 100m, 50m);
        var held = TaxedInvoice.Held(document, isCommitted: false, 20m, 10m);

        Assert.True(TaxComparison.IsSame(document, held));
        Assert.False(TaxComparison.IsSame(document, held with { Lines = [held.Lines[0]] }));
        Assert.False(
            TaxComparison.IsSame(document, held with { Net = held.Net + document.Invoice.Tax })
        );
    }
}
