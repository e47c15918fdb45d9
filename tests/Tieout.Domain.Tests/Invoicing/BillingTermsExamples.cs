using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>One example for each kind of term that a person can check by hand.</summary>
public sealed class BillingTermsExamples
{
    private static readonly LocalDate July = new(2026, 7, 31);

    private static readonly LocalDate August = new(2026, 8, 31);

    [Fact]
    public void The_entry_at_the_edge_of_a_cap_is_split_and_the_rest_waits_with_its_reason()
    {
        var hub = With(Time(new SpendingCap(Gbp(1_000m))));
        hub.Take(Facts.Time(1, minutes: 300));
        hub.Take(Facts.Time(2, minutes: 300));

        hub.Bill(July);

        // 5 h x 150 = 750. Room 250: 250 / 150 = 1.6667 h; 750 - 250 = 500 waits.
        Assert.Equal(1_000m, Only(hub).Net.Amount);
        var rest = hub.State.Work[Facts.Time(2).Id].Slices[1];
        Assert.Equal((Stage.Blocked, 500m), (rest.Stage, rest.Amount!.Value.Amount));
        Assert.Equal("CAP_EXCEEDED", Assert.Single(rest.Reasons).Value);
        Assert.Equal(Effort.OfHours(3.3333m), rest.Effort);
    }

    [Fact]
    public void What_waits_for_a_cap_is_ready_as_soon_as_the_cap_is_raised()
    {
        var hub = With(Time(new SpendingCap(Gbp(1_000m))));
        hub.Take(Facts.Time(1, minutes: 600));
        hub.Take(Facts.Time(2, minutes: 60));
        hub.Bill(July);
        // 10 h x 150 = 1,500, of which 500 wait; of the second nothing fits.
        Assert.Equal([500m, 150m], Waiting(Stage.Blocked));

        // An amendment of something else changes nothing; one that raises the cap does.
        hub.Take(Amended(1, cap: 1_000m));
        Assert.Equal([500m, 150m], Waiting(Stage.Blocked));
        hub.Take(Amended(2, cap: 1_600m));
        Assert.Equal([500m, 150m], Waiting(Stage.Ready));

        hub.Bill(August);
        // 600 of 650 fit.
        Assert.Equal([50m], Waiting(Stage.Blocked));

        Amendment Amended(int number, decimal cap) =>
            new(
                Facts.Engagement,
                number,
                1,
                new LocalDate(2026, 7, 1),
                IsSigned: true,
                Facts.Terms() with
                {
                    Lines = [Time(new SpendingCap(Gbp(cap)))],
                    Order = new PurchaseOrderTerms(Limit: Gbp(9_000m)),
                }
            );

        decimal[] Waiting(Stage stage) =>
            [
                .. hub
                    .State.Work.Values.OrderBy(x => x.Work.Id.Value, StringComparer.Ordinal)
                    .SelectMany(x => x.Slices)
                    .Where(x => x.IsOpen && x.Stage == stage)
                    .Select(x => x.Amount!.Value.Amount),
            ];
    }

    [Fact]
    public void Credited_work_gives_its_room_back_and_the_rest_is_billed()
    {
        var hub = With(Time(new SpendingCap(Gbp(1_000m))));
        hub.Take(Facts.Time(1, minutes: 300));
        hub.Take(Facts.Time(2, minutes: 300));
        hub.Bill(July);

        Credit(hub, CreditDisposition.WriteOff, Facts.Time(1).Id);
        hub.Bill(August);

        // 3.3333 h x 150 = 499.995 = 500.00 fits into the 750 that came back.
        var last = hub.Documents(InvoiceStatus.Approved)[^1].Invoice;
        Assert.Equal(500m, last.Net.Amount);
        Assert.Equal(Stage.WrittenOff, hub.State.Work[Facts.Time(1).Id].Slices.Single().Stage);
    }

    [Fact]
    public void A_retainer_prorates_its_first_month_and_prices_the_hours_beyond()
    {
        var line = new ContractLine.Retainer(
            Line("RET"),
            LineScope.Everything,
            Gbp(3_100m),
            Start: new LocalDate(2026, 7, 17),
            Included: Effort.OfHours(31m),
            Overage: new OveragePrice.Hourly(100m)
        );
        var hub = With(line);
        hub.Take(Facts.Time(1, minutes: 960));

        hub.Bill(July);
        hub.Bill(July);

        // 15 of 31 days: 3,100 x 15 / 31 = 1,500 and 15 h; 16 h used, 1 h beyond x 100.
        Assert.Equal([1_500m, 100m], Only(hub).Lines.Select(x => x.Amount.Amount));
        Assert.Equal(Effort.OfHours(16m), hub.State.Ledger.Stages[(Stage.Invoiced, "GBP")].Effort);
    }

