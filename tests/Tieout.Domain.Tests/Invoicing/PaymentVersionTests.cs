using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>A payment that its source corrects or cancels.</summary>
public sealed class PaymentVersionTests
{
    private static readonly LocalDate July = new(2026, 7, 31);

    private static readonly Gen<(int Id, long Version)[]> Told = Gen.Select(
        Gen.Int[1, 3],
        Gen.Long[1, 4]
    ).Array[1, 20];

    [Fact]
    public void A_corrected_payment_takes_the_place_of_the_first_and_old_news_changes_nothing()
    {
        var (hub, invoice) = Posted();

        // 8 h x 150.00 = 1,200.00, tax 20 % = 240.00: 1,440.00 to be paid.
        Assert.Null(Pay(hub, invoice, 1, 1_440m));
        Assert.Equal(InvoiceStatus.Paid, hub.State.Find(invoice)!.Status);

        // 1,440.00 - 1,400.00 = 40.00 are open again.
        Assert.Null(Pay(hub, invoice, 2, 1_400m));
        Assert.Null(Pay(hub, invoice, 1, 1_440m));

        var document = hub.State.Find(invoice)!;
        Assert.Equal(InvoiceStatus.Posted, document.Status);
        Assert.Equal(40m, document.Open.Amount);
        Assert.Equal(1_400m, Assert.Single(document.Payments).Amount.Amount);
    }

    [Fact]
    public void A_payment_of_zero_is_cancelled_and_its_old_amount_does_not_come_back()
    {
        var (hub, invoice) = Posted();

        Assert.Null(Pay(hub, invoice, 2, 0m));
        Assert.Null(Pay(hub, invoice, 1, 1_440m));

        var document = hub.State.Find(invoice)!;
        Assert.Equal(InvoiceStatus.Posted, document.Status);
        Assert.Equal(1_440m, document.Open.Amount);
    }

    [Fact]
    public void A_cancelled_payment_opens_a_closed_document_and_its_work_can_be_corrected_again()
    {
        var (hub, invoice) = Posted();
        Assert.Null(Pay(hub, invoice, 1, 1_440m));
        Assert.True(hub.State.Find(invoice)!.IsClosed);
        Assert.Empty(hub.State.Work);

        Assert.Null(Pay(hub, invoice, 2, 0m));

        Assert.False(hub.State.Find(invoice)!.IsClosed);
        Assert.Equal(
            Stage.Invoiced,
            Assert.Single(Assert.Single(hub.State.Work).Value.Slices).Stage
        );
        Assert.Null(Pay(hub, invoice, 3, 1_440m));
        Assert.True(hub.State.Find(invoice)!.IsClosed);
    }

    [Fact]
    public void A_repeat_of_a_payment_leaves_a_closed_document_closed()
    {
        var (hub, invoice) = Posted();
        Assert.Null(Pay(hub, invoice, 2, 1_440m));
        var before = hub.History.Count;

        Assert.Null(Pay(hub, invoice, 2, 1_440m));
        Assert.Null(Pay(hub, invoice, 1, 20m));

        Assert.Equal(before, hub.History.Count);
    }

    [Fact]
    public void A_payment_on_a_void_document_can_still_be_cancelled()
    {
        var (hub, invoice) = Posted();
        Assert.Null(Pay(hub, invoice, 1, 1_440m));
        hub.Take(new DocumentVoided(invoice, 1, Facts.End));

        Assert.Null(Pay(hub, invoice, 2, 0m));

        var document = hub.State.Find(invoice)!;
        Assert.Equal(InvoiceStatus.Voided, document.Status);
        Assert.True(document.Paid.IsZero);
    }

    [Fact]
    public void One_version_with_two_contents_is_refused_and_the_first_is_kept()
    {
        var (hub, invoice) = Posted();
        Assert.Null(Pay(hub, invoice, 1, 100m));

        var refused = Pay(hub, invoice, 1, 200m);

        Assert.Equal("invoicing.conflicting-payment", refused?.Code);
        Assert.Equal(100m, hub.State.Find(invoice)!.Paid.Amount);
    }

