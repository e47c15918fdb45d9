using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Invoicing.Explaining;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>Rates and terms that change after work was billed up to a cap: consultants cost 150.00, architects 210.50.</summary>
public sealed class CapChangeExamples
{
    private static readonly LocalDate July = new(2026, 7, 31);
    private static readonly LocalDate August = new(2026, 8, 31);
    private static readonly LocalDate September = new(2026, 9, 30);

    /// <summary>July is billed up to 1,500; from August on 3,000 are allowed, and August is billed.</summary>
    [Fact]
    public void A_lower_rate_gives_back_what_it_is_lower_by_and_no_cap_makes_it_more()
    {
        var hub = Raised(hours: 5m);
        Rate(hub, 135m);
        hub.Take(Amended(2, July.With(DateAdjusters.StartOfMonth), Money(1_500m), paymentDays: 45));

        Assert.Null(hub.Run(new PlanAmendment(2, September, "paul", AmendmentChoice.Delta)));

        Assert.Equal(-150m, hub.State.Plans.Values.Single(x => x.ApprovedBy is null).Net?.Amount);
    }

    /// <summary>July's own terms allow 1,500 and have room; what August was billed by a raised cap takes none of it.</summary>
    [Fact]
    public void A_higher_rate_of_earlier_work_goes_by_the_cap_that_later_work_was_billed_by()
    {
        var hub = Raised(julyHours: 8m, hours: 5m);
        Rate(hub, 165m);
        hub.Take(Amended(2, July.With(DateAdjusters.StartOfMonth), Money(1_500m), paymentDays: 45));

        Assert.Null(hub.Run(new PlanAmendment(2, September, "paul", AmendmentChoice.Delta)));

        Assert.Equal(120m, hub.State.Plans.Values.Single(x => x.ApprovedBy is null).Net?.Amount);
    }

    /// <summary>The consultant's hours cost 100.00 less; of 947.50 that the architect's cost more 547.50 fit.</summary>
    [Fact]
    public void A_rise_beside_a_fall_is_charged_as_far_as_the_cap_has_room_then()
    {
        var hub = With(new SpendingCap(Money(2_900m)));
        Work(hub, 1, 10m, July);
        Work(hub, 2, 5m, July, "architect");
        hub.Bill(July);
        Rate(hub, [Consultant(140m)], architect: 400m);
        hub.Take(Amended(1, July.With(DateAdjusters.StartOfMonth), Money(3_000m)));
        Assert.Null(hub.Run(new PlanAmendment(1, September, "paul", AmendmentChoice.Delta)));

        Assert.Null(hub.Run(new ApproveAmendment(hub.State.Plans.Keys.Single(), "anna")));

        // 1,500 - 100; 1,052.50 + 547.50 of 947.50.
        Assert.Equal(
            [1_400m, 1_600m],
            Enumerable
                .Range(1, 2)
                .Select(id => hub.State.Work[Facts.Time(id).Id].Slices[0].Amount?.Amount)
        );
    }

