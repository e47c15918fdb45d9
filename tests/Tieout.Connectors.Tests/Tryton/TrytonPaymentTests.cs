using Tieout.Connect;
using Tieout.Connectors.Tryton;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.Tryton;

public sealed class TrytonPaymentTests(TrytonClone clone) : TrytonTest(clone)
{
    private static readonly LocalDate April10 = new(2026, 4, 10);

    [Fact]
    public async Task Partial_and_full_payments_are_told_each_once_with_amount_and_day()
    {
        // 10 h x 150.00 and 20 % = 1,800.00: 1,000.00 on 10 April, 800.00 ten days later.
        var record = await DeliverAsync(
            Documents.Invoice(NewReference(), [Documents.Hours(1, 10m, 150m)])
        );
        var source = NewSource();
        var (_, start) = await PaymentsAsync(source, record, Cursor.Start);
        await Bench.PayAsync(Id(record), 1000m, April10, Cancel);
        var (part, cursor) = await PaymentsAsync(source, record, start);
        await Bench.PayAsync(Id(record), 800m, April10.PlusDays(10), Cancel);
        var (both, after) = await PaymentsAsync(source, record, cursor);

        Assert.Equal((Dollars(1000m), April10), (part.Single().Amount, part.Single().ValueDate));
        Assert.Equal(
            [(Dollars(1000m), April10), (Dollars(800m), April10.PlusDays(10))],
            both.OrderBy(one => one.ValueDate).Select(one => (one.Amount, one.ValueDate))
        );
        Assert.Contains(part.Single().Id, both.Select(one => one.Id));
        Assert.Empty((await PaymentsAsync(source, record, after)).Payments);
        var paid = (
            await Sink.FindAsync(
                Documents.Invoice(record.NaturalKey, [Documents.Hours(1, 10m, 150m)]),
                Cancel
            )
        ).Single();
        Assert.Equal((TargetState.Paid, Dollars(0m)), (paid.State, paid.Open));
    }

    [Fact]
    public async Task An_invoice_that_was_credited_in_full_is_void_and_not_paid()
    {
        var record = await DeliverAsync(
            Documents.Invoice(NewReference(), [Documents.Hours(1, 10m, 150m)])
        );
        var source = NewSource();
        Assert.Empty(await VoidsAsync(source, record));

        var today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
        await Bench.CreditAsync(Id(record), today, Cancel);

        Assert.Equal(today, Assert.Single(await VoidsAsync(source, record)).Date);
        Assert.Empty((await PaymentsAsync(source, record, Cursor.Start)).Payments);
        var document = Documents.Invoice(record.NaturalKey, [Documents.Hours(1, 10m, 150m)]);
        Assert.Equal(TargetState.Voided, (await Sink.FindAsync(document, Cancel)).Single().State);
        var refusal = await FailureAsync(() => DeliverAsync(document));
        Assert.Equal(ConnectorFault.Refused, refusal.Fault);
    }

    private TrytonSource NewSource() => new(Bench.Rpc, Database.Options, SystemClock.Instance);

    private static async Task<(IReadOnlyList<Payment> Payments, Cursor Next)> PaymentsAsync(
        TrytonSource source,
        TargetRecord record,
        Cursor after
    )
    {
        var feed = source.Feeds.Single(one => one.Name is "payments");
        var pages = await source.ReadAsync(feed, after, Cancel).ToListAsync(Cancel);
        return (
            [
                .. pages
                    .SelectMany(page => page.Records)
                    .Select(one => (Payment)one.Fact)
                    .Where(payment => payment.Invoice == InvoiceReference.Parse(record.NaturalKey)),
            ],
            pages.Count > 0 ? pages[^1].Next : after
        );
    }

    private static async Task<IReadOnlyList<DocumentVoided>> VoidsAsync(
        TrytonSource source,
        TargetRecord record
    )
    {
        var feed = source.Feeds.Single(one => one.Name is "voids");
        var pages = await source.ReadAsync(feed, Cursor.Start, Cancel).ToListAsync(Cancel);
        return
        [
            .. pages
                .SelectMany(page => page.Records)
                .Select(one => (DocumentVoided)one.Fact)
                .Where(fact => fact.Invoice == InvoiceReference.Parse(record.NaturalKey)),
        ];
    }
}
