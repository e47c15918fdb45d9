using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>The firm bears what is beyond a cap: 150.00 an hour, at most 1,000.00.</summary>
public sealed class AbsorbedWorkExamples
{
    private static readonly LocalDate July = new(2026, 7, 31);
    private static readonly LocalDate August = new(2026, 8, 31);

    [Fact]
    public void What_fits_is_billed_and_the_rest_is_written_off_once_it_is_approved()
    {
        var hub = With(Cap());
        Work(hub, 1, hours: 6m, July);
        Work(hub, 2, hours: 2m, July);
        Work(hub, 3, hours: 1m, July);
        Assert.Null(hub.Run(new DraftInvoice(July, July)));
        Assert.Equal([Stage.Drafted, Stage.Blocked], StagesOf(hub, 2));

        Approve(hub);

        // 900 of the first, 100 of the second's 300, nothing of the third's 150.
        Assert.Equal([Stage.Invoiced, Stage.WrittenOff], StagesOf(hub, 2));
        Assert.Equal([Stage.WrittenOff], StagesOf(hub, 3));
        var told = Assert.Single(Adjustments(hub));
        Assert.Equal(
            (AdjustmentKind.WriteOff, 350m, "beyond the cap of T&M", "policy:cap"),
            (told.Kind, told.Value!.Value.Amount, told.Why.Reason, told.Why.By)
        );
        Holds(hub);
    }

    [Fact]
    public void A_draft_that_is_cancelled_gives_back_everything()
    {
        var hub = With(Cap());
        Work(hub, 1, hours: 8m, July);
        Assert.Null(hub.Run(new DraftInvoice(July, July)));
        Cancel(hub);
        Assert.Empty(Adjustments(hub));

        Raise(hub, 2_000m);
        hub.Bill(August);

        Assert.Equal(1_200m, Only(hub).Net.Amount);
        Assert.Empty(Adjustments(hub));
    }

    [Fact]
    public void A_run_without_any_room_makes_no_document_and_writes_off()
    {
        var hub = With(Cap());
        Work(hub, 1, hours: 8m, July);
        hub.Bill(July);
        Work(hub, 2, hours: 2m, August);

        hub.Bill(August);

        Assert.Single(hub.State.Invoices);
        Assert.Equal([Stage.WrittenOff], StagesOf(hub, 2));
        Assert.Equal([200m, 300m], Adjustments(hub).Select(x => x.Value!.Value.Amount));
        Holds(hub);
    }

