using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.Tests.Ledger;
using static Tieout.Domain.Tests.Invoicing.Amending.AmendedFirm;

namespace Tieout.Domain.Tests.Invoicing.Amending;

/// <summary>A contract is changed at its source after work was billed under it.</summary>
public sealed class RestatedContractTests
{
    [Fact]
    public void Terms_that_would_change_what_was_billed_wait_for_a_plan()
    {
        var hub = Billed();
        hub.Take(Entry(4, 2m, new LocalDate(2026, 4, 2)));
        hub.Take(Restated(2, "Q-2"));

        // 29.75 h at 7.50 more: 75.00 + 93.75 + 54.38.
        Assert.Equal(
            new LocalDate(2026, 4, 2),
            Assert.Single(WaitingFor(hub, ReasonCode.AmendmentPending))
        );
        Assert.Equal(Pounds(223.13m), Withheld(hub).Single().Estimate);
        Assert.Equal("Q-1", hub.State.Contract!.TermsAt(April).Quote);

        Assert.Equal(["Invoice 223.13 + 44.63 = 267.76"], Told(Execute(hub, sequence: 0)));
        Assert.Equal("Q-2", hub.State.Contract!.TermsAt(April).Quote);
        Assert.Empty(WaitingFor(hub, ReasonCode.AmendmentPending));
        Assert.Empty(hub.State.Withheld);
    }

    [Fact]
    public void Terms_that_change_nothing_that_was_billed_count_at_once()
    {
        var hub = Billed();
        hub.Take(new Contract(Facts.Engagement, 2, Terms() with { PaymentDays = 14 }));

        Assert.Empty(Withheld(hub));
        Assert.Equal(14, hub.State.Contract!.TermsAt(April).PaymentDays);
        Assert.Equal(2, hub.State.Contract.Contract.Version);
    }

    [Fact]
    public void Before_anything_is_billed_any_terms_count_at_once()
    {
        var hub = Started();
        hub.Take(Entry(1, 10m, new LocalDate(2026, 2, 10)));
        hub.Take(Restated(2, "Q-2"));
        hub.Bill(February);

        Assert.Equal(
            Pounds(1_275m),
            Assert.Single(hub.Documents(InvoiceStatus.Approved)).Invoice.Net
        );
    }

    [Fact]
    public void A_change_that_is_taken_back_before_its_plan_leaves_no_trace()
    {
        var hub = Billed();
        hub.Take(Restated(2, "Q-2"));
        hub.Take(Restated(3, "Q-1"));

        Assert.Empty(hub.State.Withheld);
        Assert.Equal("Q-1", hub.State.Contract!.TermsAt(April).Quote);
        Assert.Equal(3, hub.State.Contract.Told.Version);
    }

    [Fact]
    public void What_was_carried_out_is_changed_by_the_next_version_in_the_same_way()
    {
        var hub = Billed();
        hub.Take(Restated(2, "Q-2"));
        Execute(hub, sequence: 0);
        hub.Take(Restated(3, "Q-1"));

        Assert.Equal(
            ["CreditNote -223.13 + -44.63 = -267.76"],
            Told(Execute(hub, AmendmentChoice.Delta, 0))
        );
    }

    [Fact]
    public void Each_version_is_heard_once_and_contradicted_never()
    {
        var hub = Billed();
        hub.Take(Restated(2, "Q-2"));
        var before = hub.History.Count;

        Assert.Null(hub.Run(new RecordContract(Restated(2, "Q-2"))));
        Assert.Null(hub.Run(new RecordContract(Restated(1, "Q-1"))));
        Assert.Equal(
            "project-setup.conflicting-version",
            hub.Run(new RecordContract(Restated(2, "Q-3")))?.Code
        );
        Assert.Equal(before, hub.History.Count);
    }

    [Fact]
    public void An_amendment_stands_above_the_contract_in_newer_terms()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-3"), from: FirstOfMarch));
        Execute(hub, AmendmentChoice.Waive);
        hub.Take(Restated(2, "Q-2"));

        // Only February is billed by the contract's own terms: 10 h at 7.50 more.
        Assert.Equal(["Invoice 75.00 + 15.00 = 90.00"], Told(Execute(hub, sequence: 0)));
        Assert.Equal("Q-3", hub.State.Contract!.TermsAt(March).Quote);
    }

    [Fact]
    public void Documents_that_were_paid_come_back_for_the_plan()
    {
        var hub = Billed();
        foreach (var document in hub.Documents(InvoiceStatus.Posted))
        {
            Pay(hub, document.Invoice.Reference);
        }

        Assert.All(hub.State.Invoices.Values, document => Assert.True(document.IsClosed));
        hub.Take(Restated(2, "Q-2"));

        Assert.Equal(["Invoice 223.13 + 44.63 = 267.76"], Told(Execute(hub, sequence: 0)));
    }

    private static Contract Restated(long version, string quote) =>
        new(Facts.Engagement, version, Terms(quote));

    private static IReadOnlyList<EngagementEvent.AmendmentWithheld> Withheld(MemoryHub hub) =>
        [.. hub.History.OfType<EngagementEvent.AmendmentWithheld>()];

    private static IReadOnlyList<LocalDate> WaitingFor(MemoryHub hub, ReasonCode reason) =>
        [
            .. hub
                .State.Work.Values.Where(item =>
                    item.Slices.Any(slice => slice.Reasons.Contains(reason))
                )
                .Select(item => item.Work.ServiceDate),
        ];
}
