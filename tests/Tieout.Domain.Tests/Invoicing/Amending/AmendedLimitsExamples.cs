using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Ledger;
using static Tieout.Domain.Tests.Invoicing.Amending.AmendedFirm;

namespace Tieout.Domain.Tests.Invoicing.Amending;

/// <summary>Caps, retainers, schedules, terms and orders that an amendment changes.</summary>
public sealed class AmendedLimitsExamples
{
    [Fact]
    public void A_cap_that_is_used_up_gives_hours_back_where_the_higher_rate_does_not_fit()
    {
        var hub = Billed(Terms("Q-1", Time(cap: 3_570m)));
        hub.Take(Amendment(Terms("Q-2", Time(cap: 3_570m))));

        var made = Execute(hub);

        // 1,200.00 + 12.5 x 127.50 = 1,593.75 leave 776.25 of the cap: 776.25 / 127.50 = 6.0882 h.
        // 93.75 more, 93.75 less, and 7.25 - 6.0882 = 1.1618 h are open again.
        Assert.Equal(["Invoice 0.00 + 0.00 = 0.00"], Told(made));
        Assert.Equal(
            [Pounds(93.75m), Pounds(-93.75m)],
            made[0].Lines.Single().Shares.Select(share => share.Amount)
        );
        Assert.Equal(Effort.OfHours(6.0882m), SliceOf(hub, 3).Effort);
        var open = SliceOf(hub, 3, number: 2);
        Assert.Equal(Effort.OfHours(1.1618m), open.Effort);
        Assert.Equal([ReasonCode.CapExceeded], open.Reasons);
    }

    [Theory]
    [InlineData(CapPeriod.Ever)]
    [InlineData(CapPeriod.Month)]
    public void Cents_of_rounding_entry_by_entry_stay_within_the_cap(CapPeriod period)
    {
        var line = Time() with { Cap = new SpendingCap(Pounds(12.75m), Period: period) };
        var hub = Started(Terms("Q-1", line));
        hub.Take(Entry(1, 0.05m, new LocalDate(2026, 3, 10)));
        hub.Take(Entry(2, 0.05m, new LocalDate(2026, 3, 11)));
        hub.Bill(March);
        hub.Post();
        hub.Take(Amendment(Terms("Q-2", line)));

        var made = Execute(hub);

        // 0.1 x 127.50 = 12.75 is the cap; each 0.05 x 127.50 = 6.375 by itself would be 6.38.
        Assert.Equal(["Invoice 0.75 + 0.15 = 0.90"], Told(made));
        Assert.Equal(
            [Pounds(6.38m), Pounds(6.37m)],
            [SliceOf(hub, 1).Amount!.Value, SliceOf(hub, 2).Amount!.Value]
        );
    }

    [Fact]
    public void A_cap_below_what_was_billed_leaves_the_invoices_alone()
    {
        var hub = Billed(Terms("Q-1", Time(cap: 5_000m)));

        hub.Take(Amendment(Terms("Q-1", Time(cap: 3_000m))));

        Assert.Empty(hub.State.Withheld);
        hub.Take(Entry(5, 1m, new LocalDate(2026, 4, 11)));
        hub.Bill(April);
        Assert.Equal([ReasonCode.CapExceeded], SliceOf(hub, 5).Reasons);
    }

    [Fact]
    public void The_later_of_two_amendments_wins_for_its_interval()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-2")));
        Execute(hub);
        hub.Take(Amendment(Terms("Q-3"), sequence: 2, from: new LocalDate(2026, 3, 11)));

