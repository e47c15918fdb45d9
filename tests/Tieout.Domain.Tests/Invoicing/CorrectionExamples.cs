using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>What corrections of billed work come to, each with its arithmetic.</summary>
public sealed class CorrectionExamples
{
    private static readonly LocalDate July = new(2026, 7, 31);

    private static readonly LocalDate August = new(2026, 8, 31);

    [Fact]
    public void A_correction_credits_its_part_of_the_lines_discount_and_fee()
    {
        var hub = With(terms => terms, Time(discount: 10m, fee: 5m));
        hub.Take(Facts.Time(1, minutes: 600));
        hub.Take(Facts.Time(2, minutes: 600));
        Bill(hub);

        hub.Take(Facts.Time(2, version: 2, minutes: 480));
        Bill(hub);

        // 20 h: 3,000 - 300 + 150 = 2,850. Credit: 1,500 - 150 + 75. Anew: 1,200 - 120 + 60.
        // In force: 18 x 150 x 0.95 = 2,565.
        Assert.Equal([2_850m, -1_425m, 1_140m], Nets(hub));
        Assert.Equal(
            [-1_500m, 150m, -75m],
            hub.State.Invoices.Values.ElementAt(1).Invoice.Lines.Select(x => x.Amount.Amount)
        );
        LedgerHolds(hub);
    }

    [Fact]
    public void Deleting_all_the_work_of_a_discounted_line_credits_exactly_its_net()
    {
        var hub = With(terms => terms, Time(discount: 10m));
        hub.Take(Facts.Time(1, minutes: 600));
        hub.Take(Facts.Time(2, minutes: 600));
        Bill(hub);

        hub.Take(Facts.Time(1, version: 2, isDeleted: true));
        Bill(hub);
        hub.Take(Facts.Time(2, version: 2, isDeleted: true));
        Bill(hub);

        Assert.Equal([2_700m, -1_350m, -1_350m], Nets(hub));
        Assert.True(hub.State.Invoices.Values.First().Open.IsZero);
        Assert.True(hub.State.Ledger.Recorded.Values.All(total => total == default));
        LedgerHolds(hub);
    }

    [Fact]
    public void A_correction_credits_its_part_of_the_documents_discount_and_retention()
    {
        var hub = With(
            terms => terms with { DiscountPercent = 10m, RetentionPercent = 5m },
            Time()
        );
        hub.Take(Facts.Time(1, minutes: 600));
        hub.Take(Facts.Time(2, minutes: 600));
        Bill(hub);

        hub.Take(Facts.Time(2, version: 2, minutes: 480));
        Bill(hub);

        // 3,000 - 300 = 2,700; half of it is credited: 1,350; 8 h anew: 1,200 - 120 = 1,080.
        Assert.Equal([2_700m, -1_350m, 1_080m], Nets(hub));
        var credit = hub.State.Invoices.Values.ElementAt(1).Invoice;
        Assert.Equal(
            (-150m, -270m, -67.50m),
            (credit.Discount!.Value.Amount, credit.Tax.Amount, credit.Retention!.Value.Amount)
        );
    }

    [Fact]
    public void A_void_after_a_correction_leaves_only_what_was_billed_anew()
    {
        var hub = With(terms => terms, Time(discount: 10m, fee: 5m));
        hub.Take(Facts.Time(1, minutes: 600));
        hub.Take(Facts.Time(2, minutes: 600));
        Bill(hub);
        hub.Take(Facts.Time(2, version: 2, minutes: 480));
        Bill(hub);

        var first = hub.State.Invoices.Values.First().Invoice.Reference;
        hub.Take(new DocumentVoided(first, 1, July));

        // No difference of price was billed: nothing is taken back beside the void.
        Assert.Equal(3, hub.State.Invoices.Count);
        Bill(hub);
        Assert.Equal(1_425m, Nets(hub)[^1]);
        LedgerHolds(hub);
    }

    [Fact]
    public void A_credit_memo_that_was_never_approved_is_not_void_and_takes_nothing_back()
    {
        var hub = With(terms => terms, Time());
        hub.Take(Facts.Time(1, minutes: 600));
        Bill(hub);
        var first = hub.State.Invoices.Values.Single().Invoice.Reference;
        Assert.Null(hub.Run(new CreditInvoice(first, July)));
        var credit = hub.State.Invoices.Values.Last().Invoice.Reference;
        hub.Take(new DocumentVoided(first, 1, July));
        Assert.Equal(InvoiceStatus.Cancelled, hub.State.Find(credit)!.Status);

        var refusal = hub.Run(new RecordVoid(new DocumentVoided(credit, 1, July)));

        Assert.Equal("invoicing.wrong-status", refusal?.Code);
        Assert.Equal(0m, hub.State.Find(first)!.Credited.Amount);
    }

