using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Tests.Ledger;
using static Tieout.Domain.Tests.Revenue.RevenueBench;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>What credits give back of an amount that was paid in advance.</summary>
public sealed class PrepaidCreditExamples
{
    private static readonly LocalDate Day = new(2026, 8, 31);

    [Fact]
    public void What_was_paid_in_advance_comes_back_as_far_as_nothing_is_left_to_pay_with_it()
    {
        var hub = With(terms => terms with { Prepaid = Gbp(3_000m) }, Time());
        hub.Take(Facts.Time(1, minutes: 600));
        hub.Take(Facts.Time(2, minutes: 600));
        Bill(hub, July);

        hub.Take(Facts.Time(2, version: 2, minutes: 480));
        Bill(hub, July);

        // 3,600 gross, 3,000 of it prepaid. 1,800 credited: 1,800 left, so 1,200 comes back and
        // 600 is owed to the customer no longer. 8 h: 1,440 gross, 1,200 of it prepaid.
        var documents = hub.State.Invoices.Values.Select(x => x.Invoice).ToList();
        Assert.Equal(
            [3_000m, -1_200m, 1_200m],
            documents.Select(x => x.PrepaidApplied!.Value.Amount)
        );
        Assert.Equal([600m, -600m, 240m], documents.Select(x => x.Payable.Amount));
    }

    [Fact]
    public void A_whole_credit_gives_back_no_more_than_it_credits_where_prices_fell_meanwhile()
    {
        var hub = With(terms => terms with { Prepaid = Gbp(3_000m) }, Time());
        hub.Take(Facts.Time(1, minutes: 600));
        Bill(hub, July);
        hub.Take(Rates(100m));
        Run(hub, new RepriceWork(Day, Day));
        var first = hub.State.Invoices.Values.First().Invoice.Reference;
        Run(hub, new CreditInvoice(first, Day));

        // 1,800 gross, all of it prepaid; 600 less by the new price, owed to the customer. The credit
        // is of the 1,200 that are left.
        var documents = hub.State.Invoices.Values.Select(x => x.Invoice).ToList();
        Assert.Equal([1_800m, null, -1_200m], documents.Select(x => x.PrepaidApplied?.Amount));
        Assert.Equal([0m, -600m, 0m], documents.Select(x => x.Payable.Amount));
    }

    private static RateCard Rates(decimal consultant) =>
        new(
            RateCardId.Parse("CARD-1"),
            2,
            RateLevel.Contract,
            Facts.Engagement.Value,
            [new RateLine("consultant", consultant, new RateMatch(Role: "consultant"))],
            Facts.Gbp
        );
}