    [Fact]
    public void A_higher_rate_is_charged_where_a_cap_was_raised_since()
    {
        var hub = Raised(hours: 4m);
        Rate(hub, 180m);

        Reprice(hub);

        // 10 h x 30.00; 3,000 - 1,500 - 842 are free.
        Assert.Equal(
            [1_500m, 842m, 300m],
            hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount)
        );
    }

    [Fact]
    public void A_higher_rate_that_a_cap_has_no_room_for_is_no_document_and_stays_to_be_asked_for()
    {
        var hub = With(new SpendingCap(Money(1_500m)));
        Work(hub, 1, 10m, July);
        hub.Bill(July);
        Rate(hub, 180m);

        Reprice(hub);

        Assert.Single(hub.State.Invoices);
        Assert.Equal(150m, hub.State.Work[Facts.Time(1).Id].Slices[0].Rate?.Rate);
    }

    [Fact]
    public void A_cap_of_each_month_holds_for_no_month_before_it_was_agreed()
    {
        var hub = With(null);
        Work(hub, 1, 10m, July);
        hub.Bill(July);
        hub.Take(Amended(1, new LocalDate(2026, 9, 1), Money(1_000m), CapPeriod.Month));
        Work(hub, 2, 2m, July);

        hub.Bill(September);

        Assert.Equal([1_500m, 300m], hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount));
    }

    /// <summary>July's terms allow 1,500; the last run billed by those of August.</summary>
    [Fact]
    public void Work_that_waits_is_explained_by_the_cap_that_runs_go_by()
    {
        var hub = Raised(hours: 4m);
        Work(hub, 3, 20m, July);
        hub.Bill(August);

        var slice = hub.State.Work[Facts.Time(3).Id].Slices[^1];

        Assert.StartsWith(
            "line T&M bills 3000.00 GBP at most; 3000.00 GBP of it is used, 0.00 GBP is left",
            Assert.Single(CapReasons.Of(hub.State, slice.Line!.Value, July)),
            StringComparison.Ordinal
        );
    }

    /// <summary>An amendment from August prices August anew; July's and September's documents have nothing to do with its cap.</summary>
    [Fact]
    public void A_cap_of_each_month_leads_an_amendment_to_documents_of_its_months_only()
    {
        var hub = With(new SpendingCap(Money(2_000m), Period: CapPeriod.Month));
        foreach (var (day, id) in new[] { July, August, September }.Select((x, i) => (x, i + 1)))
        {
            Work(hub, id, 10m, day);
            hub.Bill(day);
        }

        Rate(
            hub,
            [
                Consultant(150m, to: July),
                Consultant(135m, July.PlusDays(1), August),
                Consultant(150m, August.PlusDays(1)),
            ]
        );
        hub.Take(
            Amended(
                1,
                August.With(DateAdjusters.StartOfMonth),
                Money(2_000m),
                CapPeriod.Month,
                paymentDays: 45
            )
        );

        Assert.Null(
            hub.Run(new PlanAmendment(1, September, "paul", AmendmentChoice.CreditAndRebill))
        );

        // August's memo and its invoice anew.
        Assert.Equal(2, Assert.Single(hub.State.Plans.Values).Documents);
    }

    /// <summary>Three times 2.105 are 6.33 entry by entry, and 6.32 in one.</summary>
    [Fact]
    public void A_line_rounds_in_one_way_before_its_cap_begins_and_after()
    {
        var hub = With(null);
        hub.Take(Amended(1, September.With(DateAdjusters.StartOfMonth), Money(9_000m)));
        for (var id = 1; id <= 6; id++)
        {
            var day = id <= 3 ? July : September;
            Work(hub, id, 0.01m, day, "architect");
            if (id % 3 == 0)
            {
                hub.Bill(day);
            }
        }

        Assert.Equal([6.33m, 6.33m], hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount));
    }

    private static Money Money(decimal amount) => new(amount, Facts.Gbp);

    private static MemoryHub Raised(decimal hours, decimal julyHours = 10m)
    {
        var hub = With(new SpendingCap(Money(1_500m)));
        Work(hub, 1, julyHours, July);
        hub.Bill(July);
        hub.Take(Amended(1, August.With(DateAdjusters.StartOfMonth), Money(3_000m)));
        Work(hub, 2, hours, August, "architect");
        hub.Bill(August);
        return hub;
    }

    private static MemoryHub With(SpendingCap? cap)
    {
        var hub = new MemoryHub(Facts.Engagement);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        hub.Take(new Contract(Facts.Engagement, 2, Terms(cap)));
        return hub;
    }

    private static Amendment Amended(
        int number,
        LocalDate from,
        Money limit,
        CapPeriod period = CapPeriod.Ever,
        int paymentDays = 30
    ) =>
        new(
            Facts.Engagement,
            number,
            1,
            from,
            IsSigned: true,
            Terms(new SpendingCap(limit, Period: period)) with
            {
                PaymentDays = paymentDays,
            }
        );

    private static ContractTerms Terms(SpendingCap? cap) =>
        Facts.Terms() with
        {
            Lines =
            [
                new ContractLine.TimeAndMaterials(
                    ContractLineId.Parse("T&M"),
                    LineScope.Everything,
                    Cap: cap
                ),
            ],
        };

    private static void Work(
        MemoryHub hub,
        int id,
        decimal hours,
        LocalDate day,
        string role = "consultant"
    ) => hub.Take(Facts.Time(id, 1, hours * 60m, day, role) with { Project = Facts.Delivery });

    private static RateLine Consultant(
        decimal rate,
        LocalDate? from = null,
        LocalDate? to = null
    ) => new($"consultant {from}", rate, new RateMatch(Role: "consultant"), from, to);

    private static void Rate(MemoryHub hub, decimal consultant) =>
        Rate(hub, [Consultant(consultant)]);

    private static void Rate(
        MemoryHub hub,
        IReadOnlyList<RateLine> consultants,
        decimal architect = 210.50m
    ) =>
        hub.Take(
            new RateCard(
                RateCardId.Parse("CARD-1"),
                2,
                RateLevel.Contract,
                Facts.Engagement.Value,
                [
                    .. consultants,
                    new RateLine("architect", architect, new RateMatch(Role: "architect")),
                ],
                Facts.Gbp
            )
        );

    private static void Reprice(MemoryHub hub) =>
        Assert.Null(hub.Run(new RepriceWork(September, September)));
}
