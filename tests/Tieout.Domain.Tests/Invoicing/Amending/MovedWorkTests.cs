using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Tests.Ledger;
using static Tieout.Domain.Tests.Invoicing.Amending.AmendedFirm;

namespace Tieout.Domain.Tests.Invoicing.Amending;

/// <summary>Billed on one contract line, and put on another one by an amendment.</summary>
public sealed class MovedWorkTests
{
    [Fact]
    public void Work_that_an_amendment_moved_to_another_line_is_credited_on_that_line()
    {
        var hub = Moved();
        Assert.Null(hub.Run(new CreditInvoice(MarchInvoice, Signed)));
        Approve(hub);
        hub.Bill(March);

        // A full credit, then the same run: the same 2,370.00, and within the cap of 3,000.00.
        Assert.Equal(Pounds(2_370m), hub.State.Invoices.Values.Last().Invoice.Net);
        Assert.All(
            hub.State.Work.Values,
            item => Assert.True(item.IsInvoiced || item.Work.IsDeleted)
        );
        Holds(hub);
    }

    [Fact]
    public void Work_that_an_amendment_moved_is_back_on_its_line_when_the_document_is_voided()
    {
        var hub = Moved();
        hub.Take(new DocumentVoided(MarchInvoice, 1, Signed));
        hub.Bill(March);

        Assert.Equal(Pounds(2_370m), hub.State.Invoices.Values.Last().Invoice.Net);
        Assert.All(
            hub.State.Work.Values,
            item => Assert.True(item.IsInvoiced || item.Work.IsDeleted)
        );
        Assert.Equal(Pounds(3_570m), NetFrom(hub, FebruaryInvoice));
        Holds(hub);
    }

    /// <summary>March's time was billed on a line, and an amendment has put it on another one.</summary>
    private static MemoryHub Moved()
    {
        var hub = Billed();
        var other = Time(cap: 3_000m) with { Id = Line("T-2") };
        hub.Take(Amendment(Terms("Q-1", other)));
        Assert.Equal(["Invoice 0.00 + 0.00 = 0.00"], Told(Execute(hub)));
        return hub;
    }

    private static void Approve(MemoryHub hub)
    {
        foreach (var draft in hub.Documents(InvoiceStatus.Draft))
        {
            Assert.Null(hub.Run(new ApproveInvoice(draft.Invoice.Reference, "test")));
        }
    }

    /// <summary>What the documents from one on come to.</summary>
    private static Money NetFrom(MemoryHub hub, InvoiceReference first) =>
        Money.Sum(
            Facts.Gbp,
            hub.State.Invoices.Values.Where(x =>
                    x.Status is not (InvoiceStatus.Cancelled or InvoiceStatus.Voided)
                    && string.CompareOrdinal(x.Invoice.Reference.Value, first.Value) >= 0
                )
                .Select(x => x.Invoice.Net)
        );
}