    [Fact]
    public void Crediting_what_a_correction_has_left_ends_at_exactly_nothing()
    {
        var hub = With(
            terms => terms with { DiscountPercent = 7m, RetentionPercent = 5m },
            Time(discount: 3.3m, fee: 1.7m)
        );
        hub.Take(Facts.Time(1, minutes: 97));
        hub.Take(Facts.Time(2, minutes: 61));
        hub.Take(Facts.Time(3, minutes: 31));
        Bill(hub);
        hub.Take(Facts.Time(2, version: 2, isDeleted: true));
        Bill(hub);

        var first = hub.State.Invoices.Values.First().Invoice.Reference;
        Assert.Null(hub.Run(new CreditInvoice(first, July)));
        Approve(hub);

        var documents = hub.State.Invoices.Values.Select(x => x.Invoice).ToList();
        Assert.Equal(0m, documents.Sum(x => x.Net.Amount));
        Assert.Equal(0m, documents.Sum(x => x.Tax.Amount));
        Assert.Equal(0m, documents.Sum(x => x.Payable.Amount));
        LedgerHolds(hub);
    }

    [Fact]
    public void Work_on_two_documents_is_not_billed_again_between_the_credits_of_its_parts()
    {
        var hub = CorrectedFirm.With(CorrectedFirm.Terms([0, 0], cap: 100_000, grouped: true));
        hub.Take(Facts.Time(1, minutes: 600));
        CorrectedFirm.Bill(hub);
        var raised = CorrectedFirm.Terms([0, 0], cap: 200_000, grouped: true);
        hub.Take(new Contract(Facts.Engagement, 3, raised));
        hub.Bill(July);

        hub.Take(Facts.Time(1, version: 2, minutes: 480));
        hub.Bill(July);
        CorrectedFirm.Bill(hub);

        // 10 h x 150 = 1,500 in two parts, the second of which is not posted when the first is
        // credited; both are credited before 8 h x 150 = 1,200 is billed.
        Assert.Equal([1_000m, 500m, -1_000m, -500m, 1_200m], Nets(hub));
    }

    [Fact]
    public void The_last_of_two_credits_takes_the_rest_of_the_tax()
    {
        var hub = With(terms => terms, Time());
        hub.Take(
            new RateCard(
                RateCardId.Parse("CARD-1"),
                2,
                RateLevel.Contract,
                Facts.Engagement.Value,
                [new RateLine("consultant", 10.03m, new RateMatch(Role: "consultant"))],
                Facts.Gbp
            )
        );
        hub.Take(Facts.Time(1));
        hub.Take(Facts.Time(2));
        Bill(hub);

        hub.Take(Facts.Time(1, version: 2, isDeleted: true));
        Bill(hub);
        hub.Take(Facts.Time(2, version: 2, isDeleted: true));
        Bill(hub);

        // 20 % of 20.06 is 4.01; of 10.03 it is 2.01, and 2.00 is left for the other one.
        Assert.Equal(
            [4.01m, -2.01m, -2.00m],
            hub.State.Invoices.Values.Select(x => x.Invoice.Tax.Amount)
        );
    }

    [Fact]
    public void An_entry_that_is_billed_in_three_parts_is_billed_to_the_cent()
    {
        var hub = CorrectedFirm.With(CorrectedFirm.Terms([0, 0], cap: 50_000, grouped: true));
        hub.Take(Facts.Time(1, minutes: 600));
        CorrectedFirm.Bill(hub);
        foreach (var (version, cap) in new[] { (3, 80_000), (4, 200_000) })
        {
            var raised = CorrectedFirm.Terms([0, 0], cap, grouped: true);
            hub.Take(new Contract(Facts.Engagement, version, raised));
            CorrectedFirm.Bill(hub);
        }

        // 10 h x 150 = 1,500: 500 is 3.3333 h, 300 is 2 h; 4.6667 h would be 700.01.
        Assert.Equal([500m, 300m, 700m], Nets(hub));
    }

    [Fact]
    public void The_rest_of_an_entry_is_exact_where_no_cap_is_left()
    {
        var hub = CorrectedFirm.With(CorrectedFirm.Terms([0, 0], cap: 50_000, grouped: true));
        hub.Take(Facts.Time(1, minutes: 600));
        CorrectedFirm.Bill(hub);
        var raised = CorrectedFirm.Terms([0, 0], cap: 80_000, grouped: true);
        hub.Take(new Contract(Facts.Engagement, 3, raised));
        CorrectedFirm.Bill(hub);
        var open = CorrectedFirm.Terms([0, 0], cap: 0, grouped: true);
        hub.Take(new Contract(Facts.Engagement, 4, open));
        hub.Take(Facts.Time(2, minutes: 61));
        CorrectedFirm.Bill(hub);

        // 1,500 - 500 - 300 = 700; 61 min x 150 = 152.50.
        Assert.Equal([500m, 300m, 852.50m], Nets(hub));
    }

