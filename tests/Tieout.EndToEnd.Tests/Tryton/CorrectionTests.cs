using System.Globalization;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.EndToEnd.Tests.Tryton;

/// <summary>What changes in Tryton after the hub has read it, billed it or tried to post it.</summary>
[Collection("Tryton")]
public sealed class CorrectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static LocalDate Today => SystemClock.Instance.GetCurrentInstant().InUtc().Date;

    [Fact]
    public async Task A_closed_period_holds_its_own_invoices_only_and_lets_them_go_when_reopened()
    {
        await using var hub = await TrytonHub.StartAsync();
        _ = await hub.Bench.AddLinesAsync(hub.Firm.TwoMonths(), Cancel);
        var (first, second) = (TrytonFirm.Months[0], TrytonFirm.Months[1]);
        await hub.Bench.ClosePeriodAsync(second.OnDayOfMonth(1), Cancel);

        var report = await hub.RunOnceAsync();

        Assert.Equal((3, 3), (report.Delivered, report.Refused));
        Assert.All(
            await hub.Books.InvoicesAsync(Cancel),
            x => Assert.Equal(first.ToDateInterval().End, x.InvoiceDate)
        );
        var closed = (await hub.ExceptionsAsync())
            .Where(x => x.Reason.Equals("PERIOD_CLOSED", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(3, closed.Count);
        Assert.All(closed, x => Assert.Equal(ReasonOwner.Finance, x.Owner));
        // Net and 20 % tax.
        Assert.Equal(
            Enumerable.Range(1, 3).Sum(x => TrytonFirm.NetOf(x, second)) * 1.2m,
            closed.Sum(x => x.Amount!.Value.Amount)
        );

        await hub.Bench.ReopenPeriodAsync(second.OnDayOfMonth(1), Cancel);
        Assert.Equal(3, (await hub.RunOnceAsync()).Delivered);

        Assert.DoesNotContain(
            await hub.ExceptionsAsync(),
            x => x.Reason.Equals("PERIOD_CLOSED", StringComparison.Ordinal)
        );
        await Agreement.HoldsAsync(hub);
    }

    [Fact]
    public async Task A_late_edit_of_posted_time_becomes_a_credit_memo_and_a_new_invoice()
    {
        await using var hub = await TrytonHub.StartAsync();
        var lines = await hub.Bench.AddLinesAsync(hub.Firm.TwoMonths(), Cancel);
        _ = await hub.RunOnceAsync();

        // Line 0: half an hour on E-1 at 120.00. It was an hour and a half: 60.00 become 180.00.
        await EditAsync(hub, lines[0], ("duration", Effort.OfHours(1.5m)));
        hub.Runs.Add((Today, Today));
        var report = await hub.RunOnceAsync();

        Assert.Equal(2, report.Delivered);
        Assert.Equal(
            ["credit-note -6000", "invoice 18000"],
            await hub.AskAsync(
                "SELECT type, net FROM document WHERE invoice_date = "
                    + string.Create(CultureInfo.InvariantCulture, $"'{Today:uuuu-MM-dd}' ")
                    + "AND engagement = 'E-1' AND status = 'posted' ORDER BY type"
            )
        );
        await Agreement.HoldsAsync(hub);
    }

    [Fact]
    public async Task Time_deleted_or_moved_while_the_hub_was_stopped_leaves_and_moves_in_the_hub()
    {
        await using var hub = await TrytonHub.StartAsync();
        hub.Runs.Clear();
        var entered = Enumerable
            .Range(0, 30)
            .Select(x => hub.Firm.Line(x, TrytonFirm.Months[1].ToDateInterval().End));
        var lines = await hub.Bench.AddLinesAsync(entered, Cancel);
        _ = await hub.RunOnceAsync();
        await MinutesAgreeAsync(hub);

        // Lines 0 and 1 are on E-1. One goes away; the other was meant for E-2.
        await hub.Bench.Rpc.PressAsync("timesheet.line", "delete", [lines[0]], Cancel);
        await EditAsync(hub, lines[1], ("work", hub.Firm.Projects[1].Tasks["Design"]));
        _ = await hub.RunOnceAsync();

        await MinutesAgreeAsync(hub);
        Assert.Equal(
            ["E-1 1", "E-2 0"],
            await hub.AskAsync(
                "SELECT engagement, deleted FROM work WHERE id = "
                    + string.Create(CultureInfo.InvariantCulture, $"'time/erp/{lines[1]}' ")
                    + "ORDER BY engagement"
            )
        );
        Assert.DoesNotContain(
            await hub.ExceptionsAsync(),
            x => x.Reason.Equals("PROJECT_UNKNOWN", StringComparison.Ordinal)
        );

        hub.Runs.Add((Today, Today));
        _ = await hub.RunOnceAsync();
        await Agreement.HoldsAsync(hub);
    }

    [Fact]
    public async Task Invoiced_time_moved_to_another_engagement_is_credited_there_and_billed_here()
    {
        await using var hub = await TrytonHub.StartAsync();
        var lines = await hub.Bench.AddLinesAsync(hub.Firm.TwoMonths(), Cancel);
        _ = await hub.RunOnceAsync();

        // Line 1: an hour on E-1 at 120.00, meant for E-2 at 95.00.
        await EditAsync(hub, lines[1], ("work", hub.Firm.Projects[1].Tasks["Design"]));
        hub.Runs.Add((Today, Today));
        _ = await hub.RunOnceAsync();

        Assert.Equal(
            ["E-1 credit-note -12000", "E-2 invoice 9500"],
            await hub.AskAsync(
                "SELECT engagement, type, net FROM document WHERE invoice_date = "
                    + string.Create(CultureInfo.InvariantCulture, $"'{Today:uuuu-MM-dd}' ")
                    + "ORDER BY engagement"
            )
        );
        await Agreement.HoldsAsync(hub);
    }

    private static async Task MinutesAgreeAsync(TrytonHub hub)
    {
        var booked = await hub.Books.EffortAsync(Cancel);
        Assert.Equal(
            [string.Create(CultureInfo.InvariantCulture, $"{(long)(booked.Hours * 60m)}")],
            await hub.AskAsync("SELECT SUM(effort) / 6000 FROM work WHERE deleted = 0")
        );
    }

    private static Task EditAsync(
        TrytonHub hub,
        int line,
        params (string Field, object Value)[] values
    ) =>
        hub.Bench.Rpc.WriteAsync(
            "timesheet.line",
            [line],
            values.ToDictionary(x => x.Field, x => (object?)x.Value, StringComparer.Ordinal),
            Cancel
        );
}
