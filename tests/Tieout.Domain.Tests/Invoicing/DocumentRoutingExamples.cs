using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>Each approved document has one target, or a reason why it has none.</summary>
public sealed class DocumentRoutingExamples
{
    private static readonly LocalDate July = new(2026, 7, 31);
    private static readonly RoutingRule ToA = new("default", null, "a");
    private static readonly RoutingRule ToB = new("default", null, "b");

    [Fact]
    public void An_approved_document_gets_the_target_of_the_rule_that_fits()
    {
        var hub = Billed(new RoutingPlan(1, [ToA, Uk("b")], ["a", "b"]));

        var document = Only(hub);
        Assert.Equal("b", document.RoutedTo);
        Assert.Null(document.Block);
    }

    [Fact]
    public void Without_a_rule_it_is_blocked_until_there_is_one()
    {
        var hub = Billed(new RoutingPlan(1, [], ["a"]));
        Assert.Equal(ReasonCode.RouteUndetermined, Only(hub).Block?.Reason);

        hub.Take(new RoutingPlan(2, [ToA], ["a"]));

        Assert.Equal("a", Only(hub).RoutedTo);
        Assert.Null(Only(hub).Block);
    }

    [Fact]
    public void Two_rules_that_contradict_block_it()
    {
        var hub = Billed(new RoutingPlan(1, [ToA, ToB], ["a", "b"]));

        Assert.Equal(ReasonCode.RouteUndetermined, Only(hub).Block?.Reason);
        Assert.Null(Only(hub).RoutedTo);
    }

    [Fact]
    public void A_new_rule_moves_nothing_before_the_old_target_gives_the_document_up()
    {
        var hub = Billed(new RoutingPlan(1, [ToA], ["a", "b"]));
        hub.Take(new RoutingPlan(2, [ToB], ["a", "b"]));
        Assert.Equal("a", Only(hub).RoutedTo);

        var reference = Only(hub).Invoice.Reference;
        Assert.Null(hub.Run(new RerouteInvoice(reference, From: "b")));
        Assert.Equal("a", Only(hub).RoutedTo);

        Assert.Null(hub.Run(new RerouteInvoice(reference, From: "a")));
        Assert.Equal("b", Only(hub).RoutedTo);
    }

    [Fact]
    public void What_is_posted_is_never_rerouted()
    {
        var hub = Billed(new RoutingPlan(1, [ToA], ["a", "erp"]));
        hub.Post();
        hub.Take(new RoutingPlan(2, [ToB], ["a", "b", "erp"]));
        var before = hub.History.Count;

        Assert.Null(hub.Run(new RerouteInvoice(Only(hub).Invoice.Reference, From: "erp")));

        Assert.Equal(before, hub.History.Count);
    }

    [Fact]
    public void A_target_that_is_gone_blocks_its_documents_until_it_is_back()
    {
        var hub = Billed(new RoutingPlan(1, [ToA], ["a", "b"]));

        hub.Take(new RoutingPlan(2, [ToB], ["b"]));
        Assert.Equal("a", Only(hub).RoutedTo);
        Assert.Equal(ReasonCode.RouteUndetermined, Only(hub).Block?.Reason);

        hub.Take(new RoutingPlan(3, [ToB], ["a", "b"]));
        Assert.Equal("a", Only(hub).RoutedTo);
        Assert.Null(Only(hub).Block);
    }

    [Fact]
    public void A_credit_memo_follows_its_invoice()
    {
        var hub = Billed(new RoutingPlan(1, [ToA], ["a", "erp"]));
        hub.Post();
        hub.Take(new RoutingPlan(2, [ToA], ["a", "erp"]));

        Assert.Null(
            hub.Run(
                new CreditInvoice(
                    Only(hub).Invoice.Reference,
                    July,
                    Disposition: CreditDisposition.WriteOff
                )
            )
        );
        var credit = hub.Documents(InvoiceStatus.Draft).Single().Invoice.Reference;
        Assert.Null(hub.Run(new ApproveInvoice(credit, "Kim")));

        // The hub routes invoices to a, but this one is in the books of erp.
        Assert.Equal("erp", hub.State.Find(credit)!.RoutedTo);
    }

    private static RoutingRule Uk(string target) => new("UK", LegalEntityCode.Parse("UK"), target);

    private static InvoiceState Only(MemoryHub hub) => hub.State.Invoices.Values.First();

    private static MemoryHub Billed(RoutingPlan plan)
    {
        var hub = new MemoryHub(Facts.Engagement);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        hub.Take(plan);
        hub.Take(Facts.Time(1, minutes: 60));
        hub.Bill(July);
        return hub;
    }
}
