using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
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

    private static Money Money(decimal amount) => new(amount, Facts.Gbp);

    private static MemoryHub Raised(decimal hours)
    {
        var hub = With(new SpendingCap(Money(1_500m)));
        Work(hub, 1, 10m, July);
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

    private static void Rate(MemoryHub hub, decimal consultant) =>
        hub.Take(
            new RateCard(
                RateCardId.Parse("CARD-1"),
                2,
                RateLevel.Contract,
                Facts.Engagement.Value,
                [
                    new RateLine("consultant", consultant, new RateMatch(Role: "consultant")),
                    new RateLine("architect", 210.50m, new RateMatch(Role: "architect")),
                ],
                Facts.Gbp
            )
        );

    private static void Reprice(MemoryHub hub) =>
        Assert.Null(hub.Run(new RepriceWork(September, September)));
}
