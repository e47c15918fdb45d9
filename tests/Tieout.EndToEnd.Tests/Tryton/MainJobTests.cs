using System.Globalization;

namespace Tieout.EndToEnd.Tests.Tryton;

/// <summary>From time sheets in Tryton to posted, paid invoices in Tryton.</summary>
[Collection("Tryton")]
public sealed class MainJobTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static LocalDate Today => SystemClock.Instance.GetCurrentInstant().InUtc().Date;

    [Fact]
    public async Task Two_months_of_time_sheets_become_posted_invoices_and_payments_come_back()
    {
        await using var hub = await TrytonHub.StartAsync();
        _ = await hub.Bench.AddLinesAsync(hub.Firm.TwoMonths(), Cancel);

        var report = await hub.RunOnceAsync();

        Assert.True(report.IsComplete, string.Join('\n', report.TargetFaults));
        Assert.Equal(6, report.Delivered);
        await Agreement.HoldsAsync(hub);
        Assert.Equal(ExpectedNets(), await NetsAsync(hub));
        var reasons = await hub.AskAsync(
            "SELECT DISTINCT main_reason FROM slice WHERE main_reason IS NOT NULL"
        );
        Assert.Equal(["NO_RATE"], reasons);

        await PaymentsComeBackAsync(hub);
    }

    /// <summary>
    /// Tryton refuses a number for what is dated before a document that has one. The second contract
    /// is billed on the 15th only, the first on the 1st and the 8th as well.
    /// </summary>
    [Fact]
    public async Task Documents_of_all_contracts_are_posted_in_the_order_of_their_dates()
    {
        await using var hub = await TrytonHub.StartAsync();
        var month = TrytonFirm.Months[1];
        LocalDate[] days = [month.OnDayOfMonth(1), month.OnDayOfMonth(8), month.OnDayOfMonth(15)];
        _ = await hub.Bench.AddLinesAsync(
            [
                hub.Firm.Line(0, days[0]),
                hub.Firm.Line(1, days[1]),
                hub.Firm.Line(2, days[2]),
                hub.Firm.Line(5, days[2]),
            ],
            Cancel
        );
        hub.Runs.Clear();
        hub.Runs.AddRange(days.Select(day => (day, day)));

        var report = await hub.RunOnceAsync();

        Assert.Equal((4, 0), (report.Delivered, report.Refused));
        await Agreement.HoldsAsync(hub);
    }

    private static async Task PaymentsComeBackAsync(TrytonHub hub)
    {
        var invoices = (await hub.Books.InvoicesAsync(Cancel))
            .OrderBy(x => x.Reference, StringComparer.Ordinal)
            .ToList();
        var (whole, part) = (invoices[0], invoices[1]);
        await hub.Bench.PayAsync(whole.Id, whole.TotalAmount, Today, Cancel);
        await hub.Bench.PayAsync(part.Id, 1_000m, Today, Cancel);

        _ = await hub.RunOnceAsync();

        var left = (long)(100m * part.TotalAmount) - 100_000L;
        Assert.Equal(
            [
                $"{whole.Reference} paid 0",
                string.Create(CultureInfo.InvariantCulture, $"{part.Reference} posted {left}"),
            ],
            await hub.AskAsync(
                "SELECT reference, status, gross - paid FROM document WHERE paid <> 0 "
                    + "ORDER BY reference"
            )
        );
        await Agreement.HoldsAsync(hub);
    }

    private static IEnumerable<string> ExpectedNets() =>
        from engagement in Enumerable.Range(1, 3)
        from month in TrytonFirm.Months
        select string.Create(
            CultureInfo.InvariantCulture,
            $"E-{engagement} {month.ToDateInterval().End:uuuu-MM-dd} {TrytonFirm.NetOf(engagement, month) * 100m:0}"
        );

    private static Task<IReadOnlyList<string>> NetsAsync(TrytonHub hub) =>
        hub.AskAsync(
            "SELECT engagement, invoice_date, net FROM document ORDER BY engagement, invoice_date"
        );
}
