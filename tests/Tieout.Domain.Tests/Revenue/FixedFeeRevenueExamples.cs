using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Revenue;
using Tieout.Domain.Tests.Ledger;
using static Tieout.Domain.Tests.Revenue.RevenueBench;

namespace Tieout.Domain.Tests.Revenue;

/// <summary>A fixed fee that is earned by its hours, by day, or changed on the way. 150 an hour.</summary>
public sealed class FixedFeeRevenueExamples
{
    [Fact]
    public void A_fixed_fee_is_earned_by_its_hours_and_in_whole_when_they_are_reached()
    {
        var hub = With(Fee(planned: 10m));
        hub.Take(Facts.Time(1, minutes: 180));
        hub.Take(Facts.Time(2, minutes: 540, date: new LocalDate(2026, 8, 3)));
        Bill(hub, July);
        Bill(hub, August);

        // 3 of 10 h: 1,200 x 3 / 10 = 360, 600 billed. Then 12 h, more than planned: 1,200.
        Assert.Equal((0m, 360m, 600m), Earned(hub, July));
        Assert.Equal((0m, 0m, 240m), Position(hub, July));
        Assert.Equal((360m, 840m, 1_200m), Earned(hub, August));
        Assert.Equal((0m, 0m, 0m), Position(hub, August));
    }

    [Fact]
    public void A_fixed_fee_is_earned_in_whole_when_its_term_is_over()
    {
        var hub = With(Fee(planned: 10m));
        hub.Take(Facts.Time(1, minutes: 180));
        Bill(hub, August);

        Assert.Equal((360m, 0m, 1_200m), Earned(hub, August));
        Assert.Equal((360m, 840m, 1_200m), Earned(hub, new YearMonth(2026, 9)));
    }

    [Fact]
    public void A_fixed_fee_that_an_amendment_drops_has_earned_what_is_billed_of_it()
    {
        var hub = With(Fee(planned: 10m));
        hub.Take(Facts.Time(1, minutes: 180));
        Bill(hub, July);
        Amend(hub, Time());

        // 1,200 x 3 / 10 = 360 of 600 billed; the other 600 are never billed now.
        Assert.Equal((0m, 360m, 600m), Earned(hub, July));
        Assert.Equal((360m, 240m, 600m), Earned(Of(hub, August), "FEE"));
        Assert.Equal((0m, 0m, 0m), Position(hub, August));
    }

    [Theory]
    [InlineData(true, "720", "1080")]
    [InlineData(false, "732.86", "1092.86")]
    public void A_fixed_fee_that_an_amendment_changes_is_earned_over_the_rest_or_measured_again(
        bool isProspective,
        decimal august,
        decimal toDate
    )
    {
        var hub = With(Fee(planned: 10m));
        hub.Take(Facts.Time(1, minutes: 180));
        Bill(hub, July);
        // 1,800 in place of 1,200, and 14 h in place of 10 h.
        Amend(hub, Changed(1_200m, planned: 14m, isProspective));
        hub.Take(Facts.Time(2, minutes: 330, date: new LocalDate(2026, 8, 3)));
        Bill(hub, August);

        // July is as it was: 1,200 x 3 / 10. Then 1,440 are left for 11 h, and 5.5 h are done of them;
        // or 1,800 x 8.5 / 14.
        Assert.Equal((0m, 360m, 600m), Earned(hub, July));
        Assert.Equal((360m, august, 1_800m), Earned(hub, August));
        Assert.Equal((0m, 0m, 1_800m - toDate), Position(hub, August));
    }

    [Fact]
    public void A_plan_that_is_below_what_was_done_leaves_nothing_to_be_earned_later()
    {
        var hub = With(Fee(planned: 10m));
        hub.Take(Facts.Time(1, minutes: 180));
        Amend(hub, Changed(1_200m, planned: 3m, isProspective: true));

        Assert.Equal((360m, 1_440m), Figures(hub, August));
    }

    [Fact]
    public void An_amendment_that_leaves_the_fee_alone_changes_nothing_of_it()
    {
        var hub = With(Fee(planned: 10m));
        hub.Take(Facts.Time(1, minutes: 180));
        Amend(hub, Changed(1_200m, planned: 14m, isProspective: true));
        hub.Take(Facts.Time(2, minutes: 330, date: new LocalDate(2026, 8, 3)));
        var before = Figures(hub, August);

        hub.Take(
            new Amendment(
                Facts.Engagement,
                2,
                1,
                new LocalDate(2026, 8, 20),
                IsSigned: true,
                Facts.Terms() with
                {
                    Lines = [Changed(1_200m, planned: 14m, isProspective: false), Time()],
                }
            )
        );

        var (was, earned, _) = Earned(Of(hub, August), "FEE");
        Assert.Equal(before, (was, earned));
    }

    [Fact]
    public void What_is_left_is_agreed_anew_each_time()
    {
        var hub = With(Fee(planned: 10m));
        hub.Take(Facts.Time(1, minutes: 180));
        Amend(hub, Changed(1_200m, planned: 14m, isProspective: true));
        hub.Take(Facts.Time(2, minutes: 330, date: new LocalDate(2026, 8, 3)));
        hub.Take(
            new Amendment(
                Facts.Engagement,
                2,
                1,
                new LocalDate(2026, 8, 11),
                IsSigned: true,
                Facts.Terms() with
                {
                    Lines = [Changed(900m, planned: 16m, isProspective: true)],
                }
            )
        );
        hub.Take(Facts.Time(3, minutes: 150, date: new LocalDate(2026, 8, 20)));

        // 360 and 720 are earned: of 1,500 420 are left for 16 - 8.5 = 7.5 h, of which 2.5 h are done.
        Assert.Equal((360m, 720m + 140m), Figures(hub, August));
    }

    [Fact]
    public void Progress_of_a_line_that_an_amendment_drops_is_not_told_of_any_more()
    {
        var hub = With(Progress(40m));
        Bill(hub, July);
        Restate(hub, 3, Progress(70m));
        Amend(hub, Time());

        Assert.Equal((300m, 0m, 300m), Earned(Of(hub, August), "PROG"));
    }

    [Fact]
    public void A_fixed_fee_without_planned_hours_is_named_and_in_no_position()
    {
        var hub = With(Fee(planned: null), Time());
        hub.Take(Facts.Time(1, minutes: 180));
        Bill(hub, July);

        var line = Only(hub, July);
        Assert.Equal(RevenueMeasure.NotMeasured, line.Measure);
        Assert.Equal((null, null, 600m), (line.Before, line.InMonth, line.Billed.Amount));
        Assert.Equal((0m, 0m, 0m), Position(hub, July));
        var note = Assert.Single(Of(hub, July).Notes);
        Assert.Equal((RevenueNote.NoPlannedEffort, 1, 1_200m), Said(note));
        Assert.Equal(ReasonOwner.Finance, note.Owner);
    }

    private static (decimal, decimal) Figures(MemoryHub hub, YearMonth month)
    {
        var (before, earned, _) = Earned(hub, month);
        return (before, earned);
    }

    private static ContractLine.FixedFee Changed(
        decimal second,
        decimal planned,
        bool isProspective
    )
    {
        var fee = Fee(planned);
        return fee with
        {
            Schedule = [fee.Schedule[0], fee.Schedule[1] with { Amount = Gbp(second) }],
            IsProspective = isProspective,
        };
    }
}
