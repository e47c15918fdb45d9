using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Invoicing.Explaining;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Invoicing.Amending;
using Tieout.Domain.Tests.Ledger;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>Time that is charged in steps: what is billed of it and what is still worked.</summary>
public sealed class TimeRoundingExamples
{
    private static readonly LocalDate July = new(2026, 7, 31);

    private static readonly LocalDate August = new(2026, 8, 31);

    [Fact]
    public void Each_entry_is_charged_in_quarters_of_an_hour_and_the_ledger_keeps_what_was_worked()
    {
        var hub = With(Quarters());
        hub.Take(Facts.Time(1, minutes: 7));
        hub.Take(Facts.Time(2, minutes: 52));

        hub.Bill(July);

        // 7 to 15 and 52 to 60 minutes: 1.25 h x 150 = 187.50; 59 minutes were worked.
        var line = Assert.Single(Only(hub).Lines);
        Assert.Equal((1.25m, 150m, 187.50m), (line.Quantity, line.Price, line.Amount.Amount));
        Assert.Equal([37.50m, 150m], line.Shares.Select(x => x.Amount.Amount));
        Assert.Equal(
            Effort.OfMinutes(59m),
            hub.State.Ledger.Stages[(Stage.Invoiced, "GBP")].Effort
        );
    }

    [Theory]
    // 7 min x 150 / 60 = 17.50; the least is 20 min: 50.00.
    [InlineData(IncrementDirection.Up, 0, 20, null, 7, 50.00)]
    // 52 min down to 45: 112.50.
    [InlineData(IncrementDirection.Down, 15, 0, null, 52, 112.50)]
    // 7.5 of 15 minutes go up: 37.50.
    [InlineData(IncrementDirection.Nearest, 15, 0, null, 7.5, 37.50)]
    // 20 min = 0.333... h, to 0.33 h x 150 = 49.50.
    [InlineData(IncrementDirection.Up, 0, 0, 2, 20, 49.50)]
    // 7 min up to 10 = 0.1666... h, to 0.17 h x 150 = 25.50.
    [InlineData(IncrementDirection.Up, 10, 0, 2, 7, 25.50)]
    public void Steps_the_least_and_decimals_of_an_hour_follow_one_another(
        IncrementDirection direction,
        int step,
        int minimum,
        int? digits,
        double minutes,
        double amount
    )
    {
        var hub = With(
            Time(
                new TimeRounding(
                    new TimeIncrement(step, direction),
                    Effort.OfMinutes(minimum),
                    digits
                )
            )
        );
        hub.Take(Facts.Time(1, minutes: (decimal)minutes));

        hub.Bill(July);

        Assert.Equal((decimal)amount, Only(hub).Net.Amount);
    }

    [Fact]
    public void Time_that_rounds_to_nothing_is_not_billable_until_it_is_corrected()
    {
        var hub = With(Time(new TimeRounding(new(15m, IncrementDirection.Down), Effort.Zero)));
        hub.Take(Facts.Time(1, minutes: 14));
        Assert.Equal(Stage.NonBillable, Staged());
        hub.Bill(July);
        Assert.Empty(hub.State.Invoices);

        hub.Take(Facts.Time(1, version: 2, minutes: 15));
        Assert.Equal(Stage.Ready, Staged());

        Stage Staged() =>
            Assert.Single(hub.State.Ledger.Stages, x => !x.Value.Effort.IsZero).Key.Stage;
    }

    [Fact]
    public void At_the_edge_of_a_cap_charged_hours_are_split_and_none_of_the_worked_are_lost()
    {
        var hub = With(Quarters() with { Cap = Cap(100m) });
        hub.Take(Facts.Time(1, minutes: 7));
        hub.Take(Facts.Time(2, minutes: 50));
        hub.Bill(July);

        // 37.50 of the first; room 62.50 / 150 = 0.4167 h of the hour that is charged of the second.
        Assert.Equal([(0.6667m, 100m)], Only(hub).Lines.Select(x => (x.Quantity, x.Amount.Amount)));
        var rest = hub.State.Work[Facts.Time(2).Id].Slices[1];
        Assert.Equal((Stage.Blocked, 87.50m), (rest.Stage, rest.Amount!.Value.Amount));
        // 50 min x (1 - 0.4167) = 29.165 min are left of it, charged as 0.5833 h.
        Assert.Equal(Effort.OfMinutes(29.165m), rest.Effort);
        Assert.Equal(Effort.OfHours(0.5833m), rest.Billable);

        hub.Take(
            new Amendment(
                Facts.Engagement,
                1,
                1,
                new LocalDate(2026, 7, 1),
                IsSigned: true,
                Facts.Terms() with
                {
                    Lines = [Quarters() with { Cap = Cap(500m) }],
                }
            )
        );
        hub.Bill(August);

        var last = hub.Documents(InvoiceStatus.Approved)[^1].Invoice.Lines.Single();
        Assert.Equal((0.5833m, 87.50m), (last.Quantity, last.Amount.Amount));
    }

