using Tieout.Connect;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.Tests.Tryton;

public sealed class TrytonPeriodTests(TrytonClone clone) : TrytonTest(clone)
{
    [Fact]
    public async Task A_closed_period_is_refused_by_name_and_delivered_after_it_was_opened_again()
    {
        var january = new LocalDate(2026, 1, 31);
        var document = Documents.Invoice(
            NewReference(),
            [Documents.Hours(1, 1m, 100m)],
            date: january
        );
        await Bench.ClosePeriodAsync(january, Cancel);

        var refusal = await FailureAsync(() => DeliverAsync(document));

        Assert.Equal(ConnectorFault.Refused, refusal.Fault);
        Assert.Equal("PERIOD_CLOSED", refusal.Reason);
        Assert.Contains(
            "2026-01-31 is in the period 2026-01",
            refusal.Message,
            StringComparison.Ordinal
        );

        await Bench.ReopenPeriodAsync(january, Cancel);
        var record = await DeliverAsync(document);
        Assert.Equal(TargetState.Posted, record.State);
        Assert.Equal(january, record.AccountingDate);
    }

    [Fact]
    public async Task A_period_that_closes_between_look_and_post_is_told_from_the_refusal_itself()
    {
        var january = new LocalDate(2026, 1, 31);
        var posted = await DeliverAsync(
            Documents.Invoice(NewReference(), [Documents.Hours(1, 1m, 100m)], date: january)
        );
        var copy = await Bench.Rpc.CallAsync<int[]>(
            TrytonCall.Change("account.invoice", "copy", [new[] { Id(posted) }]),
            Cancel
        );
        await Bench.Rpc.WriteAsync(
            "account.invoice",
            copy,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["invoice_date"] = january },
            Cancel
        );
        await Bench.ClosePeriodAsync(january, Cancel);

        var refusal = await FailureAsync(() =>
            Bench.Rpc.PressAsync("account.invoice", "post", copy, Cancel)
        );

        Assert.Equal(ConnectorFault.Refused, refusal.Fault);
        Assert.Equal("PERIOD_CLOSED", refusal.Reason);
        await Bench.ReopenPeriodAsync(january, Cancel);
    }

    [Fact]
    public async Task A_period_that_was_opened_again_and_is_closed_in_the_revenue_journal_is_not_open()
    {
        var january = new LocalDate(2026, 1, 31);
        var document = Documents.Invoice(
            NewReference(),
            [Documents.Hours(1, 1m, 100m)],
            date: january
        );
        _ = await DeliverAsync(document);
        await Bench.ClosePeriodAsync(january, Cancel);
        await Bench.ReopenOnlyPeriodAsync(january, Cancel);

        var calendar = new LedgerCalendar(
            await Sink.ReadPeriodsAsync(document.Invoice.LegalEntity, Cancel)
        );

        Assert.False(calendar.IsOpenOn(january));
        Assert.Contains(
            "reopen the journal's period",
            calendar.ClosureOf(january),
            StringComparison.Ordinal
        );
        await Bench.ReopenPeriodAsync(january, Cancel);
    }
}
