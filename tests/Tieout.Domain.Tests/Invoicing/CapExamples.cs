using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Explaining;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>Caps of each month, in hours, and of a whole contract: 150.00 an hour throughout.</summary>
public sealed class CapExamples
{
    private static readonly LocalDate July = new(2026, 7, 31);
    private static readonly LocalDate August = new(2026, 8, 31);

    [Fact]
    public void A_cap_of_each_month_is_whole_again_next_month_and_what_waits_stays_with_its_own()
    {
        var hub = With(Monthly(1_000m));
        Work(hub, 1, hours: 5m, July.With(DateAdjusters.StartOfMonth));
        Work(hub, 2, hours: 5m, July);
        Work(hub, 3, hours: 4m, August);

        hub.Bill(August);

        // July: 5 h = 750, then 250 of 750. August: 4 h = 600, and its 400 are not for July's 500.
        var lines = Only(hub).Lines;
        Assert.Equal([1_000m, 600m], lines.Select(line => line.Amount.Amount));
        Assert.Equal([7, 8], lines.Select(line => line.ServicePeriod.Start.Month));
        Assert.Equal([500m], Waiting(hub));
        Assert.Equal(
            "line T&M bills 1000.00 GBP at most for work in 2026-07; 1000.00 GBP of it is used, "
                + "0.00 GBP is left; work is tried by service date, then id, and of what does not fit "
                + "the part that does is billed",
            Assert.Single(Why(hub, 2))
        );
    }

    [Fact]
    public void A_credit_gives_the_room_back_to_the_month_of_the_work()
    {
        var hub = With(Monthly(1_000m));
        Work(hub, 1, hours: 5m, July);
        Work(hub, 2, hours: 5m, July);
        Work(hub, 3, hours: 10m, August);
        hub.Bill(July);
        hub.Bill(August);
        Assert.Equal([500m, 500m], Waiting(hub));

        var credit = new CreditInvoice(
            Only(hub, 0).Reference,
            August,
            [Facts.Time(1).Id],
            CreditDisposition.WriteOff
        );
        Assert.Null(hub.Run(credit));
        Approve(hub);
        hub.Bill(August);

        // 750 of July are free again: its 500 fit, and August's 500 do not.
        Assert.Equal([500m], Waiting(hub));
        Assert.Equal(500m, hub.Documents(InvoiceStatus.Approved)[^1].Invoice.Net.Amount);
        Assert.Equal(Stage.Blocked, hub.State.Work[Facts.Time(3).Id].Slices[1].Stage);
    }

    [Theory]
    [InlineData(7, new[] { 0 })]
    [InlineData(8, new[] { 500 })]
    public void A_cap_of_each_month_that_is_raised_holds_for_the_months_that_end_under_it(
        int month,
        int[] waiting
    )
    {
        var hub = With(Monthly(1_000m));
        Work(hub, 1, hours: 10m, July);
        Work(hub, 2, hours: 10m, August);
        hub.Bill(August);
        Assert.Equal([500m, 500m], Waiting(hub));

        Amend(hub, Terms(Monthly(1_500m)), new LocalDate(2026, month, 1));
        hub.Bill(August);

        Assert.Equal(waiting.Where(x => x > 0).Select(x => (decimal)x), Waiting(hub));
    }

    [Fact]
    public void What_was_used_before_the_hub_took_over_counts_in_the_month_of_its_day()
    {
        var cap = Monthly(1_000m) with
        {
            Consumed = Gbp(700m),
            ConsumedThrough = new LocalDate(2026, 7, 15),
        };
        var hub = With(cap);
        Work(hub, 1, hours: 4m, July);
        Work(hub, 2, hours: 4m, August);

        hub.Bill(August);

        // 300 of July's 600 fit beside the 700; August has all of its 1,000.
        Assert.Equal([300m, 600m], Only(hub).Lines.Select(line => line.Amount.Amount));
    }

