using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Invoicing.Credits;
using Tieout.Domain.Tests.Ledger;
using static Tieout.Domain.Tests.Invoicing.AllowanceBench;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>What comes after a customer was let off something: 150.00 an hour, 20 % tax.</summary>
public sealed class AllowanceFollowedExamples
{
    [Fact]
    public void A_discount_falls_by_what_its_time_costs_by_now()
    {
        // 400, 300 and 300, and a tenth off.
        var hub = Discounted(10m, 160m, 120m, 120m);
        Allow(hub, CreditAllowance.OfPercent(100m), [Facts.Time(1).Id]);
        Assert.Equal(-360m, Last(hub).Net.Amount);

        Credit(hub, 1);
        Assert.Equal(0m, Last(hub).Net.Amount);

        Credit(hub, 2);
        Assert.Equal(-270m, Last(hub).Net.Amount);

        // The last takes the rest, whatever was let off before.
        Credit(hub, 3);
        Assert.Equal(0m, hub.State.Invoices.Values.Sum(x => x.Invoice.Net.Amount));
        Holds(hub);
    }

    [Fact]
    public void What_was_let_off_of_a_discount_falls_with_the_work_that_is_credited()
    {
        // 400 and 600, and a tenth off.
        var hub = Discounted(10m, 160m, 240m);
        Allow(hub, CreditAllowance.OfPercent(10m));
        Credit(hub, 1);
        Assert.Equal(-324m, Last(hub).Net.Amount);

        hub.Take(Amended(Time() with { DiscountPercent = 12m }));
        Assert.Null(hub.Run(new PlanAmendment(1, August, "paul", AmendmentChoice.Delta)));

        // 2 % of the 600 that are left.
        Assert.Equal(-12m, hub.State.Plans.Values.Single().Net?.Amount);
        Assert.Null(hub.Run(new ApproveAmendment(hub.State.Plans.Keys.Single(), "anna")));
        Holds(hub);
    }

    [Fact]
    public void A_rate_below_what_was_let_off_leaves_no_more_than_the_price()
    {
        var hub = Billed(Time() with { Cap = new SpendingCap(Money(1_500m)) }, 600m);
        Allow(hub, CreditAllowance.OfAmount(150m));
        Rate(hub, 5m);
        Assert.Null(hub.Run(new RepriceWork(August, August)));
        Approve(hub);
        Assert.Equal([0m], Prices(hub));

        Assert.Null(hub.Run(new CreditInvoice(First(hub), August)));
        Approve(hub);
        hub.Bill(August);

        // 10 h x 5; the allowance ended with the credit.
        Assert.Equal(50m, Last(hub).Net.Amount);
        Holds(hub);
    }

    [Fact]
    public void A_lower_rate_of_what_costs_nothing_any_more_makes_no_document()
    {
        var hub = Billed(Time(), 600m);
        Allow(hub, CreditAllowance.OfPercent(100m));
        Rate(hub, 120m);

        Assert.Null(hub.Run(new RepriceWork(August, August)));

        Assert.Equal(2, hub.State.Invoices.Count);
    }

    [Theory]
    [InlineData(AmendmentChoice.CreditAndRebill, 150)]
    [InlineData(AmendmentChoice.Delta, null)]
    public void A_plan_says_which_allowances_end_with_it(AmendmentChoice choice, int? ends)
    {
        var hub = Billed(Time(), 600m);
        Allow(hub, CreditAllowance.OfPercent(10m));
        var amended = Amended(Time() with { DiscountPercent = 5m });

        var impact = ImpactAnalysis.Of(hub.State, hub.Reference, amended, choice, August);

        Assert.Equal(ends, impact.LetOff?.Amount);
    }

    [Fact]
    public void Work_that_costs_nothing_any_more_uses_up_the_cap_of_the_line_it_is_moved_to()
    {
        var hub = Billed(Time(), 600m);
        Allow(hub, CreditAllowance.OfPercent(100m));
        var moved = new ContractLine.TimeAndMaterials(
            ContractLineId.Parse("T2"),
            LineScope.Everything,
            Cap: new SpendingCap(Money(1_500m))
        );
        hub.Take(Amended(moved));
        Assert.Null(hub.Run(new PlanAmendment(1, August, "paul", AmendmentChoice.Delta)));
        Assert.Null(hub.Run(new ApproveAmendment(hub.State.Plans.Keys.Single(), "anna")));
        hub.Take(Facts.Time(2, minutes: 60m));

        hub.Bill(August);

        Assert.DoesNotContain(hub.State.Invoices.Values, x => x.Invoice.Net.Amount == 150m);
        Holds(hub);
    }

    [Fact]
    public void The_limit_is_one_of_the_work_however_often_something_is_let_off()
    {
        var hub = Billed(Time(), 600m);
        Allow(hub, CreditAllowance.OfAmount(60m));
        var second = new CreditInvoice(
            First(hub),
            August,
            null,
            CreditDisposition.Allowance,
            Why,
            Limit: 100m,
            CreditAllowance.OfAmount(41m)
        );

        Assert.Equal("billing.needs-approver", hub.Run(second)?.Code);
        Assert.Null(hub.Run(second with { Allowance = CreditAllowance.OfAmount(40m) }));
    }

    [Fact]
    public void Work_may_be_named_that_costs_nothing_any_more()
    {
        var hub = Billed(Time(), 600m, 60m);
        Allow(hub, CreditAllowance.OfPercent(100m), [Facts.Time(2).Id]);

        Allow(hub, CreditAllowance.OfPercent(10m), [Facts.Time(1).Id, Facts.Time(2).Id]);

        Assert.Equal(-150m, Last(hub).Net.Amount);
        Assert.Equal(
            "invoicing.nothing-to-credit",
            Run(hub, CreditAllowance.OfPercent(10m), [Facts.Time(3).Id])?.Code
        );
    }

    private static MemoryHub Discounted(decimal percent, params decimal[] minutes) =>
        Billed(Time() with { DiscountPercent = percent }, minutes);

    private static void Credit(MemoryHub hub, int id)
    {
        Assert.Null(
            hub.Run(
                new CreditInvoice(
                    First(hub),
                    August,
                    [Facts.Time(id).Id],
                    CreditDisposition.WriteOff
                )
            )
        );
        Approve(hub);
        Holds(hub);
    }

    private static Amendment Amended(ContractLine line) =>
        new(
            Facts.Engagement,
            1,
            1,
            Facts.Start,
            IsSigned: true,
            Facts.Terms() with
            {
                Lines = [line],
            }
        );
}
