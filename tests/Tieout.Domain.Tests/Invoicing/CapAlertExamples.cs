using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>Somebody wants to know when 80 % of 1,000.00 are used: 150.00 an hour.</summary>
public sealed class CapAlertExamples
{
    private static readonly LocalDate July = new(2026, 7, 31);
    private static readonly LocalDate August = new(2026, 8, 31);

    [Fact]
    public void It_is_told_once_the_part_is_used_and_goes_with_a_credit_or_a_higher_cap()
    {
        var hub = With(Cap());
        Work(hub, 1, hours: 5m, July);
        hub.Bill(July);
        Assert.Empty(hub.State.CapAlerts);

        Work(hub, 2, hours: 0.5m, August);
        hub.Bill(August);

        // 5.5 h x 150 = 825.
        Assert.Equal([new CapStanding("cap of T&M", 82.5m, Gbp(175m), null)], hub.State.CapAlerts);
        hub.Post();
        var second = hub.State.Invoices.Values.Last().Invoice.Reference;
        Assert.Null(hub.Run(new CreditInvoice(second, August)));
        Approve(hub);
        Assert.Empty(hub.State.CapAlerts);
        hub.Bill(August);
        Assert.Single(hub.State.CapAlerts);

        Amend(hub, Cap(2_000m));
        hub.Bill(August.PlusMonths(1));
        Work(hub, 3, hours: 1m, August.PlusMonths(1));
        hub.Bill(August.PlusMonths(1));

        Assert.Empty(hub.State.CapAlerts);
        Assert.Equal(hub.Fingerprint(), hub.Replayed().Fingerprint());
    }

    [Fact]
    public void A_cap_of_each_month_is_told_of_the_month_that_was_billed_last()
    {
        var hub = With(Cap() with { Period = CapPeriod.Month });
        Work(hub, 1, hours: 6m, July);
        hub.Bill(July);
        Assert.Equal(
            [new CapStanding("cap of T&M in 2026-07", 90m, Gbp(100m), null)],
            hub.State.CapAlerts
        );

        Work(hub, 2, hours: 1m, August);
        hub.Bill(August);

        Assert.Empty(hub.State.CapAlerts);
    }

    [Fact]
    public void What_was_used_before_the_hub_is_told_before_anything_is_billed()
    {
        var hub = With(
            new SpendingCap(
                AlertPercent: 80m,
                Hours: Effort.OfHours(10m),
                ConsumedHours: Effort.OfHours(9m)
            )
        );

        Assert.Equal(
            [new CapStanding("cap of T&M", 90m, null, Effort.OfHours(1m))],
            hub.State.CapAlerts
        );
    }

    private static SpendingCap Cap(decimal amount = 1_000m) => new(Gbp(amount), AlertPercent: 80m);

    private static MemoryHub With(SpendingCap cap)
    {
        var hub = new MemoryHub(Facts.Engagement);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        hub.Take(new Contract(Facts.Engagement, 2, Terms(cap)));
        return hub;
    }

    private static ContractTerms Terms(SpendingCap cap) =>
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

    private static void Amend(MemoryHub hub, SpendingCap cap) =>
        hub.Take(
            new Amendment(
                Facts.Engagement,
                1,
                1,
                August.With(DateAdjusters.StartOfMonth).PlusMonths(1),
                IsSigned: true,
                Terms(cap)
            )
        );

    private static void Work(MemoryHub hub, int id, decimal hours, LocalDate date) =>
        hub.Take(
            Facts.Time(id, minutes: hours * 60m, date: date) with
            {
                Project = Facts.Delivery,
            }
        );

    private static void Approve(MemoryHub hub)
    {
        foreach (var draft in hub.Documents(InvoiceStatus.Draft))
        {
            Assert.Null(hub.Run(new ApproveInvoice(draft.Invoice.Reference, "test")));
        }
    }

    private static Money Gbp(decimal amount) => new(amount, Facts.Gbp);
}