    [Theory]
    [InlineData(null, 450, 3, 300)] // 3 h are left of 8 h: 3 x 150 = 450, and 2 h = 300 wait
    [InlineData(1_000, 250, 1.6667, 500)] // 250 are left of 1,000: 250 / 150 = 1.6667 h
    [InlineData(1_200, 450, 3, 300)] // both have room for 3 h
    public void Of_a_cap_in_hours_beside_one_in_money_the_smaller_room_counts(
        int? amount,
        int billed,
        double hours,
        int waits
    )
    {
        var hub = With(new SpendingCap(amount is { } most ? Gbp(most) : null, Hours: Hours(8m)));
        Work(hub, 1, hours: 5m, July);
        Work(hub, 2, hours: 5m, July);

        hub.Bill(July);

        var slices = hub.State.Work[Facts.Time(2).Id].Slices;
        Assert.Equal(billed, slices[0].Amount!.Value.Amount);
        Assert.Equal(Hours((decimal)hours), slices[0].Effort);
        Assert.Equal((Stage.Blocked, waits), (slices[1].Stage, slices[1].Amount!.Value.Amount));
        Assert.Equal(Hours(10m), slices[0].Effort + slices[1].Effort + Hours(5m));
    }

    [Fact]
    public void Work_that_waits_whole_for_hours_lets_a_shorter_piece_pass()
    {
        var hub = With(new SpendingCap(Hours: Hours(8m), OnExceed: CapEdge.Block));
        Work(hub, 1, hours: 5m, July);
        Work(hub, 2, hours: 4m, July);
        Work(hub, 3, hours: 3m, July);

        hub.Bill(July);

        Assert.Equal(1_200m, Only(hub).Net.Amount);
        Assert.Equal([600m], Waiting(hub));
    }

    [Fact]
    public void A_cap_of_the_contract_is_used_by_service_date_over_all_lines()
    {
        var hub = With(Terms(null) with { Lines = TwoLines(), Cap = new SpendingCap(Gbp(1_000m)) });
        Work(hub, 1, hours: 5m, July, Facts.Support);
        Work(hub, 2, hours: 4m, July.PlusDays(-3));
        hub.Take(Spent(100m));

        hub.Bill(July);

        // The second line's 600 are older, so the first line's 750 get 400; the expense does not count.
        Assert.Equal([400m, 600m, 100m], Only(hub).Lines.Select(line => line.Amount.Amount));
        Assert.Equal([350m], Waiting(hub));
    }

    [Fact]
    public void Expenses_use_a_cap_of_the_contract_up_if_it_says_so()
    {
        var cap = new SpendingCap(Gbp(1_000m), CountsExpenses: true);
        var hub = With(Terms(null) with { Lines = TwoLines(), Cap = cap });
        Work(hub, 1, hours: 6m, July.PlusDays(-3));
        hub.Take(Spent(180m));

        hub.Bill(July);

        // 900 of time leave 100 for the expense of a later day.
        Assert.Equal([900m, 100m], Only(hub).Lines.Select(line => line.Amount.Amount));
        var rest = hub.State.Work[Spent(180m).Id].Slices[1];
        Assert.Equal("EXPENSE_CAP_EXCEEDED", Assert.Single(rest.Reasons).Value);
        Assert.Equal(80m, rest.Amount!.Value.Amount);
    }

    [Fact]
    public void Of_a_line_and_its_contract_the_smaller_room_counts()
    {
        var hub = With(Terms(Monthly(700m)) with { Cap = new SpendingCap(Gbp(1_000m)) });
        Work(hub, 1, hours: 5m, July);
        Work(hub, 2, hours: 5m, August);

        hub.Bill(August);

        // July: 700 of 750 for its month. August: 300 are left of the contract's 1,000.
        Assert.Equal([700m, 300m], Only(hub).Lines.Select(line => line.Amount.Amount));
        Assert.Equal(2, Why(hub, 2).Count());
    }