        // Only 7.25 h: 812.00 less 924.38 = -112.38.
        Assert.Equal(["CreditNote -112.38 + -22.48 = -134.86"], Told(Execute(hub, sequence: 2)));
        Assert.Equal(127.5m, SliceOf(hub, 2).Rate!.Rate);
    }

    [Fact]
    public void Work_outside_a_shorter_term_is_credited_and_says_why_it_is_open()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms() with { End = new LocalDate(2026, 3, 10) }, from: FirstOfMarch));

        Assert.Equal(["CreditNote -870.00 + -174.00 = -1044.00"], Told(Execute(hub)));
        Assert.Equal(
            (Stage.Blocked, default(InvoiceReference?)),
            (SliceOf(hub, 3).Stage, SliceOf(hub, 3).Invoice)
        );
        Assert.Equal([ReasonCode.OutsideContractTerm], SliceOf(hub, 3).Reasons);
    }

    [Fact]
    public void More_included_hours_credit_the_overage_and_correct_the_pool_of_later_months()
    {
        var hub = Started(Terms("Q-1", Retainer(10m)));
        hub.Take(Entry(1, 12m, new LocalDate(2026, 3, 10)));
        hub.Bill(March);
        hub.Take(Entry(2, 4m, new LocalDate(2026, 4, 10)));
        hub.Bill(April);
        hub.Post();
        hub.Take(Amendment(Terms("Q-1", Retainer(15m))));

        var made = Execute(hub);

        // March: 12 h used of 10, 2 h x 150.00 = 300.00 over; of 15 nothing is over and 3 are left.
        Assert.Equal(["CreditNote -300.00 + -60.00 = -360.00"], Told(made));
        // April: 15 + 3 - 4 = 14 h go on to May, where 6 went on before.
        hub.Take(Entry(3, 20m, new LocalDate(2026, 5, 10)));
        hub.Bill(new LocalDate(2026, 5, 31));
        var may = hub
            .State.Invoices.Values.Last()
            .Invoice.Lines.Single(x => x.Retainer is not null);
        Assert.Equal(Effort.OfHours(29m), may.Retainer!.Use.Available);
        Assert.Equal(Effort.OfHours(9m), may.Retainer.Use.Carried);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void The_days_that_a_retainer_goes_on_for_are_billed(int hours)
    {
        var month = Retainer(10m) with { Fee = Pounds(3_100m) };
        var hub = Started(Terms("Q-1", month with { End = new LocalDate(2026, 3, 20) }));
        if (hours > 0)
        {
            hub.Take(Entry(1, hours, new LocalDate(2026, 3, 10)));
        }

        hub.Bill(March);
        hub.Post();
        // 20 of 31 days.
        Assert.Equal(Pounds(2_000m), hub.State.Find(FebruaryInvoice)!.Invoice.Net);
        hub.Take(Amendment(Terms("Q-1", month), from: new LocalDate(2026, 3, 21)));

        // 11 days: 1,100.00, and tax of 20 %.
        Assert.Equal(["Invoice 1100.00 + 220.00 = 1320.00"], Told(Execute(hub)));
    }

    [Fact]
    public void A_lower_minimum_credits_what_its_true_up_billed_too_much()
    {
        // February: 1,200.00 of 3,000.00, so 1,800.00; March: 2,370.00, so 630.00.
        var hub = Billed(Committed(3_000m));
        Assert.Equal([3_000m, 3_000m], hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount));
        hub.Take(Amendment(Committed(2_500m)));

        // March only: 130.00 are missing of 2,500.00, 500.00 less than 630.00; 20 %: 100.00.
        Assert.Equal(["CreditNote -500.00 + -100.00 = -600.00"], Told(Execute(hub)));
    }

    [Fact]
    public void A_minimum_that_begins_bills_what_is_missing()
    {
        var hub = Billed();
        hub.Take(Amendment(Committed(2_500m)));

        var made = Execute(hub);

        // No line of the invoice is a true-up: 2,370.00 is credited and billed with 130.00 more.
        Assert.Equal(
            ["CreditNote -2370.00 + -474.00 = -2844.00", "Invoice 2500.00 + 500.00 = 3000.00"],
            Told(made)
        );
        Assert.Equal(
            [InvoiceLineKind.Time, InvoiceLineKind.TrueUp],
            made[1].Lines.Select(line => line.Kind)
        );
    }

    [Fact]
    public void A_minimum_of_the_term_is_shown_with_what_counts_and_moves_nothing()
    {
        var hub = Billed();
        hub.Take(
            Amendment(
                Terms("Q-2") with
                {
                    Commitment = new MinimumCommitment(Pounds(20_000m), CommitmentSpan.Term),
                }
            )
        );

        var impact = ImpactAnalysis.Of(
            Whole(hub),
            hub.Reference,
            hub.State.AmendmentOf(1)!,
            choice: null,
            Signed
        );

        // 1,200.00 + 2,370.00, and 148.13 more for March.
        var minimum = Assert.Single(impact.Limits);
        Assert.Equal(
            (Pounds(20_000m), Pounds(3_570m), Pounds(3_718.13m), false),
            (minimum.Limit, minimum.UsedBefore, minimum.UsedAfter, minimum.IsExceeded)
        );
        Assert.Equal(Pounds(148.13m), impact.Net);
    }

    [Fact]
    public void Time_of_a_paid_retainer_that_an_amendment_gave_a_rate_is_repriced_with_it()
    {
        var hub = Started(Terms("Q-1", Retainer(10m)));
        hub.Take(Entry(1, 4m, new LocalDate(2026, 3, 10)));
        hub.Bill(March);
        Pay(hub, FebruaryInvoice);
        hub.Take(Amendment(Terms()));
        // 4 h x 120.00 = 480.00 in place of the fee of 1,000.00.
        Assert.Equal(["CreditNote -520.00 + -104.00 = -624.00"], Told(Execute(hub)));
        hub.Post();
        Assert.True(hub.State.Find(FebruaryInvoice)!.IsClosed);

        hub.Take(Card("Q-1", 130m, version: 2));
        Assert.Null(hub.Run(new RepriceWork(Signed, Signed)));

        // 4 h x 10.00 = 40.00.
        Assert.Equal(
            ["Invoice 40.00 + 8.00 = 48.00"],
            Told(hub.Documents(InvoiceStatus.Draft).Select(x => x.Invoice))
        );
    }

    [Fact]
    public void Every_document_that_a_run_refuses_tells_the_fees_that_it_leaves_unbilled()
    {
        var small = new PurchaseOrderTerms(Limit: Pounds(100m));
        var terms = Terms("Q-1", Retainer(10m)) with { Order = small };
        var hub = Started(terms with { PurchaseOrder = "PO-1" });
        hub.Take(
            Amendment(terms with { PurchaseOrder = "PO-2" }, from: new LocalDate(2026, 3, 16))
        );
        hub.Take(Entry(1, 1m, new LocalDate(2026, 3, 10)));
        hub.Take(Entry(2, 1m, new LocalDate(2026, 3, 17)));

        var refused = hub.Run(new DraftInvoice(March, March));

        // The fee of 1,000.00, whichever document it would stand on.
        Assert.Equal(
            ("invoicing.stopped-by-order", Pounds(1_000m)),
            (refused?.Code, refused?.Unbilled)
        );
    }

    [Fact]
    public void An_order_that_is_too_small_for_the_difference_stops_the_plan()
    {
        var hub = Billed();
        var order = new PurchaseOrderTerms(Limit: Pounds(3_600m));
        hub.Take(Amendment(Terms("Q-2") with { Order = order, PurchaseOrder = "PO-1" }));

        // 3,570.00 + 148.13 = 3,718.13 is 118.13 more than the order.
        var refused = hub.Run(new PlanAmendment(1, Signed, "paul"));

        Assert.Equal("invoicing.stopped-by-order", refused?.Code);
        Assert.Contains("118.13", refused!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Drafts_are_made_anew_under_the_amended_terms()
    {
        var hub = Billed();
        hub.Take(Entry(5, 2m, new LocalDate(2026, 4, 11)));
        Assert.Null(hub.Run(new DraftInvoice(April, April)));

        hub.Take(Amendment(Terms("Q-2"), from: new LocalDate(2026, 4, 1)));
        hub.Bill(April);

        Assert.Equal(InvoiceStatus.Cancelled, hub.State.Find(Reference(3))!.Status);
        Assert.Equal(Pounds(255m), hub.State.Find(Reference(4))!.Invoice.Net);
    }

    [Fact]
    public void Only_the_rows_of_a_schedule_that_are_not_billed_share_its_new_total()
    {
        var hub = Started(Terms("Q-1", Fee(1_000m, 1_000m, 1_000m)));
        hub.Bill(February);
        hub.Take(
            Amendment(Terms("Q-1", Fee(1_500m, 1_500m, 1_500m)), from: new LocalDate(2026, 3, 1))
        );
        hub.Bill(April);

        // 4,500.00 less 1,000.00 over two rows.
        Assert.Equal(
            [Pounds(1_000m), Pounds(1_750m), Pounds(1_750m)],
            hub.State.Invoices.Values.SelectMany(x => x.Invoice.Lines).Select(x => x.Amount)
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_row_that_was_billed_by_terms_that_were_replaced_is_not_shared_out_again(
        bool isPaid
    )
    {
        var hub = Started(Terms("Q-1", Fee(1_000m)));
        hub.Bill(February);
        hub.Take(Amendment(Terms("Q-1", Rows(("r0", 2, 1_000m), ("x", 3, 1_000m)))));
        hub.Bill(March);
        hub.Post();
        foreach (var document in hub.Documents(InvoiceStatus.Posted).Where(_ => isPaid))
        {
            Pay(hub, document.Invoice.Reference);
        }

        hub.Take(Amendment(Terms("Q-1", Rows(("r0", 2, 1_000m), ("y", 4, 500m))), version: 2));
        hub.Bill(April);

        Assert.Empty(hub.State.Withheld);
        Assert.Equal(
            [Pounds(1_000m), Pounds(1_000m), Pounds(500m)],
            hub.State.Invoices.Values.SelectMany(x => x.Invoice.Lines).Select(x => x.Amount)
        );
    }

    /// <summary>March has 12.5 h = 1,500.00 and 7.25 h = 870.00; 7.25 h are corrected to 5 h = 600.00.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_discount_changes_on_what_stands_and_on_nothing_that_is_corrected(bool isCredited)
    {
        var hub = Billed(Terms("Q-1", Time() with { DiscountPercent = 5m }));
        hub.Take(Entry(3, 5m, new LocalDate(2026, 3, 11), version: 2));
        if (isCredited)
        {
            Assert.Null(hub.Run(new DraftInvoice(April, April)));
            var credit = Assert.Single(hub.Documents(InvoiceStatus.Draft)).Invoice;
            Assert.Equal(Pounds(-826.50m), credit.Net);
            Assert.Null(hub.Run(new ApproveInvoice(credit.Reference, "anna")));
        }

        hub.Take(Amendment(Terms("Q-1", Time() with { DiscountPercent = 10m })));

        // 5 % more of 1,500.00, and of 870.00 while they are billed: their credit takes it back.
        var made = Execute(hub);
        Assert.Equal(
            [isCredited ? Pounds(-75m) : Pounds(-118.50m)],
            made.Select(document => document.Net)
        );
        hub.Bill(April);

        // February at 5 %, March at 10 %: 1,140.00 + (1,500.00 + 600.00) x 0.9.
        Assert.Equal(
            Pounds(3_030m),
            Money.Sum(
                Pounds(0m).Currency,
                hub.Documents(InvoiceStatus.Approved, InvoiceStatus.Posted, InvoiceStatus.Paid)
                    .Select(document => document.Invoice.Net)
            )
        );
        Holds(hub);
    }

    /// <summary>At least so much for each month.</summary>
    private static ContractTerms Committed(decimal amount) =>
        Terms() with
        {
            Commitment = new MinimumCommitment(Pounds(amount)),
        };

    private static ContractLine.Retainer Retainer(decimal hours) =>
        new(
            Line("RET"),
            LineScope.Everything,
            Pounds(1_000m),
            Included: Effort.OfHours(hours),
            Rollover: new Rollover(IsEnabled: true),
            Overage: new OveragePrice.Hourly(150m)
        );

    private static ContractLine.FixedFee Fee(params decimal[] amounts) =>
        Rows([.. amounts.Select((amount, i) => ($"r{i}", 2 + i, amount))]);

    private static ContractLine.FixedFee Rows(
        params (string Row, int Month, decimal Amount)[] rows
    ) =>
        new(
            Line("FEE"),
            LineScope.Everything,
            [
                .. rows.Select(x => new ScheduleRow(
                    x.Row,
                    new LocalDate(2026, x.Month, 15),
                    Pounds(x.Amount)
                )),
            ]
        );
}