    [Fact]
    public void A_higher_cap_later_brings_nothing_back_but_somebody_may()
    {
        var hub = With(Cap());
        Work(hub, 1, hours: 8m, July);
        hub.Bill(July);
        Raise(hub, 2_000m);
        hub.Bill(August);
        Assert.Single(hub.State.Invoices);

        Assert.Null(hub.Run(new ReinstateWork(Facts.Time(1).Id, new Judgement("agreed", "paul"))));
        hub.Bill(August);

        Assert.Equal([1_000m, 200m], hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount));
        Holds(hub);
    }

    [Fact]
    public void Each_month_bears_its_own_and_a_cap_that_waits_comes_before()
    {
        var hub = With(Cap() with { Period = CapPeriod.Month });
        Work(hub, 1, hours: 8m, July);
        Work(hub, 2, hours: 4m, August);
        hub.Bill(August);

        Assert.Equal([1_000m, 600m], Only(hub).Lines.Select(x => x.Amount.Amount));
        Assert.Equal(
            "beyond the cap of T&M in 2026-07",
            Assert.Single(Adjustments(hub)).Why.Reason
        );

        // What the line bears does not fit as a whole under the cap of the contract.
        hub = With(Cap(), new SpendingCap(Gbp(1_100m), OnExceed: CapEdge.Block));
        Work(hub, 1, hours: 8m, July);
        hub.Bill(July);
        Assert.Empty(hub.State.Invoices);
        Assert.Equal([Stage.Blocked], StagesOf(hub, 1));
    }

    [Fact]
    public void What_was_worked_in_another_currency_is_left_alone()
    {
        var hub = With(Cap());
        Work(hub, 1, hours: 8m, July);
        Assert.Null(hub.Run(new DraftInvoice(July, July)));
        Cancel(hub);
        hub.Take(
            new Amendment(
                Facts.Engagement,
                1,
                1,
                August.With(DateAdjusters.StartOfMonth),
                IsSigned: true,
                Facts.Terms() with
                {
                    Currency = CurrencyCode.Parse("EUR"),
                    Lines =
                    [
                        new ContractLine.TimeAndMaterials(
                            Line("T&M"),
                            LineScope.Everything,
                            Cap: new SpendingCap(
                                new Money(500m, CurrencyCode.Parse("EUR")),
                                OnExceed: CapEdge.Absorb
                            )
                        ),
                    ],
                }
            )
        );

        hub.Bill(August);

        Assert.Empty(Adjustments(hub));
        Assert.Equal(1_000m, Only(hub).Net.Amount);
    }

    [Fact]
    public void Nothing_is_given_up_while_a_correction_may_make_room()
    {
        var hub = With(Cap());
        Work(hub, 1, hours: 6m, July);
        hub.Bill(July);
        hub.Take(
            Facts.Time(1, version: 2, minutes: 120m, date: July) with
            {
                Project = Facts.Delivery,
            }
        );
        Work(hub, 2, hours: 8m, July);
        hub.Bill(August);
        Assert.Empty(Adjustments(hub));

        hub.Post();
        hub.Bill(August);

        // 300 and 1,200 are 500 more than fit.
        Assert.Equal(500m, Assert.Single(Adjustments(hub)).Value!.Value.Amount);
        Assert.Equal(1_000m, hub.State.Invoices.Values.Sum(x => x.Invoice.Net.Amount));
        Holds(hub);
    }

    [Fact]
    public void Where_another_cap_ends_first_work_waits_for_it()
    {
        var hub = With(Cap(), new SpendingCap(Gbp(700m)));
        Work(hub, 1, hours: 8m, July);
        hub.Bill(July);
        Assert.Equal([Stage.Invoiced, Stage.Blocked], StagesOf(hub, 1));

        Raise(hub, 1_000m);
        hub.Bill(August);

        Assert.Equal([700m, 300m], hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount));
        Assert.Equal(200m, Assert.Single(Adjustments(hub)).Value!.Value.Amount);
        Holds(hub);
    }

    [Fact]
    public void What_a_later_amendment_has_room_for_waits_for_its_run()
    {
        var hub = With(Cap());
        Work(hub, 1, hours: 8m, July);
        Raise(hub, 1_100m);
        hub.Bill(July);
        Assert.Empty(Adjustments(hub));

        hub.Bill(August);

        Assert.Equal([1_000m, 100m], hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount));
        Assert.Equal(100m, Assert.Single(Adjustments(hub)).Value!.Value.Amount);
    }

    [Fact]
    public void A_document_with_work_that_was_written_off_is_let_go_of_and_comes_back()
    {
        var hub = With(Cap(), keepsClosedWork: false);
        Work(hub, 1, hours: 8m, July);
        hub.Bill(July);
        hub.Post();
        var invoice = Only(hub, InvoiceStatus.Posted);
        hub.Take(new Payment("PAY-1", 1, invoice.Reference, invoice.Gross, August));
        Assert.Empty(hub.State.Work);

        Raise(hub, 2_000m);
        Assert.Null(hub.Run(new ReinstateWork(Facts.Time(1).Id, new Judgement("agreed", "paul"))));
        hub.Bill(August);

        Assert.Equal(200m, Only(hub).Net.Amount);
    }

    [Fact]
    public void Expenses_are_borne_too()
    {
        var hub = With(new ContractLine.Reimbursables(Line("E"), LineScope.Everything, Cap: Cap()));
        hub.Take(Spent(1, 700m));
        hub.Take(Spent(2, 400m));

        hub.Bill(July);

        Assert.Equal([700m, 300m], Only(hub).Lines.Select(x => x.Amount.Amount));
        Assert.Equal(100m, Assert.Single(Adjustments(hub)).Value!.Value.Amount);
        Holds(hub);
    }

    private static SpendingCap Cap(decimal amount = 1_000m) =>
        new(Gbp(amount), OnExceed: CapEdge.Absorb);

    private static MemoryHub With(
        SpendingCap cap,
        SpendingCap? whole = null,
        bool keepsClosedWork = true
    ) =>
        With(
            new ContractLine.TimeAndMaterials(Line("T&M"), LineScope.Everything, Cap: cap),
            whole,
            keepsClosedWork
        );

    private static MemoryHub With(
        ContractLine line,
        SpendingCap? whole = null,
        bool keepsClosedWork = true
    )
    {
        var hub = new MemoryHub(Facts.Engagement, keepsClosedWork);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        hub.Take(
            new Contract(Facts.Engagement, 2, Facts.Terms() with { Lines = [line], Cap = whole })
        );
        return hub;
    }

    private static void Raise(MemoryHub hub, decimal amount) =>
        hub.Take(
            new Amendment(
                Facts.Engagement,
                1,
                1,
                August.With(DateAdjusters.StartOfMonth),
                IsSigned: true,
                Facts.Terms() with
                {
                    Lines =
                    [
                        new ContractLine.TimeAndMaterials(
                            Line("T&M"),
                            LineScope.Everything,
                            Cap: Cap(amount)
                        ),
                    ],
                }
            )
        );

    private static void Work(MemoryHub hub, int id, decimal hours, LocalDate date) =>
        hub.Take(
            Facts.Time(id, minutes: hours * 60m, date: date) with
            {
                Project = Facts.Delivery,
            }
        );

    private static Expense Spent(int id, decimal amount) =>
        new(
            WorkId.Parse($"expense/chronos/{id}"),
            1,
            Facts.Delivery,
            ResourceCode.Parse("R-1"),
            July,
            Gbp(amount),
            Gbp(0m),
            ApprovalStatus.Approved
        );

    private static void Approve(MemoryHub hub)
    {
        foreach (var draft in hub.Documents(InvoiceStatus.Draft))
        {
            Assert.Null(hub.Run(new ApproveInvoice(draft.Invoice.Reference, "test")));
        }
    }

    private static void Cancel(MemoryHub hub) =>
        Assert.Null(
            hub.Run(
                new CancelInvoiceDraft(
                    hub.Documents(InvoiceStatus.Draft).Single().Invoice.Reference,
                    "wrong"
                )
            )
        );

    private static void Holds(MemoryHub hub)
    {
        Assert.True(hub.State.Ledger.Checked().Agrees(WorkLedger.Recount(hub.State.Work.Values)));
        Assert.Equal(hub.Fingerprint(), hub.Replayed().Fingerprint());
    }

    private static IEnumerable<Stage> StagesOf(MemoryHub hub, int id) =>
        hub.State.Work[Facts.Time(id).Id].Slices.Select(slice => slice.Stage);

    private static IEnumerable<Adjustment> Adjustments(MemoryHub hub) =>
        hub.History.OfType<EngagementEvent.WorkAdjusted>().Select(x => x.Adjustment);

    private static Invoice Only(MemoryHub hub, InvoiceStatus status = InvoiceStatus.Approved) =>
        Assert.Single(hub.Documents(status)).Invoice;

    private static ContractLineId Line(string id) => ContractLineId.Parse(id);

    private static Money Gbp(decimal amount) => new(amount, Facts.Gbp);
}