    [Fact]
    public void A_higher_rate_of_billed_work_is_charged_as_far_as_the_cap_has_room()
    {
        var hub = With(new SpendingCap(Gbp(1_000m)));
        Work(hub, 1, hours: 3m, July);
        Work(hub, 2, hours: 3m, July);
        hub.Bill(July);
        hub.Take(
            new RateCard(
                RateCardId.Parse("CARD-1"),
                2,
                RateLevel.Contract,
                Facts.Engagement.Value,
                [new RateLine("consultant", 180m, new RateMatch(Role: "consultant"))],
                Facts.Gbp
            )
        );

        AmendmentSteps.Reprice(hub);

        // 6 h x 30 = 180 more; 900 are used of 1,000: 90 and 10.
        var more = hub.Documents(InvoiceStatus.Approved)[^1].Invoice;
        Assert.Equal([90m, 10m], more.Lines[0].Shares.Select(share => share.Amount.Amount));
        AmendmentSteps.Reprice(hub);
        Assert.Equal(2, hub.State.Invoices.Count);
    }

    private static SpendingCap Monthly(decimal amount) => new(Gbp(amount), Period: CapPeriod.Month);

    private static ContractTerms Terms(SpendingCap? cap) =>
        Facts.Terms() with
        {
            Lines =
            [
                new ContractLine.TimeAndMaterials(Line("T&M"), LineScope.Everything, Cap: cap),
            ],
        };

    private static ValueList<ContractLine> TwoLines() =>
        [
            new ContractLine.TimeAndMaterials(Line("S"), new LineScope([Facts.Support])),
            new ContractLine.TimeAndMaterials(Line("T"), LineScope.Everything),
            new ContractLine.Reimbursables(Line("E"), LineScope.Everything),
        ];

    private static MemoryHub With(SpendingCap cap) => With(Terms(cap));

    private static MemoryHub With(ContractTerms terms)
    {
        var hub = new MemoryHub(Facts.Engagement);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        hub.Take(new Contract(Facts.Engagement, 2, terms));
        return hub;
    }

    private static void Work(
        MemoryHub hub,
        int id,
        decimal hours,
        LocalDate date,
        ProjectCode? project = null
    ) =>
        hub.Take(
            Facts.Time(id, minutes: hours * 60m, date: date) with
            {
                Project = project ?? Facts.Delivery,
            }
        );

    private static Expense Spent(decimal amount) =>
        new(
            WorkId.Parse("expense/chronos/1"),
            1,
            Facts.Delivery,
            ResourceCode.Parse("R-1"),
            July,
            Gbp(amount),
            Gbp(0m),
            ApprovalStatus.Approved
        );

    private static void Amend(MemoryHub hub, ContractTerms terms, LocalDate from) =>
        hub.Take(new Amendment(Facts.Engagement, 1, 1, from, IsSigned: true, terms));

    private static void Approve(MemoryHub hub)
    {
        foreach (var draft in hub.Documents(InvoiceStatus.Draft))
        {
            Assert.Null(hub.Run(new ApproveInvoice(draft.Invoice.Reference, "test")));
        }
    }

    private static Invoice Only(MemoryHub hub, int? at = null)
    {
        var documents = hub.Documents(InvoiceStatus.Approved);
        return (at is { } place ? documents[place] : Assert.Single(documents)).Invoice;
    }

    /// <summary>The amounts that wait, by work.</summary>
    private static IEnumerable<decimal> Waiting(MemoryHub hub) =>
        hub
            .State.Work.Values.OrderBy(x => x.Work.Id.Value, StringComparer.Ordinal)
            .SelectMany(x => x.Slices)
            .Where(x => x.Stage is Stage.Blocked)
            .Select(x => x.Amount!.Value.Amount);

    private static IEnumerable<string> Why(MemoryHub hub, int id)
    {
        var item = hub.State.Work[Facts.Time(id).Id];
        return CapReasons.Of(hub.State, item.Slices[^1].Line!.Value, item.Work.ServiceDate);
    }

    private static ContractLineId Line(string id) => ContractLineId.Parse(id);

    private static Money Gbp(decimal amount) => new(amount, Facts.Gbp);

    private static Effort Hours(decimal hours) => Effort.OfHours(hours);
}
