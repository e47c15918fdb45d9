using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Revenue;
using Tieout.Domain.Tests.Ledger;
using static Tieout.Domain.Tests.Revenue.RevenueBench;

namespace Tieout.Domain.Tests.Revenue;

/// <summary>One example for each measure that a person can check by hand. 150 an hour.</summary>
public sealed class RevenueByMonthExamples
{
    [Fact]
    public void Approved_time_is_earned_in_its_month_whether_billed_or_not()
    {
        var hub = With(Time());
        hub.Take(Facts.Time(1, minutes: 120));
        Bill(hub, July);
        hub.Take(Facts.Time(2, date: new LocalDate(2026, 8, 3)));

        // July 2 h x 150 = 300, billed. August 1 h x 150 = 150, not billed.
        Assert.Equal((0m, 300m, 300m), Earned(hub, July));
        Assert.Equal((300m, 150m, 300m), Earned(hub, August));
        Assert.Equal((150m, 0m, 0m), Position(hub, August));
        Assert.Equal(RevenueMeasure.RightToInvoice, Only(hub, August).Measure);
    }

    [Fact]
    public void Time_that_is_approved_late_is_revenue_of_the_month_in_which_it_was_worked()
    {
        var hub = With(Time());
        hub.Take(Facts.Time(1, minutes: 60, status: ApprovalStatus.Submitted));
        var before = Of(hub, July);
        hub.Take(Facts.Time(1, version: 2, minutes: 60));

        Assert.Empty(before.Contracts);
        var note = Assert.Single(before.Notes);
        Assert.Equal(("TIME_NOT_APPROVED", 1, 150m), Said(note));
        Assert.Equal((0m, 150m, 0m), Earned(hub, July));
    }

    [Fact]
    public void Work_without_a_rate_is_named_and_not_counted()
    {
        var hub = With(Time());
        hub.Take(Facts.Time(1));
        hub.Take(Facts.Time(2, role: "apprentice"));
        hub.Take(Facts.Time(3, role: "apprentice", date: new LocalDate(2026, 8, 3)));

        var note = Assert.Single(Of(hub, July).Notes);
        Assert.Equal((0m, 150m, 0m), Earned(hub, July));
        Assert.Equal(("NO_RATE", 1, null), Said(note));
        Assert.Equal(ReasonOwner.SalesOps, note.Owner);
        Assert.Equal(2, Assert.Single(Of(hub, August).Notes).Count);
    }

