using Tieout.Connect;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.Tests.Tryton;

/// <summary>
/// Documents that Tryton posts on another day than their own. A class of its own: what is dated before
/// them is refused in this database from then on.
/// </summary>
public sealed class TrytonShiftTests(TrytonClone clone) : TrytonTest(clone)
{
    private static readonly LocalDate January31 = new(2026, 1, 31);

    [Fact]
    public async Task A_document_of_a_closed_period_keeps_its_date_and_counts_in_the_next_open_one()
    {
        var document = Documents.Invoice(
            NewReference(),
            [Documents.Hours(1, 1m, 100m)],
            date: January31
        );
        await Bench.ClosePeriodAsync(January31, Cancel);
        var shifted = (await CalendarAsync(document)).DateFor(January31, ShiftPolicy.FirstOpenDay);

        var record = await DeliverAsync(document with { ShiftedTo = shifted!.Date });

        Assert.Equal(TargetState.Posted, record.State);
        Assert.Equal(new LocalDate(2026, 2, 1), record.AccountingDate);
        var held = await Bench.Rpc.ReadAsync<DatedRow>(
            "account.invoice",
            [Id(record)],
            ["invoice_date"],
            Cancel
        );
        Assert.Equal(January31, Assert.Single(held).InvoiceDate);

        await Bench.ReopenPeriodAsync(January31, Cancel);
        Assert.True((await CalendarAsync(document)).IsOpenOn(January31));
    }

    private async Task<LedgerCalendar> CalendarAsync(Delivery.Document document) =>
        new(await Sink.ReadPeriodsAsync(document.Invoice.LegalEntity, Cancel));

    private sealed record DatedRow(int Id, LocalDate InvoiceDate);
}