    [Fact]
    public void The_parts_at_the_edge_of_a_cap_are_stored_as_they_are_and_stay_what_they_cost()
    {
        var steps = new TimeRounding(
            new TimeIncrement(10m, IncrementDirection.Up),
            Effort.Zero,
            HourDigits: 2
        );
        var hub = AmendedFirm.Started(AmendedFirm.Terms("Q-1", Capped(5m)));
        foreach (var (id, minutes) in new[] { (1, 125m), (2, 61m), (3, 130m) })
        {
            hub.Take(Facts.Time(id, minutes: minutes, date: new LocalDate(2026, 2, 10)));
        }

        hub.Bill(AmendedFirm.February);
        hub.Post();

        // 2.17 h, 1.17 h and 2.17 h x 120: 260.40, 140.40, and 99.20 of 260.40, which is 0.8267 h.
        var edge = hub.State.Work[Facts.Time(3).Id].Slices;
        Assert.Equal([99.20m, 161.20m], edge.Select(x => x.Amount!.Value.Amount));
        Assert.Equal(Effort.OfHours(0.8267m), edge[0].Billable);
        // 7,800 s x 0.8267 / 2.17 = 2,971.5483..., down to a hundredth.
        Assert.Equal([new Effort(2_971.54m), new Effort(4_828.46m)], edge.Select(x => x.Effort));

        hub.Take(
            AmendedFirm.Amendment(
                AmendedFirm.Terms("Q-1", Capped(10m)),
                from: new LocalDate(2026, 2, 1)
            )
        );

        // Five more per cent of 500, and nothing else: the parts stay what they were billed at.
        Assert.Equal(
            -25m,
            Assert.Single(AmendedFirm.Execute(hub, AmendmentChoice.Delta)).Net.Amount
        );
        Assert.Equal(
            [99.20m, 161.20m],
            hub.State.Work[Facts.Time(3).Id].Slices.Select(x => x.Amount!.Value.Amount)
        );

        ContractLine.TimeAndMaterials Capped(decimal discount) =>
            AmendedFirm.Time(500m) with
            {
                Rounding = steps,
                DiscountPercent = discount,
            };
    }

    [Fact]
    public void A_credit_of_one_entry_takes_back_the_hours_that_were_charged_of_it()
    {
        var hub = With(Quarters());
        hub.Take(Facts.Time(1, minutes: 7));
        hub.Take(Facts.Time(2, minutes: 52));
        hub.Bill(July);

        var reference = Only(hub).Reference;
        Assert.Null(
            hub.Run(
                new CreditInvoice(reference, July, [Facts.Time(1).Id], CreditDisposition.Rebill)
            )
        );

        var line = hub.Documents(InvoiceStatus.Draft).Single().Invoice.Lines.Single();
        Assert.Equal((-0.25m, 150m, -37.50m), (line.Quantity, line.Price, line.Amount.Amount));
    }

    [Fact]
    public void A_corrected_entry_is_credited_and_charged_anew_in_its_steps()
    {
        var hub = With(Quarters());
        hub.Take(Facts.Time(1, minutes: 7));
        hub.Bill(July);
        hub.Post();
        hub.Take(Facts.Time(1, version: 2, minutes: 20));
        hub.Bill(August);

        // 7 min were charged as 15, 20 min are charged as 30.
        Assert.Equal(
            [(0.25m, 37.50m), (-0.25m, -37.50m), (0.5m, 75m)],
            hub.State.Invoices.Values.SelectMany(x => x.Invoice.Lines)
                .Select(x => (x.Quantity, x.Amount.Amount))
        );
    }

    [Fact]
    public void Half_of_an_entry_is_written_off_with_half_of_what_is_charged_of_it()
    {
        var hub = With(Quarters());
        hub.Take(Facts.Time(1, minutes: 20));

        Assert.Null(
            hub.Run(
                new WriteOffWork(
                    [Facts.Time(1).Id],
                    new Judgement("goodwill", "test"),
                    Effort.OfMinutes(10m)
                )
            )
        );
        hub.Bill(July);

        // 20 min are charged as 30, 10 of them as 15: 37.50 are left.
        var line = Assert.Single(Only(hub).Lines);
        Assert.Equal((0.25m, 37.50m), (line.Quantity, line.Amount.Amount));
    }