    [Fact]
    public void What_keeps_only_the_document_from_being_made_does_not_keep_revenue()
    {
        var hub = With(Time());
        hub.Take(new Project(Facts.Delivery, 2, Facts.Engagement, "Delivery", IsOnHold: true));
        hub.Take(Facts.Time(1));

        Assert.Equal(Stage.Blocked, hub.State.Work.Values.Single().Slices.Single().Stage);
        Assert.Equal((0m, 150m, 0m), Earned(hub, July));
        Assert.Empty(Of(hub, July).Notes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_exceeds_a_cap_earns_nothing(bool isBilled)
    {
        var hub = With(Time() with { Cap = new SpendingCap(Gbp(1_000m)) });
        hub.Take(Facts.Time(1, minutes: 300));
        hub.Take(Facts.Time(2, minutes: 300));
        if (isBilled)
        {
            Bill(hub, July);
        }

        // 750 + 750 = 1,500, of which 1,000 may be billed.
        Assert.Equal((0m, 1_000m, isBilled ? 1_000m : 0m), Earned(hub, July));
        Assert.Equal(("CAP_EXCEEDED", 1, 500m), Said(Assert.Single(Of(hub, July).Notes)));
    }

    /// <summary>A draft that was cancelled leaves an entry in two parts: the hours of both are charged.</summary>
    [Fact]
    public void What_exceeds_a_cap_in_hours_earns_nothing_after_a_draft_was_cancelled()
    {
        var hub = With(
            Time() with
            {
                Cap = new SpendingCap(Hours: Effort.OfHours(3m)),
                Rounding = Facts.Rounding(0),
            }
        );
        hub.Take(Facts.Time(1, minutes: 126));
        hub.Take(Facts.Time(2, minutes: 126));
        var end = July.ToDateInterval().End;
        Assert.Null(hub.Run(new DraftInvoice(end, end)));
        var draft = Assert.Single(hub.Documents(InvoiceStatus.Draft)).Invoice.Reference;

        Assert.Null(hub.Run(new CancelInvoiceDraft(draft, "a mistake")));

        // Quarters of an hour: 2.25 + 2.25, of which 3 h x 150.00 may be billed.
        Assert.Equal((0m, 450m, 0m), Earned(hub, July));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fees_on_top_and_discounts_of_the_document_belong_to_the_revenue(bool isBilled)
    {
        var hub = With(
            terms => terms with { DiscountPercent = 10m },
            Time() with
            {
                FeePercent = 5m,
            }
        );
        hub.Take(Facts.Time(1, minutes: 240));
        if (isBilled)
        {
            Bill(hub, July);
        }

        // 4 h x 150 = 600; + 5 % = 630; - 10 % = 567.
        Assert.Equal((0m, 567m, isBilled ? 567m : 0m), Earned(hub, July));
    }

    [Fact]
    public void A_fee_billed_over_two_months_is_earned_by_day()
    {
        var hub = With(new ContractLine.Retainer(Line("RET"), LineScope.Everything, Gbp(3_100m)));
        Run(
            hub,
            new DraftInvoice(
                new LocalDate(2026, 8, 14),
                new LocalDate(2026, 7, 31),
                From: new LocalDate(2026, 7, 15)
            )
        );

        // 15 July to 14 August are 31 days: 17 x 100 in July, 14 x 100 in August.
        Assert.Equal((0m, 1_700m, 3_100m), Earned(hub, July));
        Assert.Equal((0m, 0m, 1_400m), Position(hub, July));

        // August itself is not billed: another 3,100.
        Assert.Equal((1_700m, 1_400m + 3_100m, 3_100m), Earned(hub, August));
        Assert.Equal((3_100m, 0m, 0m), Position(hub, August));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_retainer_earns_its_days_and_the_hours_beyond_the_included_ones(bool isBilled)
    {
        var hub = With(
            new ContractLine.Retainer(
                Line("RET"),
                LineScope.Everything,
                Gbp(3_100m),
                Start: new LocalDate(2026, 7, 17),
                Included: Effort.OfHours(31m),
                Overage: new OveragePrice.Hourly(100m)
            )
        );
        hub.Take(Facts.Time(1, minutes: 960));
        if (isBilled)
        {
            Bill(hub, July);
        }

        // 15 of 31 days: 1,500 and 15 h; 16 h used, 1 h beyond x 100.
        Assert.Equal((0m, 1_600m, isBilled ? 1_600m : 0m), Earned(hub, July));
        Assert.Equal((isBilled ? 0m : 1_600m, 0m, 0m), Position(hub, July));
    }

    [Fact]
    public void A_month_before_the_first_billed_one_is_named_and_not_counted()
    {
        var hub = With(new ContractLine.Retainer(Line("RET"), LineScope.Everything, Gbp(1_000m)));
        Bill(hub, August);

        Assert.Equal((0m, 1_000m, 1_000m), Earned(hub, August));
        var note = Assert.Single(Of(hub, August).Notes);
        Assert.Equal((RevenueNote.BeforeFirstBilledMonth, 1, 1_000m), Said(note));
    }

    [Fact]
    public void Units_are_earned_when_delivered_and_milestones_when_accepted()
    {
        var hub = With(
            new ContractLine.Units(Line("UNIT"), LineScope.Everything, Gbp(12.345m)),
            new ContractLine.Milestones(Line("MILE"), LineScope.Everything)
        );
        var milestone = new Milestone(
            WorkId.Parse("milestone/1"),
            1,
            Facts.Delivery,
            Line("MILE"),
            "Design",
            Gbp(500m),
            new LocalDate(2026, 7, 20)
        );
        hub.Take(
            new UnitDelivery(
                WorkId.Parse("delivery/1"),
                1,
                Facts.Delivery,
                Line("UNIT"),
                new LocalDate(2026, 7, 9),
                Quantity: 3m
            )
        );
        hub.Take(milestone);

        // 3 x 12.345 = 37.035 = 37.04.
        Assert.Equal((0m, 37.04m, 0m), Earned(hub, July));
        Assert.Equal(("MILESTONE_NOT_ACCEPTED", 1, 500m), Said(Assert.Single(Of(hub, July).Notes)));

        hub.Take(milestone with { Version = 2, Accepted = new LocalDate(2026, 8, 10) });

        Assert.Equal((0m, 500m, 0m), Earned(Of(hub, August), "MILE"));
        Assert.Equal((37.04m, 0m, 0m), Earned(Of(hub, August), "UNIT"));
    }

    [Fact]
    public void Progress_is_earned_as_it_is_told_and_dated_by_the_run_that_measured_it()
    {
        var hub = With(Progress(40m));
        Bill(hub, July);
        Restate(hub, 3, Progress(70m));

        // 900 x 40 % - 60 = 300 in July; 900 x 70 % - 360 = 270 since, not billed.
        Assert.Equal((0m, 300m, 300m), Earned(hub, July));
        Assert.Equal((300m, 270m, 300m), Earned(hub, August));
        Assert.Equal((0m, 270m, 0m), Position(hub, August));
    }
}