    [Fact]
    public void A_corrected_hour_of_a_retainer_changes_the_overage_of_its_own_month()
    {
        var hub = With(terms => terms, Retainer());
        hub.Take(Facts.Time(1, minutes: 480));
        hub.Take(Facts.Time(2, minutes: 240, date: new LocalDate(2026, 7, 7)));
        Bill(hub);

        hub.Take(Facts.Time(2, version: 2, minutes: 60, date: new LocalDate(2026, 7, 7)));
        hub.Bill(August);
        hub.Post();
        hub.Bill(August);

        // 12 h of 10: 2 x 150 = 300. Of 9 h nothing is over; 1 h is left, and July's hours are July's.
        Assert.Equal([3_300m, -3_300m, 3_000m, 3_000m], Nets(hub));
        var used = Months(hub).Select(x => (x.Month.Month, x.Use.Used, x.Use.Overage));
        Assert.Equal(
            [
                (7, Effort.OfHours(12m), Effort.OfHours(2m)),
                (8, Effort.Zero, Effort.Zero),
                (7, Effort.OfHours(9m), Effort.Zero),
            ],
            used
        );
        LedgerHolds(hub);
    }

    [Fact]
    public void Deleted_hours_of_a_retainer_take_their_overage_with_them()
    {
        var hub = With(terms => terms, Retainer());
        hub.Take(Facts.Time(1, minutes: 480));
        hub.Take(Facts.Time(2, minutes: 240, date: new LocalDate(2026, 7, 7)));
        Bill(hub);

        hub.Take(Facts.Time(1, version: 2, isDeleted: true));
        Bill(hub);
        hub.Take(Facts.Time(2, version: 2, minutes: 660, date: new LocalDate(2026, 7, 7)));
        Bill(hub);

        // 4 h of 10: no overage. Then 11 h: 1 x 150.
        Assert.Equal([3_300m, -3_300m, 3_000m, -3_000m, 3_150m], Nets(hub));
        LedgerHolds(hub);
    }

    [Fact]
    public void Hours_that_cost_nothing_are_corrected_with_their_month()
    {
        var hub = With(
            terms => terms,
            new ContractLine.Retainer(
                ContractLineId.Parse("RET"),
                LineScope.Everything,
                Gbp(0m),
                Included: Effort.OfHours(10m)
            )
        );
        hub.Take(Facts.Time(1, minutes: 480));
        Bill(hub);

        hub.Take(Facts.Time(1, version: 2, minutes: 240));
        Bill(hub);

        // Whether hours cost something is known only when the month is settled anew.
        Assert.Equal([0m, 0m, 0m], Nets(hub));
        Assert.Null(hub.State.Work[Facts.Time(1).Id].Held);
        Assert.Equal(Effort.OfHours(4m), hub.State.Ledger.Stages[(Stage.Invoiced, "GBP")].Effort);
    }

    private static ContractLine.Retainer Retainer() =>
        new(
            ContractLineId.Parse("RET"),
            LineScope.Everything,
            Gbp(3_000m),
            Included: Effort.OfHours(10m),
            Overage: new OveragePrice.Hourly(150m)
        );

    private static IEnumerable<RetainerPeriod> Months(MemoryHub hub) =>
        hub
            .State.Invoices.Values.Select(x => x.Invoice)
            .Where(x => !x.IsCredit)
            .SelectMany(x => x.Lines)
            .Select(line => line.Retainer)
            .OfType<RetainerPeriod>();

    private static ContractLine.TimeAndMaterials Time(decimal discount = 0m, decimal fee = 0m) =>
        new(
            ContractLineId.Parse("T"),
            LineScope.Everything,
            DiscountPercent: discount,
            FeePercent: fee
        );

    private static Money Gbp(decimal amount) => new(amount, Facts.Gbp);

    private static List<decimal> Nets(MemoryHub hub) =>
        [.. hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount)];

    private static void Bill(MemoryHub hub)
    {
        hub.Bill(July);
        hub.Post();
    }

    private static void Approve(MemoryHub hub)
    {
        foreach (var draft in hub.Documents(InvoiceStatus.Draft))
        {
            Assert.Null(hub.Run(new ApproveInvoice(draft.Invoice.Reference, "test")));
        }
    }

    private static void LedgerHolds(MemoryHub hub) =>
        Assert.True(hub.State.Ledger.Checked().Agrees(WorkLedger.Recount(hub.State.Work.Values)));

    private static MemoryHub With(
        Func<ContractTerms, ContractTerms> change,
        params ContractLine[] lines
    )
    {
        var hub = new MemoryHub(Facts.Engagement, keepsClosedWork: true);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        hub.Take(
            new Contract(Facts.Engagement, 2, change(Facts.Terms() with { Lines = [.. lines] }))
        );
        return hub;
    }
}
