using System.Text;
using Tieout.Connect;
using Tieout.Connectors.LegacyErp;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.LegacyErp;

/// <summary>Extracts of receipts: their totals, their numbers, and what they say.</summary>
public sealed class LegacyErpReceiptTests : LegacyErpTest
{
    [Theory]
    [InlineData(LegacyErpFormat.Oracle)]
    [InlineData(LegacyErpFormat.Idoc)]
    public async Task Payments_reversals_and_cancellations_are_told_with_their_documents(
        LegacyErpFormat format
    )
    {
        await StartAsync(format);
        await PostAllAsync("A", "B", "C");
        await Desk.PayAsync("T-A", 12m);
        var receipt = await Desk.PayAsync("T-B", 5m);
        await Desk.ExtractAsync();
        await Desk.PayAsync("T-B", -5m, "R", receipt);
        await Desk.PayAsync("T-C", 0m, "V");
        await Desk.ExtractAsync();

        var pages = await ReadAsync(Cursor.Start);

        Assert.Equal(
            [
                "payment/erp/R000001/1-2 v1 12.00 GBP",
                "payment/erp/R000002/1-3 v1 5.00 GBP",
                "payment/erp/R000002/2-2 v2 -5.00 GBP",
                "void/T-C v2",
            ],
            pages.SelectMany(x => x.Records).Select(x => Told(x.Fact))
        );
        Assert.Empty(pages.SelectMany(x => x.Rejected));
        // 10.00 and 20 %: paid, open again, cancelled.
        Assert.Equal(TargetState.Paid, (await FoundAnewAsync(Samples.Invoice("A", 10m))).State);
        var open = await FoundAnewAsync(Samples.Invoice("B", 10m));
        Assert.Equal((TargetState.Posted, 12m), (open.State, open.Open!.Value.Amount));
        Assert.Equal(TargetState.Voided, (await FoundAnewAsync(Samples.Invoice("C", 10m))).State);
    }

    [Fact]
    public async Task What_is_paid_and_taken_back_in_parts_comes_to_the_same_as_in_the_books()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        await PostAllAsync("A");
        var receipt = await Desk.PayAsync("T-A", 5m);
        await Desk.ExtractAsync();
        await Desk.PayAsync("T-A", 4m, "P", receipt);
        await Desk.PayAsync("T-A", -3m, "R", receipt);
        await Desk.ExtractAsync();

        var told = (await ReadAsync(Cursor.Start))
            .SelectMany(x => x.Records)
            .Select(x => Assert.IsType<Payment>(x.Fact))
            .ToList();

