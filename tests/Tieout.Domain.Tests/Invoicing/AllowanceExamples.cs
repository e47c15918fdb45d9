using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Invoicing.Credits;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;
using static Tieout.Domain.Tests.Invoicing.AllowanceBench;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>A customer is let off a part of what was billed: 150.00 an hour, 20 % tax.</summary>
public sealed class AllowanceExamples
{
    [Fact]
    public void A_tenth_is_credited_with_its_tax_and_the_hours_stay_billed()
    {
        var hub = Billed(Time(), 600m, 300m);

        Allow(hub, CreditAllowance.OfPercent(10m));

        // 15 h x 150 = 2,250: 225 net, 45 tax.
        var memo = Last(hub);
        Assert.Equal(InvoiceType.CreditNote, memo.Type);
        Assert.Equal((-225m, -45m), (memo.Net.Amount, memo.Tax.Amount));
        Assert.Equal(First(hub), memo.RefersTo);
        Assert.Equal(2_430m, hub.State.Find(First(hub))!.Open.Amount);
        var slice = Assert.Single(hub.State.Work[Facts.Time(1).Id].Slices);
        Assert.Equal(
            (Stage.Invoiced, Effort.OfMinutes(600m), 1_350m),
            (slice.Stage, slice.Effort, slice.Amount!.Value.Amount)
        );
        hub.Bill(August);
        Assert.Equal(2, hub.State.Invoices.Count);
    }

    [Fact]
    public void An_amount_is_shared_by_what_work_costs_and_no_cent_is_lost()
    {
        var hub = Billed(Time(), 60m, 60m, 60m);

        Allow(hub, CreditAllowance.OfAmount(100m));

        // 100 / 3 = 33.33 each, the odd cent to the first.
        Assert.Equal(
            [-33.34m, -33.33m, -33.33m],
            Last(hub).Lines.Single().Shares.Select(x => x.Amount.Amount)
        );
    }

    [Fact]
    public void Discounts_of_the_line_and_of_the_document_fall_with_it()
    {
        var hub = Billed(Time() with { DiscountPercent = 10m }, 600m);

        Allow(hub, CreditAllowance.OfPercent(50m));

        Assert.Equal([-750m, 75m], Last(hub).Lines.Select(x => x.Amount.Amount));

        hub = Billed(terms => terms with { DiscountPercent = 10m }, Time(), 600m);
        Allow(hub, CreditAllowance.OfAmount(150m));

        // A tenth of 1,500, and so a tenth of the 150 of discount.
        Assert.Equal((-15m, -135m), (Last(hub).Discount!.Value.Amount, Last(hub).Net.Amount));
    }

    [Fact]
    public void Of_named_work_only_its_own_price_falls()
    {
        var hub = Billed(Time(), 600m, 300m);

        Allow(hub, CreditAllowance.OfPercent(20m), [Facts.Time(2).Id]);

        Assert.Equal(-150m, Last(hub).Net.Amount);
        Assert.Equal([1_500m, 600m], Prices(hub));
    }

    [Fact]
    public void Allowances_and_a_credit_of_the_rest_end_at_exactly_nothing()
    {
        var hub = Billed(Time(), 97m, 61m);
        Allow(hub, CreditAllowance.OfAmount(33.33m));
        Allow(hub, CreditAllowance.OfPercent(7m));

        Assert.Null(hub.Run(new CreditInvoice(First(hub), August)));
        Approve(hub);

        var documents = hub.State.Invoices.Values.Select(x => x.Invoice).ToList();
        Assert.Equal(
            (0m, 0m),
            (documents.Sum(x => x.Net.Amount), documents.Sum(x => x.Tax.Amount))
        );

        // Billed anew it costs what was agreed: 97 and 61 minutes at 150 are 395.00.
        hub.Bill(August);
        Assert.Equal(395m, Last(hub).Net.Amount);
    }

    [Fact]
    public void No_more_than_what_stands_is_let_off_and_nothing_that_is_no_amount()
    {
        var hub = Billed(Time(), 60m);
        Allow(hub, CreditAllowance.OfAmount(100m));

        foreach (
            var allowance in new[]
            {
                CreditAllowance.OfAmount(50.01m),
                CreditAllowance.OfAmount(0m),
                CreditAllowance.OfAmount(0.005m),
                CreditAllowance.OfPercent(100.1m),
                CreditAllowance.OfPercent(0m),
            }
        )
        {
            Assert.Equal("invoicing.no-allowance", Run(hub, allowance)?.Code);
        }

        Allow(hub, CreditAllowance.OfAmount(50m));
        Assert.Equal([0m], Prices(hub));
        Assert.Equal("invoicing.no-allowance", Run(hub, CreditAllowance.OfPercent(1m))?.Code);
    }

    [Fact]
    public void Above_the_limit_somebody_else_approves()
    {
        var hub = Billed(Time(), 600m);
        var command = new CreditInvoice(
            First(hub),
            August,
            null,
            CreditDisposition.Allowance,
            Why,
            Limit: 100m,
            CreditAllowance.OfAmount(100.01m)
        );

        Assert.Equal("billing.needs-approver", hub.Run(command)?.Code);
        Assert.Null(hub.Run(command with { Why = Why with { ApprovedBy = "anna" } }));
    }

    [Theory]
    // 10 h at 160 are 100 more than at 150, whatever was let off.
    [InlineData(160, 100)]
    // 10 h at 5 are 50: of 1,350 that stand nothing is left, and the allowance was more than that.
    [InlineData(5, -1_350)]
    public void A_later_rate_changes_the_price_and_takes_no_allowance_back(int rate, int difference)
    {
        var hub = Billed(Time(), 600m);
        Allow(hub, CreditAllowance.OfAmount(150m));
        Rate(hub, rate);

        Assert.Null(hub.Run(new RepriceWork(August, August)));
        Approve(hub);

        Assert.Equal(difference, Last(hub).Net.Amount);
        Assert.Null(hub.Run(new RepriceWork(August, August)));
        Assert.Equal(3, hub.State.Invoices.Count);
    }