    [Fact]
    public void Unused_hours_are_carried_to_the_next_month()
    {
        var line = new ContractLine.Retainer(
            Line("RET"),
            LineScope.Everything,
            Gbp(1_000m),
            Included: Effort.OfHours(10m),
            Rollover: new Rollover(IsEnabled: true)
        );
        var hub = With(line);
        hub.Take(Facts.Time(1, minutes: 240));

        hub.Bill(July);
        hub.Bill(August);

        var period = hub.Documents(InvoiceStatus.Approved)[^1].Invoice.Lines[0].Retainer!;
        Assert.Equal(Effort.OfHours(16m), period.Use.Available);
    }

    [Fact]
    public void An_expense_is_billed_at_cost_and_mark_up_up_to_its_cap()
    {
        var line = new ContractLine.Reimbursables(
            Line("EXP"),
            LineScope.Everything,
            MarkupPercent: 10m,
            ReceiptThreshold: 50m,
            Cap: new SpendingCap(Gbp(200m))
        );
        var hub = With(line);
        hub.Take(Spent(1, 120m, tax: 20m));
        hub.Take(Spent(2, 100m, tax: 0m));
        hub.Take(Spent(3, 50m, tax: 0m) with { HasReceipt = false });

        hub.Bill(July);

        // (120 - 20) x 1.1 = 110; 100 x 1.1 = 110, of which 200 - 110 = 90 fit and 20 wait.
        Assert.Equal([110m, 90m], Only(hub).Lines.Select(x => x.Amount.Amount));
        Assert.Equal(20m, hub.State.Work[Spent(2, 1m, 0m).Id].Slices[1].Amount!.Value.Amount);
        var third = hub.State.Work[Spent(3, 1m, 0m).Id].Slices[0];
        Assert.Equal("EXPENSE_RECEIPT_MISSING", third.Reasons[0].Value);
    }

    [Fact]
    public void Deliveries_and_progress_are_billed_once()
    {
        var hub = With(
            new ContractLine.Units(Line("UNIT"), LineScope.Everything, Gbp(12.345m)),
            new ContractLine.Progress(
                Line("PROG"),
                LineScope.Everything,
                [new ProgressPart(Gbp(900m), CostToDate: 1m, CostTotal: 3m)],
                BilledBefore: Gbp(50m)
            )
        );
        hub.Take(
            new UnitDelivery(
                WorkId.Parse("delivery/1"),
                1,
                Facts.Delivery,
                Line("UNIT"),
                July,
                Quantity: 3m
            )
        );

        hub.Bill(July);
        hub.Bill(August);

        // 3 x 12.345 = 37.035 = 37.04; 900 / 3 - 50 = 250.
        Assert.Equal([37.04m, 250m], Only(hub).Lines.Select(x => x.Amount.Amount));
    }

    [Fact]
    public void Discount_retention_and_prepaid_lower_what_is_payable_in_that_order()
    {
        var hub = With(
            terms =>
                terms with
                {
                    DiscountPercent = 10m,
                    RetentionPercent = 5m,
                    Prepaid = Gbp(500m),
                },
            Time(cap: null)
        );
        hub.Take(Facts.Time(1, minutes: 240));

        hub.Bill(July);

        // 600 - 60 = 540; tax 108; gross 648; retention 27; prepaid 500; payable 121.
        var invoice = Only(hub);
        Assert.Equal((540m, 108m), (invoice.Net.Amount, invoice.Tax.Amount));
        Assert.Equal(121m, invoice.Payable.Amount);
    }

    [Fact]
    public void An_exhausted_purchase_order_stops_the_invoice_and_changes_nothing()
    {
        var hub = With(
            terms =>
                terms with
                {
                    PurchaseOrder = "PO-1",
                    Order = new PurchaseOrderTerms(IsRequired: true, Gbp(200m), Gbp(100m)),
                },
            Time(cap: null)
        );
        hub.Take(Facts.Time(1));

        var refused = hub.Run(new DraftInvoice(July, July));

        // 100 used + 150 - 200 = 50 too much.
        Assert.Equal("invoicing.stopped-by-order", refused!.Code);
        Assert.Empty(hub.State.Invoices);
        Assert.Equal(Stage.Ready, hub.State.Work.Values.Single().Slices.Single().Stage);
    }