        Assert.Equal([5m, 4m, -3m], told.Select(x => x.Amount.Amount));
        Assert.Equal(3, told.Select(x => x.Id).Distinct(StringComparer.Ordinal).Count());
        // 12.00 less 6.00.
        var open = await FoundAnewAsync(Samples.Invoice("A", 10m));
        Assert.Equal(6m, open.Open!.Value.Amount);
    }

    [Fact]
    public async Task An_extract_whose_totals_differ_is_refused_whole_and_its_rerun_is_taken()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        await PostAllAsync("A");
        await Desk.PayAsync("T-A", 12m);
        await Desk.ExtractAsync(off: 0.01m);

        var refused = Assert.Single(await ReadAsync(Cursor.Start));
        var rejection = Assert.Single(refused.Rejected);

        Assert.Empty(refused.Records);
        Assert.Equal("legacy-erp.totals-differ", rejection.Code);
        Assert.Contains("says 12.01 and 0.00", rejection.Message, StringComparison.Ordinal);
        // It is told once, and nothing of it counts.
        Assert.Empty(await ReadAsync(refused.Next));
        Assert.Equal(12m, (await FoundAnewAsync(Samples.Invoice("A", 10m))).Open!.Value.Amount);

        await Desk.ExtractAsync(rerunOf: 1);
        var rerun = Assert.Single(await ReadAsync(refused.Next));

        Assert.Equal(
            "payment/erp/R000001/1-2 v1 12.00 GBP",
            Told(Assert.Single(rerun.Records).Fact)
        );
        Assert.Equal([rejection.Origin.Place], rerun.Begun);
        Assert.Empty(await ReadAsync(rerun.Next));
    }

    [Fact]
    public async Task A_file_that_was_cut_is_refused_by_its_count()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        await PostAllAsync("A", "B");
        await Desk.PayAsync("T-A", 12m);
        await Desk.PayAsync("T-B", 12m);
        var path = Path.Combine(Desk.Outbound, await Desk.ExtractAsync());
        var lines = await File.ReadAllLinesAsync(path, Stop);
        await File.WriteAllLinesAsync(path, lines[..2], Stop);

        var page = Assert.Single(await ReadAsync(Cursor.Start));

        Assert.Empty(page.Records);
        Assert.Equal("legacy-erp.count-differs", Assert.Single(page.Rejected).Code);
    }

    [Fact]
    public async Task An_extract_that_comes_late_is_read_after_those_that_follow_it()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        await PostAllAsync("A", "B", "C");
        await Desk.PayAsync("T-A", 12m);
        await Desk.ExtractAsync();
        await Desk.PayAsync("T-B", 12m);
        var late = Path.Combine(Desk.Outbound, await Desk.ExtractAsync());
        await Desk.PayAsync("T-C", 12m);
        await Desk.ExtractAsync();
        File.Move(late, late + ".kept");

        var first = await ReadAsync(Cursor.Start);
        File.Move(late + ".kept", late);
        var second = await ReadAsync(first[^1].Next);

        Assert.Equal(
            ["v1", "v3"],
            first.SelectMany(x => x.Records).Select(x => $"v{x.Fact.Version}")
        );
        Assert.Equal(["v2"], second.SelectMany(x => x.Records).Select(x => $"v{x.Fact.Version}"));
        Assert.Empty(await ReadAsync(second[^1].Next));
        // A checkpoint that was lost tells the same facts again.
        Assert.Equal(3, (await ReadAsync(Cursor.Start)).SelectMany(x => x.Records).Count());
    }

    [Fact]
    public async Task The_first_extract_may_come_after_the_second()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        await PostAllAsync("A", "B");
        await Desk.PayAsync("T-A", 12m);
        var late = Path.Combine(Desk.Outbound, await Desk.ExtractAsync());
        await Desk.PayAsync("T-B", 12m);
        await Desk.ExtractAsync();
        File.Move(late, late + ".kept");
        var first = Assert.Single(await ReadAsync(Cursor.Start));
        File.Move(late + ".kept", late);

        var second = Assert.Single(await ReadAsync(first.Next));

        Assert.Equal(
            "payment/erp/R000001/1-2 v1 12.00 GBP",
            Told(Assert.Single(second.Records).Fact)
        );
        Assert.Empty(await ReadAsync(second.Next));
    }

    [Fact]
    public async Task A_rerun_of_an_extract_that_was_taken_is_not_taken_as_well()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        await PostAllAsync("A");
        await Desk.PayAsync("T-A", 5m);
        await Desk.ExtractAsync();
        var first = Assert.Single(await ReadAsync(Cursor.Start));

        await Desk.ExtractAsync(rerunOf: 1);
        var page = Assert.Single(await ReadAsync(first.Next));

        Assert.Empty(page.Records);
        Assert.Equal("legacy-erp.extract-repeated", Assert.Single(page.Rejected).Code);
        Assert.Empty(await ReadAsync(page.Next));
        Assert.Equal(7m, (await FoundAnewAsync(Samples.Invoice("A", 10m))).Open!.Value.Amount);
    }

    [Fact]
    public async Task A_detail_that_cannot_be_read_does_not_hide_its_neighbours()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        var text = new StringBuilder();
        // 17.00 and a credit of 4.00 that says it is a payment.
        text.Append('1').Append("TIEOUTPY").Append("0000000007").Append("0000000000");
        text.Append("2026-03-31-09.00.00.000000").Append("000000000003");
        text.Append("           17.00").Append("           -4.00").Append('\n');
        AppendDetail(text, "GBP", "P", "T-A", "           12.00");
        AppendDetail(text, "GBP", "P", "T-B", "           -4.00");
        AppendDetail(text, "GBP", "P", "OTHER-1", "            5.00");
        var path = Path.Combine(Desk.Outbound, "receipts-0000000007-00.txt");
        await File.WriteAllTextAsync(path, text.ToString(), Stop);

        var page = Assert.Single(await ReadAsync(Cursor.Start));

        // What is not the hub's is passed over.
        Assert.Equal("payment/erp/R1/7-2 v7 12.00 GBP", Told(Assert.Single(page.Records).Fact));
        var rejected = Assert.Single(page.Rejected);
        Assert.Equal("receipts-0000000007:3", rejected.Origin.Place);
    }

    [Fact]
    public async Task The_periods_of_T001B_are_months_and_closed_outside_its_intervals()
    {
        await StartAsync(LegacyErpFormat.Idoc);
        await Desk.SetPeriodAsync("1000", new LocalDate(2026, 2, 1), "C");
        await Desk.SetPeriodAsync("1000", new LocalDate(2026, 3, 1), "C");

        var periods = await ((IPostingCalendar)Erp.Sink).ReadPeriodsAsync(Erp.LegalEntity, Stop);

        Assert.Equal(
            "2026-01 2026-04 2026-05 2026-06 2026-07 2026-08 2026-09 2026-10 2026-11 2026-12",
            string.Join(
                ' ',
                periods
                    .Where(x => x.IsOpen && x.Dates.Start.Year == 2026)
                    .Select(x => $"{x.Dates.Start:uuuu-MM}")
            )
        );
    }

    [Fact]
    public async Task Special_periods_of_a_year_that_is_over_open_none_of_its_months()
    {
        await StartAsync(LegacyErpFormat.Idoc);
        await File.WriteAllTextAsync(
            Path.Combine(Desk.Outbound, LegacyErpSink.PeriodsFile),
            """
            BUKRS,MKOAR,FRYE1,FRPE1,TOYE1,TOPE1,FRYE2,FRPE2,TOYE2,TOPE2
            1000,+,2026,003,2026,003,2025,013,2025,016
            """,
            Stop
        );

        var periods = await ((IPostingCalendar)Erp.Sink).ReadPeriodsAsync(Erp.LegalEntity, Stop);

        var open = Assert.Single(periods, x => x.IsOpen);
        Assert.Equal(new LocalDate(2026, 3, 1), open.Dates.Start);
    }

    [Fact]
    public async Task A_period_that_is_only_future_enterable_is_not_open_for_the_hub()
    {
        await StartAsync(LegacyErpFormat.Oracle);

        var periods = await ((IPostingCalendar)Erp.Sink).ReadPeriodsAsync(Erp.LegalEntity, Stop);

        // From 2025 to 2028: a closed year, an open one, a future one, one that was never opened.
        Assert.Equal(48, periods.Count);
        Assert.Equal(12, periods.Count(x => x.IsOpen));
        Assert.All(periods.Where(x => x.IsOpen), x => Assert.Equal(2026, x.Dates.Start.Year));
    }

    [Fact]
    public async Task Without_an_export_of_periods_the_settings_do_not_work()
    {
        await StartAsync(LegacyErpFormat.Oracle);
        File.Delete(Path.Combine(Desk.Outbound, LegacyErpSink.PeriodsFile));

        var missing = await FailureOfAsync(() => Erp.Sink.CheckAsync(Stop));
        await File.WriteAllTextAsync(
            Path.Combine(Desk.Outbound, LegacyErpSink.PeriodsFile),
            "LEDGER_ID\n9\n",
            Stop
        );
        var other = await FailureOfAsync(() => Erp.Sink.CheckAsync(Stop));

        Assert.Equal(ConnectorFault.Settings, missing.Fault);
        Assert.Equal(ConnectorFault.Contract, other.Fault);
        Assert.Contains("no periods of 2021", other.Message, StringComparison.Ordinal);
    }

    private static string Told(CanonicalFact fact) =>
        fact is Payment payment
            ? $"{fact.Identity} v{fact.Version} {payment.Amount}"
            : $"{fact.Identity} v{fact.Version}";

    private static void AppendDetail(
        StringBuilder text,
        string currency,
        string action,
        string reference,
        string amount
    ) =>
        text.Append('2')
            .Append("2021 ")
            .Append(currency)
            .Append("R1".PadRight(20))
            .Append(action)
            .Append(reference.PadRight(50))
            .Append("2026-03-31")
            .Append(amount)
            .Append('\n');

    private async Task PostAllAsync(params string[] suffixes)
    {
        foreach (var suffix in suffixes)
        {
            var posted = await Erp.PostAsync(Samples.Invoice(suffix, 10m));
            Assert.Equal(TargetState.Posted, posted.State);
        }
    }

    private async Task<List<Page>> ReadAsync(Cursor after)
    {
        var source = new LegacyErpSource(Erp.Options());
        var pages = new List<Page>();
        await foreach (var page in source.ReadAsync(LegacyErpSource.Payments, after, Stop))
        {
            pages.Add(page);
        }

        return pages;
    }
}