    [Fact]
    public void An_amendment_changes_the_price_and_takes_no_allowance_back()
    {
        var hub = Billed(Time() with { FeePercent = 10m }, 600m);
        Allow(hub, CreditAllowance.OfPercent(10m));
        Rate(hub, 160m);
        hub.Take(
            new Amendment(
                Facts.Engagement,
                1,
                1,
                Facts.Start,
                IsSigned: true,
                Facts.Terms() with
                {
                    PaymentDays = 45,
                    Lines = [Time() with { FeePercent = 10m }],
                }
            )
        );

        Assert.Null(hub.Run(new PlanAmendment(1, August, "paul", AmendmentChoice.Delta)));

        // 10 h x 10 more, and a tenth of it.
        Assert.Equal(110m, hub.State.Plans.Values.Single().Net?.Amount);
        Assert.Null(hub.Run(new ApproveAmendment(hub.State.Plans.Keys.Single(), "anna")));
        Assert.Equal([1_450m], Prices(hub));
        Holds(hub);
    }

    [Fact]
    public void A_fee_that_falls_below_what_was_let_off_is_credited_to_nothing()
    {
        var hub = Billed(Time() with { FeePercent = 10m }, 600m);
        Allow(hub, CreditAllowance.OfPercent(90m));
        hub.Take(
            new Amendment(
                Facts.Engagement,
                1,
                1,
                Facts.Start,
                IsSigned: true,
                Facts.Terms() with
                {
                    Lines = [Time() with { FeePercent = 5m }],
                }
            )
        );

        Assert.Null(hub.Run(new PlanAmendment(1, August, "paul", AmendmentChoice.Delta)));

        // Of a fee of 150, 15 stand; 75 less are no more than that.
        Assert.Equal(-15m, hub.State.Plans.Values.Single().Net?.Amount);
        Assert.Null(hub.Run(new ApproveAmendment(hub.State.Plans.Keys.Single(), "anna")));
        Holds(hub);
    }

    [Fact]
    public void What_was_let_off_does_not_come_back_as_room_under_a_cap_or_as_progress()
    {
        var hub = Billed(Time() with { Cap = new SpendingCap(Money(1_500m)) }, 600m, 60m);
        Allow(hub, CreditAllowance.OfPercent(10m));

        hub.Bill(August);

        Assert.Equal(2, hub.State.Invoices.Count);

        var progress = new ContractLine.Progress(
            ContractLineId.Parse("P"),
            LineScope.Everything,
            [new ProgressPart(Money(1_000m), 40m)]
        );
        hub = Billed(progress);
        Allow(hub, CreditAllowance.OfPercent(10m));
        hub.Bill(August);

        Assert.Equal([400m, -40m], hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount));
    }

    [Fact]
    public void What_is_given_back_after_an_allowance_is_billed_anew_as_it_was()
    {
        var hub = Billed(Time() with { Cap = new SpendingCap(Money(1_500m)) }, 600m, 60m);
        Allow(hub, CreditAllowance.OfPercent(10m));
        Assert.Null(hub.Run(new CreditInvoice(First(hub), August)));
        Approve(hub);

        hub.Bill(August);

        Assert.Equal(
            [1_500m, -150m, -1_350m, 1_500m],
            hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount)
        );

        hub = Billed(
            new ContractLine.Progress(
                ContractLineId.Parse("P"),
                LineScope.Everything,
                [new ProgressPart(Money(1_000m), 40m)]
            )
        );
        Allow(hub, CreditAllowance.OfPercent(10m));
        Assert.Null(hub.Run(new CreditInvoice(First(hub), August)));
        Approve(hub);
        hub.Bill(August);

        Assert.Equal(
            [400m, -40m, -360m, 400m],
            hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount)
        );
        Holds(hub);
    }

    [Fact]
    public void Corrected_work_is_credited_at_what_it_costs_by_now_and_billed_as_agreed()
    {
        var hub = Billed(Time(), 480m);
        Allow(hub, CreditAllowance.OfPercent(10m));
        hub.Take(Facts.Time(1, version: 2, minutes: 360m));

        hub.Bill(August);

        Assert.Equal(
            [1_200m, -120m, -1_080m, 900m],
            hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount)
        );
        Holds(hub);
    }

    [Fact]
    public void It_falls_with_its_invoice_and_the_work_costs_what_was_agreed()
    {
        var hub = Billed(Time(), 600m);
        Allow(hub, CreditAllowance.OfPercent(10m));
        hub.Take(new DocumentVoided(First(hub), 1, August));

        hub.Bill(August);

        Assert.Equal(1_500m, Last(hub).Net.Amount);
        Assert.Equal(
            [InvoiceStatus.Voided, InvoiceStatus.Voided, InvoiceStatus.Approved],
            hub.State.Invoices.Values.Select(x => x.Status)
        );
        Holds(hub);
    }

    [Fact]
    public void One_that_was_drafted_before_its_work_was_credited_is_given_up()
    {
        var hub = Billed(Time(), 600m);
        Assert.Null(Run(hub, CreditAllowance.OfPercent(10m)));
        var draft = Last(hub).Reference;

        // A second credit waits for the first; a correction at the source does as well.
        Assert.Equal("invoicing.credit-in-draft", Run(hub, CreditAllowance.OfPercent(5m))?.Code);
        hub.Take(new DocumentVoided(First(hub), 1, August));

        Assert.Equal(InvoiceStatus.Cancelled, hub.State.Find(draft)!.Status);
    }
}
