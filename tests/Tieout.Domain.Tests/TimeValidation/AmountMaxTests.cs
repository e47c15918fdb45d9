using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Invoicing;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.TimeValidation;

/// <summary>What a mistake at a source makes of a price.</summary>
public sealed class AmountMaxTests
{
    [Fact]
    public void Work_that_is_worth_more_than_any_work_waits_until_its_rate_is_corrected()
    {
        var hub = new MemoryHub(Facts.Engagement);
        Facts.Master.ToList().ForEach(hub.Take);
        hub.Take(Rates(999_999_999_999_999m, 2));
        hub.Take(Facts.Time(1));

        var slice = Assert.Single(hub.State.Work).Value.Slices[0];
        Assert.Equal((Stage.Blocked, null), (slice.Stage, slice.Amount));
        Assert.Equal([ReasonCode.AmountTooLarge], slice.Reasons);

        hub.Take(Rates(150m, 3));

        Assert.Equal(Stage.Ready, Assert.Single(hub.State.Work).Value.Slices[0].Stage);
    }

    [Fact]
    public void Time_at_a_rate_below_zero_waits_alone_until_it_is_corrected()
    {
        var hub = new MemoryHub(Facts.Engagement);
        Facts.Master.ToList().ForEach(hub.Take);
        hub.Take(Facts.Time(1));
        hub.Take(Facts.Time(2) with { Rate = new Money(-50m, Facts.Gbp) });

        hub.Bill(Facts.End);

        var slices = hub
            .State.Work.Values.OrderBy(x => x.Work.Id.Value, StringComparer.Ordinal)
            .Select(x => x.Slices[0])
            .ToList();
        Assert.Equal([Stage.Invoiced, Stage.Blocked], slices.Select(x => x.Stage));
        Assert.Equal([ReasonCode.NegativeRate], slices[1].Reasons);
        Assert.Null(slices[1].Amount);
    }

    /// <summary>The fee pays for it, but what is beyond would be priced by it.</summary>
    [Fact]
    public void Time_of_a_retainer_at_a_rate_below_zero_waits_too()
    {
        var retainer = new ContractLine.Retainer(
            ContractLineId.Parse("R"),
            LineScope.Everything,
            new Money(1_000m, Facts.Gbp),
            Included: Effort.OfHours(1m),
            Overage: new OveragePrice.ByRateCard()
        );
        var hub = CorrectedFirm.With(Facts.Terms() with { Lines = [retainer] });
        hub.Take(Facts.Time(1) with { Rate = new Money(-50m, Facts.Gbp) });

        var slice = Assert.Single(hub.State.Work.Values.Single(x => x.Work is TimeEntry).Slices);
        Assert.Equal([ReasonCode.NegativeRate], slice.Reasons);
    }

    [Fact]
    public void A_payment_in_another_currency_is_refused()
    {
        var hub = new MemoryHub(Facts.Engagement);
        Facts.Master.ToList().ForEach(hub.Take);
        hub.Take(Facts.Time(1));
        hub.Bill(Facts.End);
        hub.Post();
        var invoice = Assert.Single(hub.State.Invoices).Value.Invoice.Reference;
        var euros = new Money(180m, CurrencyCode.Parse("EUR"));

        var refused = hub.Run(
            new RecordPayment(new Payment("bank/1", 1, invoice, euros, Facts.End))
        );

        Assert.Equal("invoicing.payment-in-other-currency", refused?.Code);
    }

    private static RateCard Rates(decimal rate, long version) =>
        new(
            RateCardId.Parse("CARD-1"),
            version,
            RateLevel.Contract,
            Facts.Engagement.Value,
            [new RateLine("consultant", rate, new RateMatch(Role: "consultant"))],
            Facts.Gbp
        );
}