    [Fact]
    public void A_paid_invoice_that_is_corrected_stays_paid_and_is_let_go_of_when_the_credit_is_posted()
    {
        var (hub, invoice) = Posted(entries: 2);
        Assert.Null(Pay(hub, invoice, 1, hub.State.Find(invoice)!.Open.Amount));
        Assert.True(hub.State.Find(invoice)!.IsClosed);

        hub.Take(Facts.Time(1, version: 2, minutes: 240));
        Assert.False(hub.State.Find(invoice)!.IsClosed);
        hub.Bill(July.PlusMonths(1));
        Assert.False(hub.State.Find(invoice)!.IsClosed);
        hub.Post();

        // 8 h of 150.00 are credited with 20 % tax, and owed to the customer.
        var document = hub.State.Find(invoice)!;
        Assert.Equal((InvoiceStatus.Paid, true), (document.Status, document.IsClosed));
        Assert.Equal(-1_440m, document.Open.Amount);
        Assert.Equal(Facts.Time(1).Id, Assert.Single(hub.State.Work).Key);

        Assert.Null(Pay(hub, invoice, 1, -1_440m, id: 2));
        Assert.True(hub.State.Find(invoice)!.IsClosed);
    }

    [Fact]
    public void A_paid_invoice_is_at_hand_while_a_credit_memo_on_it_is_a_draft()
    {
        var (hub, invoice) = Posted(entries: 2);
        var open = hub.State.Find(invoice)!.Open.Amount;
        Assert.Null(Pay(hub, invoice, 1, open));
        Assert.Null(hub.Run(new CreditInvoice(invoice, July.PlusMonths(1))));

        Assert.Null(Pay(hub, invoice, 2, open));

        Assert.False(hub.State.Find(invoice)!.IsClosed);
        var draft = Assert.Single(hub.Documents(InvoiceStatus.Draft)).Invoice.Reference;
        Assert.Null(hub.Run(new CancelInvoiceDraft(draft, "not agreed")));
        Assert.True(hub.State.Find(invoice)!.IsClosed);
    }

    [Fact]
    public void Whatever_the_order_what_is_paid_is_the_sum_of_the_newest_versions() =>
        Told.Sample(told =>
        {
            var (hub, invoice) = Posted();
            foreach (var (id, version) in told)
            {
                Assert.Null(Pay(hub, invoice, version, Amount(id, version), id));
            }

            var newest = told.GroupBy(x => x.Id).Select(x => x.MaxBy(y => y.Version));
            var document = hub.State.Find(invoice)!;
            Assert.Equal(newest.Sum(x => Amount(x.Id, x.Version)), document.Paid.Amount);
            Assert.Equal(document.Open.Amount <= 0m, document.Status is InvoiceStatus.Paid);
        });

    /// <summary>One world: a version says one amount; sometimes all of it, sometimes nothing.</summary>
    private static decimal Amount(int id, long version) => (id * version % 4) * 720m;

    private static (MemoryHub Hub, InvoiceReference Invoice) Posted(int entries = 1)
    {
        var hub = new MemoryHub(Facts.Engagement);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        for (var i = 1; i <= entries; i++)
        {
            hub.Take(Facts.Time(i, minutes: 480));
        }

        hub.Bill(July);
        hub.Post();
        return (hub, hub.Documents(InvoiceStatus.Posted)[0].Invoice.Reference);
    }

    private static Rejection? Pay(
        MemoryHub hub,
        InvoiceReference invoice,
        long version,
        decimal amount,
        int id = 1
    ) =>
        hub.Run(
            new RecordPayment(
                new Payment($"bank/{id}", version, invoice, new Money(amount, Facts.Gbp), July)
            )
        );
}
