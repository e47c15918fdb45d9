using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Revenue;
using Tieout.Domain.Tests.Ledger;
using static Tieout.Domain.Tests.Revenue.RevenueBench;

namespace Tieout.Domain.Tests.Revenue;

/// <summary>What credits, voids and documents on their way do to revenue and positions. 150 an hour.</summary>
public sealed class BilledRevenueExamples
{
    [Fact]
    public void Time_of_a_credit_that_gives_it_up_is_not_earned()
    {
        var hub = With(Time());
        hub.Take(Facts.Time(1, minutes: 120));
        Bill(hub, July);
        var invoice = hub.Documents(InvoiceStatus.Posted).Single().Invoice.Reference;
        Run(
            hub,
            new CreditInvoice(
                invoice,
                new LocalDate(2026, 8, 5),
                Disposition: CreditDisposition.WriteOff
            )
        );

        // Known now: July was billed 300 that are nobody's debt; August gives them back.
        Assert.Equal((0m, 0m, 300m), Earned(hub, July));
        Assert.Equal((0m, 0m, 300m), Position(hub, July));
        Assert.Empty(Of(hub, August).Contracts);
    }

    [Theory]
    [InlineData(CapEdge.Split, false, 80)]
    [InlineData(CapEdge.Split, true, 80)]
    [InlineData(CapEdge.Block, false, 50)]
    [InlineData(CapEdge.Block, true, 50)]
    public void An_expense_beyond_a_cap_is_earned_as_far_as_it_is_ever_billed(
        CapEdge edge,
        bool isBilled,
        int earned
    )
    {
        var hub = With(
            new ContractLine.Reimbursables(
                Line("EXP"),
                LineScope.Everything,
                Cap: new SpendingCap(Gbp(80m), OnExceed: edge)
            )
        );
        foreach (var id in new[] { 1, 2 })
        {
            hub.Take(
                new Expense(
                    WorkId.Parse($"expense/chronos/{id}"),
                    1,
                    Facts.Delivery,
                    ResourceCode.Parse("R-1"),
                    new LocalDate(2026, 7, 6),
                    Gbp(50m),
                    Gbp(0m),
                    ApprovalStatus.Approved
                )
            );
        }

        if (isBilled)
        {
            Bill(hub, July);
        }

        Assert.Equal((0m, earned, isBilled ? earned : 0m), Earned(hub, July));
    }

    [Fact]
    public void A_void_counts_from_its_day_on()
    {
        var hub = With(Time());
        hub.Take(Facts.Time(1, minutes: 120));
        Bill(hub, July);
        var invoice = hub.Documents(InvoiceStatus.Posted).Single().Invoice.Reference;
        hub.Take(new DocumentVoided(invoice, 1, new LocalDate(2026, 8, 5)));

        Assert.Equal((0m, 0m, 0m), Position(hub, July));
        Assert.Equal((300m, 0m, 0m), Position(hub, August));
    }

    [Fact]
    public void A_correction_that_waits_for_its_credit_is_named_and_counts_as_billed()
    {
        var hub = With(Time());
        hub.Take(Facts.Time(1, minutes: 120));
        Bill(hub, July);
        hub.Take(Facts.Time(1, version: 2, minutes: 60));

        Assert.Equal((0m, 300m, 300m), Earned(hub, July));
        Assert.Equal(("CORRECTION_PENDING", 1, null), Said(Assert.Single(Of(hub, July).Notes)));

        Bill(hub, August);

        // Credited and billed anew in August: July had billed 150 that were not earned.
        Assert.Equal((0m, 0m, 150m), Position(hub, July));
        Assert.Equal((150m, 0m, 150m), Earned(hub, August));
        Assert.Empty(Of(hub, August).Notes);
    }

    [Fact]
    public void A_document_that_no_ledger_has_yet_counts_as_unbilled_and_is_named()
    {
        var hub = With(Time());
        hub.Take(Facts.Time(1, minutes: 120));
        hub.Bill(July.ToDateInterval().End);

        Assert.Equal((300m, 0m, 0m), Position(hub, July));
        Assert.Equal(("DELIVERY_PENDING", 1, 300m), Said(Assert.Single(Of(hub, July).Notes)));
    }

    [Fact]
    public void One_contract_has_one_net_position_and_of_an_asset_the_part_that_waits_for_time()
    {
        var hub = With(Fee(planned: 10m) with { Schedule = [] }, Time());
        Restate(hub, 3, Fee(planned: 10m), Time() with { Scope = new LineScope([Facts.Support]) });
        hub.Take(Facts.Time(1, minutes: 540));
        hub.Take(Facts.Time(2, minutes: 60) with { Project = Facts.Support });
        Bill(hub, July);
        hub.Take(Facts.Time(3, minutes: 60) with { Project = Facts.Support });

        // Fee 1,200 x 9 / 10 - 600 = 480 waits for the next instalment, 1 h x 150 for the next run.
        Assert.Equal((150m, 480m, 0m), Position(hub, July));
    }

    [Fact]
    public void Revenue_of_a_month_end_is_analysed_by_the_contract()
    {
        var firm = DimensionSetting.Parse("practice=FIRM");
        var hub = With(terms => terms with { Dimensions = [firm] }, Fee(planned: 10m));
        Bill(hub, July);

        Assert.All(
            MonthEndEntry.Of([Of(hub, July)]).SelectMany(x => x.Entry.Lines),
            line =>
                Assert.Equal(
                    line.Account is AccountRole.Revenue ? firm : null,
                    line.Dimensions?.Single()
                )
        );
    }

    [Fact]
    public void A_month_end_is_booked_on_its_last_day_and_taken_back_on_the_next()
    {
        var hub = With(Fee(planned: 10m));
        hub.Take(Facts.Time(1, minutes: 180));
        Bill(hub, July);

        var entries = MonthEndEntry.Of([Of(hub, July)]);

        // 600 billed, 360 earned.
        Assert.Equal(
            [
                "2026-07-31 Revenue 240",
                "2026-07-31 ContractLiability -240",
                "2026-08-01 Revenue -240",
                "2026-08-01 ContractLiability 240",
            ],
            entries.SelectMany(x =>
                x.Entry.Lines.Select(line =>
                    $"{x.Date:uuuu-MM-dd} {line.Account} {(line.Debit - line.Credit).Amount:0}"
                )
            )
        );
    }
}
