using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Receivables;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;
using static Tieout.Domain.Tests.Revenue.RevenueBench;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>
/// 10 h x 150.00 = 1,500.00 and 300.00 tax, of which 5 % of the net, 75.00, are kept back: 1,725.00 are
/// payable.
/// </summary>
public sealed class ReceivablesExamples
{
    private static readonly LocalDate Day = new(2026, 8, 31);
    private static readonly Judgement Why = new("handed over", "paul");

    private readonly MemoryHub _hub = With(terms => terms with { RetentionPercent = 5m }, Time());

    public ReceivablesExamples()
    {
        _hub.Take(Facts.Time(1, minutes: 600));
        Bill(_hub, July);
    }

    private InvoiceState Document => _hub.State.Invoices.Values.First();

    [Fact]
    public void What_was_kept_back_is_payable_once_it_is_released()
    {
        Pay("a", 1_725m);
        Assert.Equal((InvoiceStatus.Paid, 0m), (Document.Status, Document.Open.Amount));

        Assert.Null(_hub.Run(Release(50m)));
        Assert.Equal((InvoiceStatus.Posted, 50m), (Document.Status, Document.Open.Amount));
        Assert.Equal("invoicing.not-that-much", _hub.Run(Release(25.01m))?.Code);
        Assert.Null(_hub.Run(Release(null)));
        Assert.Equal("invoicing.not-that-much", _hub.Run(Release(null))?.Code);

        Pay("b", 75m);
        Assert.Equal((InvoiceStatus.Paid, 0m), (Document.Status, Document.Open.Amount));
    }

    [Fact]
    public void A_credit_gives_back_only_what_is_still_kept()
    {
        Assert.Null(_hub.Run(Release(50m)));
        Run(_hub, new CreditInvoice(Document.Invoice.Reference, Day));

        var credit = _hub.State.Invoices.Values.Last().Invoice;
        // 1,800.00 less the 25.00 that are still kept back.
        Assert.Equal((-25m, -1_775m), (credit.Retention!.Value.Amount, credit.Payable.Amount));
        Assert.Equal(0m, Document.Open.Amount);
        Assert.Equal("invoicing.not-that-much", _hub.Run(Release(null))?.Code);
    }

    [Fact]
    public void A_dispute_is_never_of_more_than_is_open()
    {
        Assert.Equal("invoicing.not-that-much", Dispute(1_725.01m));
        Assert.Null(Dispute(1_000m));
        Assert.Equal("invoicing.not-that-much", Dispute(725.01m));
        Assert.Null(Dispute(500m));
        Assert.Equal(1_500m, Document.Disputed.Amount);

        // What is left open is less than what was contested.
        Pay("a", 1_000m);
        Assert.Equal(725m, Document.Disputed.Amount);
        Assert.Null(_hub.Run(new ResolveDispute(Document.Invoice.Reference, Why, 700m)));
        Assert.Equal(25m, Document.Disputed.Amount);

        Pay("b", 725m);
        Assert.Equal(0m, Document.Disputed.Amount);
        Assert.Equal(
            "invoicing.not-that-much",
            _hub.Run(new ResolveDispute(Document.Invoice.Reference, Why))?.Code
        );
    }

    [Fact]
    public void A_dispute_that_was_paid_off_is_over_whatever_becomes_open_later()
    {
        Assert.Null(Dispute(450m));
        Pay("a", 1_725m);
        Assert.Null(_hub.Run(Release(null)));

        Assert.Equal((75m, 0m), (Document.Open.Amount, Document.Disputed.Amount));

        _hub.Take(new Payment("a", 2, Document.Invoice.Reference, Gbp(0m), Day));
        Assert.Equal((1_800m, 0m), (Document.Open.Amount, Document.Disputed.Amount));
    }

    [Fact]
    public void A_void_ends_a_dispute()
    {
        Assert.Null(Dispute(450m));

        _hub.Take(new DocumentVoided(Document.Invoice.Reference, 1, Day));

        Assert.Equal(0m, Document.Disputed.Amount);
    }

    [Fact]
    public void A_credit_of_a_part_gives_back_its_part_of_what_is_still_kept()
    {
        var hub = With(terms => terms with { RetentionPercent = 10m }, Time());
        for (var id = 1; id <= 4; id++)
        {
            hub.Take(Facts.Time(id, minutes: 100));
        }

        Bill(hub, July);
        var reference = hub.State.Invoices.Values.First().Invoice.Reference;
        Run(hub, Credit(1, 2));
        // 1,000.00: 100.00 kept back, 50.00 given back with the half of it.
        Assert.Null(hub.Run(new ReleaseRetention(reference, Day, Why, 20m)));
        Run(hub, Credit(3));
        Run(hub, Credit(4));

        // Half of the 30.00 that are left, and the rest.
        Assert.Equal(
            [100m, -50m, -15m, -15m],
            hub.State.Invoices.Values.Select(x => x.Invoice.Retention!.Value.Amount)
        );

        CreditInvoice Credit(params int[] ids) =>
            new(
                reference,
                Day,
                [.. ids.Select(id => Facts.Time(id).Id)],
                CreditDisposition.WriteOff
            );
    }

    [Fact]
    public void What_is_disputed_is_not_billed_anew_by_itself_until_it_is_resolved()
    {
        Assert.Null(Dispute(300m));
        _hub.Take(Facts.Time(1, version: 2, minutes: 480));
        Bill(_hub, August);
        Assert.Single(_hub.State.Invoices);

        Assert.Null(_hub.Run(new ResolveDispute(Document.Invoice.Reference, Why)));
        Bill(_hub, August);

        // Credited in whole, and 8 h x 150.00 anew.
        Assert.Equal(
            [1_500m, -1_500m, 1_200m],
            _hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount)
        );
    }

    private string? Dispute(decimal amount) =>
        _hub.Run(new DisputeInvoice(Document.Invoice.Reference, amount, Why))?.Code;

    private ReleaseRetention Release(decimal? amount) =>
        new(Document.Invoice.Reference, Day, Why, amount);

    private void Pay(string id, decimal amount) =>
        _hub.Take(new Payment(id, 1, Document.Invoice.Reference, Gbp(amount), Day));
}