    [Fact]
    public void What_is_missing_of_a_commitment_is_billed_once_for_its_window()
    {
        var hub = With(
            terms => terms with { Commitment = new MinimumCommitment(Gbp(1_000m)) },
            Time(cap: null)
        );
        hub.Take(Facts.Time(1));

        hub.Bill(July);
        hub.Take(Facts.Time(2));
        hub.Bill(July);

        // 1,000 - 150 = 850; the second run bills its hour and settles nothing again.
        Assert.Equal(
            [1_000m, 150m],
            hub.Documents(InvoiceStatus.Approved).Select(x => x.Invoice.Net.Amount)
        );
    }

    [Fact]
    public void A_line_discount_and_a_management_fee_follow_the_time_of_the_line()
    {
        var hub = With(
            new ContractLine.TimeAndMaterials(
                Line("T"),
                LineScope.Everything,
                DiscountPercent: 5m,
                FeePercent: 2m
            )
        );
        hub.Take(Facts.Time(1));

        hub.Bill(July);

        // 150; 5 % of it off; 2 % of it on.
        Assert.Equal([150m, -7.50m, 3m], Only(hub).Lines.Select(x => x.Amount.Amount));
    }

    [Fact]
    public void A_new_rate_is_billed_as_a_difference_and_only_once()
    {
        var hub = With(Time(cap: null));
        hub.Take(Facts.Time(1));
        hub.Bill(July);
        hub.Take(
            new RateCard(
                RateCardId.Parse("CARD-1"),
                2,
                RateLevel.Contract,
                Facts.Engagement.Value,
                [new RateLine("consultant", 160m, new RateMatch(Role: "consultant"))],
                Facts.Gbp
            )
        );

        for (var times = 0; times < 2; times++)
        {
            Assert.Null(hub.Run(new RepriceWork(August, August)));
            foreach (var draft in hub.Documents(InvoiceStatus.Draft))
            {
                Assert.Null(hub.Run(new ApproveInvoice(draft.Invoice.Reference, "test")));
            }
        }

        // 1 h x 160 - 150 = 10.
        var documents = hub.Documents(InvoiceStatus.Approved);
        Assert.Equal([150m, 10m], documents.Select(x => x.Invoice.Net.Amount));
        Assert.Equal(160m, hub.State.Ledger.Stages[(Stage.Invoiced, "GBP")].Amount);
    }

    private static ContractLine.TimeAndMaterials Time(SpendingCap? cap) =>
        new(Line("T"), LineScope.Everything, Cap: cap);

    private static ContractLineId Line(string id) => ContractLineId.Parse(id);

    private static Money Gbp(decimal amount) => new(amount, Facts.Gbp);

    private static Expense Spent(int id, decimal amount, decimal tax) =>
        new(
            WorkId.Parse($"expense/{id}"),
            1,
            Facts.Delivery,
            ResourceCode.Parse("R-1"),
            new LocalDate(2026, 7, id),
            Gbp(amount),
            Gbp(tax),
            ApprovalStatus.Approved,
            HasReceipt: true
        );

    private static Invoice Only(MemoryHub hub) =>
        Assert.Single(hub.Documents(InvoiceStatus.Approved)).Invoice;

    private static void Credit(MemoryHub hub, CreditDisposition disposition, params WorkId[] work)
    {
        var reference = hub.Documents(InvoiceStatus.Approved)[0].Invoice.Reference;
        Assert.Null(hub.Run(new CreditInvoice(reference, July, work, disposition)));
        foreach (var draft in hub.Documents(InvoiceStatus.Draft))
        {
            Assert.Null(hub.Run(new ApproveInvoice(draft.Invoice.Reference, "test")));
        }
    }

    private static MemoryHub With(params ContractLine[] lines) => With(terms => terms, lines);

    private static MemoryHub With(
        Func<ContractTerms, ContractTerms> change,
        params ContractLine[] lines
    )
    {
        var hub = new MemoryHub(Facts.Engagement);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        var terms = change(Facts.Terms() with { Lines = [.. lines] });
        hub.Take(new Contract(Facts.Engagement, 2, terms));
        return hub;
    }
}