    [Fact]
    public void Steps_agreed_afterwards_are_a_difference_of_what_was_billed()
    {
        var hub = AmendedFirm.Billed();
        hub.Take(
            AmendedFirm.Amendment(
                AmendedFirm.Terms("Q-1", AmendedFirm.Time() with { Rounding = Steps(30m) })
            )
        );

        var documents = AmendedFirm.Execute(hub, AmendmentChoice.Delta);

        // Of March 12.5 h stay and 7.25 h are charged as 7.5 h: 0.25 h x 120.
        Assert.Equal(30m, Assert.Single(documents).Net.Amount);
        Assert.Equal(
            Effort.OfHours(7.5m),
            hub.State.Work[Facts.Time(3).Id].Slices.Single().Billable
        );
    }

    [Fact]
    public void Finer_steps_charge_the_part_that_stands_beside_what_was_written_off_in_coarser_ones()
    {
        var cap = new SpendingCap(new Money(24m, Facts.Gbp), OnExceed: CapEdge.Absorb);
        var hub = AmendedFirm.Started(AmendedFirm.Terms("Q-1", Capped(Steps(15m))));
        hub.Take(Facts.Time(1, minutes: 226m, date: new LocalDate(2026, 2, 10)));
        hub.Bill(AmendedFirm.February);
        hub.Post();

        // 226 min are charged as 4 h: 0.2 h x 120 fit, and 3.8 h are written off, more than was worked.
        var slices = hub.State.Work[Facts.Time(1).Id].Slices;
        Assert.Equal([Stage.Invoiced, Stage.WrittenOff], slices.Select(x => x.Stage));
        Assert.Equal([0.2m, 3.8m], slices.Select(x => x.Charged.Hours));

        hub.Take(
            AmendedFirm.Amendment(
                AmendedFirm.Terms("Q-1", Capped(rounding: null)),
                from: new LocalDate(2026, 2, 1)
            )
        );

        // 226 x 0.2 / 4 = 11.3 min of it stand, and are charged as such: 22.60.
        Assert.Equal(
            -1.40m,
            Assert.Single(AmendedFirm.Execute(hub, AmendmentChoice.Delta)).Net.Amount
        );

        ContractLine.TimeAndMaterials Capped(TimeRounding? rounding) =>
            AmendedFirm.Time() with
            {
                Rounding = rounding,
                Cap = cap,
            };
    }

    [Fact]
    public void Finer_steps_charge_no_more_than_the_whole_where_coarser_ones_have_billed_it_already()
    {
        var hub = With(Quarters() with { Cap = Cap(30m) });
        hub.Take(Facts.Time(1, minutes: 7));
        hub.Bill(July);
        // 7 min are charged as 15: 0.2 h x 150 fit.
        Assert.Equal(30m, Only(hub).Net.Amount);

        hub.Take(
            new Amendment(
                Facts.Engagement,
                1,
                1,
                Facts.Start,
                IsSigned: true,
                Facts.Terms() with
                {
                    Lines = [Quarters() with { Rounding = null, Cap = Cap(500m) }],
                }
            )
        );
        AmendedFirm.Execute(hub, AmendmentChoice.Waive);
        hub.Bill(August);

        Assert.Equal(30m, hub.State.Invoices.Values.Sum(x => x.Invoice.Net.Amount));
        Assert.DoesNotContain(
            hub.State.Work[Facts.Time(1).Id].Slices,
            x => x.Charged < Effort.Zero || x.Amount?.Amount < 0m
        );
    }

    [Fact]
    public void An_explanation_says_what_was_worked_and_what_is_charged()
    {
        var hub = With(Quarters());
        hub.Take(Facts.Time(1, minutes: 7));
        var before = hub.State;
        Assert.Null(hub.Run(new DraftInvoice(July, July)));

        var reasons = DocumentReasons.Of(
            before,
            hub.Reference,
            hub.State.Invoices.Values.Single().Invoice
        );

        var told = Assert.Single(reasons, x => x.Rule == "time");
        Assert.Equal(
            "0.1167 h worked, 0.25 h charged: each entry in steps of 15 min, up",
            told.Says
        );
    }

    private static ContractLine.TimeAndMaterials Quarters() => Time(Steps(15m));

    private static TimeRounding Steps(decimal minutes) =>
        new(new TimeIncrement(minutes, IncrementDirection.Up), Effort.Zero);

    private static ContractLine.TimeAndMaterials Time(TimeRounding rounding) =>
        new(ContractLineId.Parse("T"), LineScope.Everything, Rounding: rounding);

    private static SpendingCap Cap(decimal amount) => new(new Money(amount, Facts.Gbp));

    private static Invoice Only(MemoryHub hub) =>
        Assert.Single(hub.Documents(InvoiceStatus.Approved)).Invoice;

    private static MemoryHub With(ContractLine line)
    {
        var hub = new MemoryHub(Facts.Engagement);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        hub.Take(new Contract(Facts.Engagement, 2, Facts.Terms() with { Lines = [line] }));
        return hub;
    }
}
