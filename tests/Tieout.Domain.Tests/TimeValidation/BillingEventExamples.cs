using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Invoicing;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.TimeValidation;

/// <summary>Work that its source has put on a billing event of its own, which nobody has invoiced yet.</summary>
public sealed class BillingEventExamples
{
    private static readonly LocalDate July = new(2026, 7, 31);

    [Fact]
    public void It_waits_with_its_value_until_it_is_taken_off_the_event()
    {
        var hub = CorrectedFirm.With(Facts.Terms());
        hub.Take(OnEvent(1));
        hub.Bill(July);

        var slice = Assert.Single(Only(hub).Slices);
        Assert.Equal((Stage.Blocked, 300m), (slice.Stage, slice.Amount!.Value.Amount));
        Assert.Equal([ReasonCode.OnBillingEvent], slice.Reasons);
        Assert.Empty(hub.State.Invoices);

        hub.Take(Told(2));
        hub.Bill(July);

        Assert.Equal(Stage.Invoiced, Assert.Single(Only(hub).Slices).Stage);
    }

    [Fact]
    public void It_is_another_s_once_the_event_is_invoiced()
    {
        var hub = CorrectedFirm.With(Facts.Terms());
        hub.Take(OnEvent(1));

        hub.Take(Told(2) with { IsBilledElsewhere = true });

        var slice = Assert.Single(Only(hub).Slices);
        Assert.Equal(Stage.NonBillable, slice.Stage);
        Assert.Empty(slice.Reasons);
    }

    /// <summary>A hub that did not read events has the mark of the same record, and so the same version.</summary>
    [Fact]
    public void What_was_taken_for_billed_waits_once_its_event_is_read()
    {
        var hub = CorrectedFirm.With(Facts.Terms());
        hub.Take(Told(1) with { IsBilledElsewhere = true });

        hub.Take(OnEvent(1));

        Assert.Equal([ReasonCode.OnBillingEvent], Assert.Single(Only(hub).Slices).Reasons);
        Assert.Empty(hub.State.Conflicts);
    }

    [Fact]
    public void A_draft_has_billed_nothing_so_it_is_given_up()
    {
        var hub = CorrectedFirm.With(Facts.Terms());
        hub.Take(Told(1));
        Assert.Null(hub.Run(new DraftInvoice(July, July)));

        hub.Take(OnEvent(2));
        hub.Bill(July);

        Assert.Equal(Stage.Blocked, Assert.Single(Only(hub).Slices).Stage);
        Assert.Equal(InvoiceStatus.Cancelled, Assert.Single(hub.State.Invoices.Values).Status);
    }

    /// <summary>Both are about to bill it: the hub's invoice stands, and is not made a second time.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_invoiced_stands_and_waits_once_it_is_given_back(bool isCleared)
    {
        var hub = CorrectedFirm.With(Facts.Terms());
        hub.Take(Told(1));
        hub.Bill(July);
        hub.Post();
        var before = hub.State;

        hub.Take(OnEvent(2));

        Assert.Equal(before.Invoices, hub.State.Invoices);
        Assert.Equal(before.Work.Values.Single().Slices, Only(hub).Slices);
        Assert.Null(Only(hub).Held);
        if (isCleared)
        {
            hub.Take(Told(3));
        }

        var reference = hub.State.Invoices.Values.First().Invoice.Reference;
        Assert.Null(hub.Run(new RecordVoid(new DocumentVoided(reference, 1, July, "twice"))));
        hub.Bill(July);

        Assert.Equal(
            isCleared ? Stage.Invoiced : Stage.Blocked,
            Assert.Single(Only(hub).Slices).Stage
        );
    }

    private static WorkItem Only(MemoryHub hub) => Assert.Single(hub.State.Work.Values);

    private static TimeEntry Told(long version) =>
        Facts.Time(1, version, 120m, new LocalDate(2026, 7, 10));

    private static TimeEntry OnEvent(long version) =>
        Told(version) with
        {
            BillingEvent = "BE-000042",
        };
}
