using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Invoicing.Posting;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;
using static Tieout.Domain.Tests.Invoicing.Amending.AmendedFirm;

namespace Tieout.Domain.Tests.Invoicing.Amending;

/// <summary>Amounts worked out by hand.</summary>
public sealed class AmendmentExamples
{
    [Fact]
    public void A_higher_rate_from_the_first_of_March_bills_the_difference_on_one_document()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-2")));

        var made = Execute(hub);

        // 12.5 x 7.50 = 93.75; 7.25 x 127.50 = 924.375 -> 924.38 less 870.00 = 54.38; 20 %: 29.63.
        Assert.Equal(["Invoice 148.13 + 29.63 = 177.76"], Told(made));
        Assert.Equal(
            [Pounds(93.75m), Pounds(54.38m)],
            made[0].Lines.Single().Shares.Select(share => share.Amount)
        );
        Assert.Equal(127.5m, SliceOf(hub, 2).Rate!.Rate);
        Assert.Equal(Pounds(924.38m), SliceOf(hub, 3).Amount);
        // February is before the effective date.
        Assert.Equal(120m, SliceOf(hub, 1).Rate!.Rate);
    }

    [Fact]
    public void The_same_amendment_as_credit_and_rebill()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-2")));

        var made = Execute(hub, AmendmentChoice.CreditAndRebill);

        // Credit 1,500.00 + 870.00; new 19.75 x 127.50 = 2,518.125 -> 2,518.13; 20 %: 503.63.
        Assert.Equal(
            ["CreditNote -2370.00 + -474.00 = -2844.00", "Invoice 2518.13 + 503.63 = 3021.76"],
            Told(made)
        );
        Assert.Equal(MarchInvoice, made[0].RefersTo);
        Assert.True(hub.State.Find(MarchInvoice)!.Open.IsZero);
        Assert.Equal(made[1].Reference, SliceOf(hub, 2).Invoice);
    }

    [Fact]
    public void A_lower_rate_makes_a_credit_note()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-3")));

        // 12.5 x 8.00 = 100.00; 7.25 x 112.00 = 812.00, 870.00 less that 58.00; 20 % of 158.00: 31.60.
        Assert.Equal(["CreditNote -158.00 + -31.60 = -189.60"], Told(Execute(hub)));
    }

    [Fact]
    public void Waived_it_makes_no_document_and_records_what_was_given_up()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-2")));

        Assert.Empty(Execute(hub, AmendmentChoice.Waive));

        var executed = hub.History.OfType<EngagementEvent.AmendmentExecuted>().Single();
        Assert.Equal(Pounds(148.13m), executed.Waived);
        Assert.Equal(Pounds(1_500m), SliceOf(hub, 2).Amount);
        // Nothing asks for the difference a second time.
        Assert.Null(hub.Run(new RepriceWork(Signed, Signed)));
        Assert.Equal(2, hub.State.Invoices.Count);
    }

    [Fact]
    public void Nothing_moves_before_the_plan_is_approved_and_open_work_in_its_interval_waits()
    {
        var hub = Billed();
        hub.Take(Entry(4, 2m, new LocalDate(2026, 2, 11)));
        hub.Take(Entry(5, 2m, new LocalDate(2026, 4, 11)));
        hub.Take(Amendment(Terms("Q-2")));

        Assert.Equal(Pounds(1_500m), SliceOf(hub, 2).Amount);
        Assert.Equal(Stage.Ready, SliceOf(hub, 4).Stage);
        Assert.Equal([ReasonCode.AmendmentPending], SliceOf(hub, 5).Reasons);
        // It would bill 148.13.
        Assert.Equal(
            Pounds(148.13m),
            hub.History.OfType<EngagementEvent.AmendmentWithheld>().Single().Estimate
        );

        Execute(hub);

        Assert.Equal((Stage.Ready, Pounds(255m)), (SliceOf(hub, 5).Stage, SliceOf(hub, 5).Amount));
    }

    [Fact]
    public void An_amendment_after_everything_billed_counts_at_once()
    {
        var hub = Billed();
        hub.Take(Entry(5, 2m, new LocalDate(2026, 4, 11)));

        hub.Take(Amendment(Terms("Q-2"), from: new LocalDate(2026, 4, 1)));

        Assert.Empty(hub.State.Withheld);
        Assert.Equal((Stage.Ready, Pounds(255m)), (SliceOf(hub, 5).Stage, SliceOf(hub, 5).Amount));
    }

    [Fact]
    public void A_longer_term_from_the_start_changes_nothing_billed_and_counts_at_once()
    {
        var hub = Billed();

        hub.Take(
            Amendment(
                Terms() with
                {
                    End = new LocalDate(2027, 12, 31),
                },
                from: new LocalDate(2026, 1, 1)
            )
        );

        Assert.Empty(hub.State.Withheld);
    }

    [Fact]
    public void Nobody_approves_an_amendment_that_they_wrote_or_a_plan_that_they_proposed()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-2")));
        var plan = Propose(hub);

        Assert.Equal(
            "invoicing.plan-needs-second-person",
            hub.Run(new ApproveAmendment(plan.Id, "Paul"))?.Code
        );
        Assert.Equal(
            "invoicing.plan-needs-second-person",
            hub.Run(new ApproveAmendment(plan.Id, "sara"))?.Code
        );
        Assert.Equal(2, hub.State.Invoices.Count);
    }

    [Fact]
    public void A_second_approval_changes_nothing()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-2")));
        Execute(hub);
        var plan = hub.State.Plans.Values.Single();
        var before = hub.History.Count;

        Assert.Null(hub.Run(new ApproveAmendment(plan.Id, "anna")));

        Assert.Equal(before, hub.History.Count);
        Assert.Equal(
            "invoicing.amendment-changes-nothing",
            hub.Run(new PlanAmendment(1, Signed, "paul"))?.Code
        );
    }

    [Fact]
    public void A_plan_that_was_overtaken_is_refused_and_one_that_was_not_is_carried_out()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-2")));
        var first = Propose(hub);
        Assert.Null(
            hub.Run(
                new CreditInvoice(
                    MarchInvoice,
                    April,
                    [Facts.Time(2).Id],
                    CreditDisposition.WriteOff
                )
            )
        );
        Assert.Null(hub.Run(new ApproveInvoice(Reference(3), "test")));

        Assert.Equal(
            "invoicing.plan-out-of-date",
            hub.Run(new ApproveAmendment(first.Id, "anna"))?.Code
        );

        // What was credited is skipped: 54.38 of entry 3 are left. New work does not disturb it.
        var second = Propose(hub);
        hub.Take(Entry(6, 1m, new LocalDate(2026, 3, 20)));
        Assert.Null(hub.Run(new ApproveAmendment(second.Id, "anna")));
        Assert.Equal(["Invoice 54.38 + 10.88 = 65.26"], Told(Made(hub, second.Id)));
    }

    [Fact]
    public void Another_payer_is_credited_here_and_billed_there()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms() with { BillTo = CustomerCode.Parse("C-2") }));

        Assert.Equal(
            "invoicing.delta-not-possible",
            hub.Run(new PlanAmendment(1, Signed, "paul", AmendmentChoice.Delta))?.Code
        );
        var made = Execute(hub);

        Assert.Equal(
            ["CreditNote -2370.00 + -474.00 = -2844.00", "Invoice 2370.00 + 474.00 = 2844.00"],
            Told(made)
        );
        Assert.Equal(["C-1", "C-2"], made.Select(x => x.BillTo.Value));
    }

    [Fact]
    public void Another_tax_is_credited_at_the_old_rate_and_billed_at_the_new_one()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms() with { TaxCode = TaxCode.Parse("Z0") }));

        Assert.Equal(
            ["CreditNote -2370.00 + -474.00 = -2844.00", "Invoice 2370.00 + 0.00 = 2370.00"],
            Told(Execute(hub))
        );
    }

    [Fact]
    public void A_paid_document_that_was_let_go_of_is_opened_again()
    {
        var hub = Billed();
        Pay(hub, FebruaryInvoice);
        Pay(hub, MarchInvoice);
        Assert.True(hub.State.Find(MarchInvoice)!.IsClosed);
        hub.Take(Amendment(Terms("Q-2")));

        // February is before the effective date and stays closed.
        Assert.True(hub.State.Find(FebruaryInvoice)!.IsClosed);
        Assert.Equal(
            [ImpactStage.Paid, ImpactStage.Paid],
            Impact(hub, 1).Slices.Select(slice => slice.Stage)
        );
        Assert.Equal(["Invoice 148.13 + 29.63 = 177.76"], Told(Execute(hub)));
    }

    [Fact]
    public void A_cancelled_amendment_is_reversed_to_the_cent()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-2")));
        Execute(hub);
        hub.Take(Amendment(Terms("Q-2"), version: 2) with { IsCancelled = true });
        Assert.Single(hub.State.Withheld);

        // 2,370.00 as it was; tax 20 % of 148.13 again.
        Assert.Equal(["CreditNote -148.13 + -29.63 = -177.76"], Told(Execute(hub)));
        Assert.Equal(120m, SliceOf(hub, 2).Rate!.Rate);
        Assert.Equal(Pounds(870m), SliceOf(hub, 3).Amount);
    }

    [Fact]
    public void An_amendment_that_is_cancelled_while_it_waits_leaves_no_trace_on_work()
    {
        var hub = Billed();
        hub.Take(Entry(5, 2m, new LocalDate(2026, 4, 11)));
        hub.Take(Amendment(Terms("Q-2")));

        hub.Take(Amendment(Terms("Q-2"), version: 2) with { IsCancelled = true });

        Assert.Empty(hub.State.Withheld);
        Assert.Equal((Stage.Ready, Pounds(240m)), (SliceOf(hub, 5).Stage, SliceOf(hub, 5).Amount));
    }

    [Fact]
    public void The_plan_shows_what_is_open_what_is_billed_and_whose_periods_are_closed()
    {
        var hub = Billed();
        hub.Take(Entry(5, 2m, new LocalDate(2026, 4, 11)));
        hub.Take(Amendment(Terms("Q-2")));

        var impact = Impact(hub, FromJune(ShiftPolicy.FirstOpenDay));

        Assert.Equal(
            ["Invoiced 1500.00 > 1593.75", "Invoiced 870.00 > 924.38", "Open 240.00 > 255.00"],
            impact.Slices.Select(x =>
                FormattableString.Invariant(
                    $"{x.Stage} {x.OldAmount!.Value.Amount:0.00} > {x.NewAmount!.Value.Amount:0.00}"
                )
            )
        );
        var original = Assert.Single(impact.Originals);
        Assert.Equal((MarchInvoice, false), (original.Reference, original.IsPeriodOpen));
        var document = Assert.Single(impact.Documents);
        Assert.Equal(
            new AccountingDate(new LocalDate(2026, 6, 1), IsShifted: true),
            document.Posting
        );
        Assert.Null(document.Waits);
    }

    [Fact]
    public void A_document_of_a_closed_period_waits_where_the_firm_does_not_move_it()
    {
        var hub = Billed();
        hub.Take(Amendment(Terms("Q-2")));

        var impact = Impact(hub, FromJune(policy: null));

        var document = Assert.Single(impact.Documents);
        Assert.Equal((null, "no period has that day"), (document.Posting, document.Waits));
        Assert.Null(impact.Obstacle);
    }

    private static PostingCalendar FromJune(ShiftPolicy? policy) =>
        new(
            new LedgerCalendar([
                new(
                    new DateInterval(new LocalDate(2026, 6, 1), new LocalDate(2026, 6, 30)),
                    PeriodStatus.Open
                ),
            ]),
            policy
        );

    private static AmendmentImpact Impact(MemoryHub hub, PostingCalendar calendar) =>
        ImpactAnalysis.Of(
            hub.State,
            hub.Reference,
            hub.State.Withheld[1],
            choice: null,
            Signed,
            calendars: new Dictionary<LegalEntityCode, PostingCalendar>
            {
                [hub.State.Contract!.Contract.Terms.LegalEntity] = calendar,
            }
        );

    private static AmendmentImpact Impact(MemoryHub hub, int sequence) =>
        ImpactAnalysis.Of(
            Whole(hub),
            hub.Reference,
            hub.State.AmendmentOf(sequence)!,
            choice: null,
            Signed
        );
}
