using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>
/// What is agreed by the month, where runs are not monthly: on 15 July, 31 July and 30 September.
/// </summary>
public sealed class MonthlyTermsExamples
{
    private static readonly LocalDate MidJuly = new(2026, 7, 15);
    private static readonly LocalDate July = new(2026, 7, 31);
    private static readonly LocalDate September = new(2026, 9, 30);

    [Fact]
    public void A_retainer_is_billed_for_each_month_that_is_over_and_its_hours_stay_in_their_month()
    {
        var hub = CorrectedFirm.With(
            Facts.Terms() with
            {
                Lines =
                [
                    new ContractLine.Retainer(
                        ContractLineId.Parse("RET"),
                        LineScope.Everything,
                        Gbp(3_100m),
                        Included: Effort.OfHours(10m),
                        Overage: new OveragePrice.Hourly(100m)
                    ),
                ],
            }
        );
        hub.Take(Facts.Time(1, minutes: 300, date: new LocalDate(2026, 7, 10)));
        hub.Take(Facts.Time(2, minutes: 420, date: new LocalDate(2026, 7, 20)));
        hub.Take(Facts.Time(3, minutes: 60, date: new LocalDate(2026, 8, 3)));

        Bill(hub, MidJuly, July, September);

        // July: 5 h + 7 h are 2 h beyond 10 h. August's hour is included, September has none.
        Assert.Equal(
            [
                "2026-07-31: Retainer 2026-07-01 3100, Overage 2026-07-01 200",
                "2026-09-30: Retainer 2026-08-01 3100, Retainer 2026-09-01 3100",
            ],
            Shown(hub)
        );
    }

    [Fact]
    public void Carried_hours_are_used_or_expire_after_the_end_of_a_retainer_and_the_rest_is_beyond()
    {
        var hub = CorrectedFirm.With(Ended());
        Bill(hub, July);
        hub.Take(Facts.Time(1, minutes: 240, date: new LocalDate(2026, 9, 3)));
        Bill(hub, September);

        // July's ten hours end with August; the four of September are beyond.
        Assert.Equal(
            ["2026-07-31: Retainer 2026-07-01 3100", "2026-09-30: Overage 2026-09-01 400"],
            Shown(hub)
        );

        hub = CorrectedFirm.With(Ended());
        Bill(hub, July);
        hub.Take(Facts.Time(1, minutes: 240, date: new LocalDate(2026, 8, 3)));
        Bill(hub, September);

        // In August they are there, and are used without a fee.
        Assert.Equal(
            ["2026-07-31: Retainer 2026-07-01 3100", "2026-09-30: Retainer 2026-08-01 0"],
            Shown(hub)
        );
        Assert.Equal(Effort.OfHours(4m), hub.State.Ledger.Stages[(Stage.Invoiced, "GBP")].Effort);
    }

    [Fact]
    public void Hours_of_its_last_month_that_come_late_are_billed_with_the_month_after()
    {
        var hub = CorrectedFirm.With(Ended());
        Bill(hub, July);
        hub.Take(Facts.Time(1, minutes: 1_200, date: new LocalDate(2026, 7, 25)));
        Bill(hub, September);

        // 20 h: July's ten were carried over, and ten are beyond. September has nothing more to say.
        Assert.Equal(
            ["2026-07-31: Retainer 2026-07-01 3100", "2026-09-30: Overage 2026-08-01 1000"],
            Shown(hub)
        );
    }

    [Fact]
    public void Hours_without_a_fee_are_corrected_as_all_others()
    {
        var hub = CorrectedFirm.With(Ended());
        Bill(hub, July);
        hub.Take(Facts.Time(1, minutes: 240, date: new LocalDate(2026, 8, 3)));
        Bill(hub, September);
        hub.Post();
        hub.Take(Facts.Time(1, version: 2, minutes: 720, date: new LocalDate(2026, 8, 3)));
        for (var i = 0; i < 2; i++)
        {
            // The credit first, then what it frees.
            hub.Bill(September);
            hub.Post();
        }

        // 12 h in August: ten were carried over, two are beyond.
        Assert.Equal(200m, hub.State.Invoices.Values.Sum(x => x.Invoice.Net.Amount) - 3_100m);
        Assert.Null(hub.State.Work[Facts.Time(1).Id].Held);
    }

    [Fact]
    public void A_retainer_that_counts_no_hours_pays_for_none_outside_its_own_term()
    {
        var hub = CorrectedFirm.With(
            Facts.Terms() with
            {
                Lines =
                [
                    new ContractLine.Retainer(
                        ContractLineId.Parse("RET"),
                        LineScope.Everything,
                        Gbp(3_100m),
                        End: July
                    ),
                ],
            }
        );
        hub.Take(Facts.Time(1, date: July));
        hub.Take(Facts.Time(2, date: July.PlusDays(1)));

        Assert.Equal(Stage.Ready, hub.State.Work[Facts.Time(1).Id].Slices.Single().Stage);
        Assert.Equal(
            "OUTSIDE_CONTRACT_TERM",
            Assert.Single(hub.State.Work[Facts.Time(2).Id].Slices.Single().Reasons).Value
        );
    }

    [Fact]
    public void A_commitment_is_settled_once_for_each_month_by_all_that_was_billed_of_it()
    {
        var hub = CorrectedFirm.With(
            Facts.Terms() with
            {
                Commitment = new MinimumCommitment(Gbp(5_000m)),
            }
        );
        // 20 h and 10 h x 150 in July, 4 h in September.
        hub.Take(Facts.Time(1, minutes: 1_200, date: new LocalDate(2026, 7, 10)));
        hub.Take(Facts.Time(2, minutes: 600, date: new LocalDate(2026, 7, 20)));
        hub.Take(Facts.Time(3, minutes: 240, date: new LocalDate(2026, 9, 2)));

        Bill(hub, MidJuly, July, September);

        Assert.Equal(
            [
                "2026-07-15: Time 2026-07-10 3000",
                "2026-07-31: Time 2026-07-20 1500, TrueUp 2026-07-01 500",
                "2026-09-30: Time 2026-09-02 600, TrueUp 2026-08-01 5000, TrueUp 2026-09-01 4400",
            ],
            Shown(hub)
        );
    }

    [Fact]
    public void A_month_is_settled_by_what_was_agreed_then()
    {
        var hub = CorrectedFirm.With(Facts.Terms());
        hub.Take(Facts.Time(1, minutes: 600, date: new LocalDate(2026, 7, 10)));
        Bill(hub, July, new LocalDate(2026, 8, 31));
        hub.Take(
            new Amendment(
                Facts.Engagement,
                1,
                1,
                new LocalDate(2026, 9, 1),
                IsSigned: true,
                Facts.Terms() with
                {
                    Commitment = new MinimumCommitment(Gbp(5_000m)),
                }
            )
        );

        Bill(hub, September);

        // Nothing was agreed for August, in which nothing was done.
        Assert.Equal(
            ["2026-07-31: Time 2026-07-10 1500", "2026-09-30: TrueUp 2026-09-01 5000"],
            Shown(hub)
        );
    }

    [Fact]
    public void A_retainer_that_was_given_up_for_a_month_is_not_billed_for_it()
    {
        var retainer = new ContractLine.Retainer(
            ContractLineId.Parse("RET"),
            LineScope.Everything,
            Gbp(1_000m)
        );
        var with = Facts.Terms() with { Lines = [retainer] };
        var hub = CorrectedFirm.With(with);
        Bill(hub, July);
        hub.Take(
            new Amendment(Facts.Engagement, 1, 1, new LocalDate(2026, 8, 1), true, Facts.Terms())
        );
        hub.Take(new Amendment(Facts.Engagement, 2, 1, new LocalDate(2026, 9, 1), true, with));

        Bill(hub, September);

        Assert.Equal(
            ["2026-07-31: Retainer 2026-07-01 1000", "2026-09-30: Retainer 2026-09-01 1000"],
            Shown(hub)
        );
    }

    [Fact]
    public void A_month_in_part_says_which_days_it_is_for_and_is_billed_again_as_it_was()
    {
        var retainer = new ContractLine.Retainer(
            ContractLineId.Parse("RET"),
            LineScope.Everything,
            Gbp(3_100m),
            Start: new LocalDate(2026, 7, 11)
        );
        var hub = CorrectedFirm.With(Facts.Terms() with { Lines = [retainer] });
        Bill(hub, July);
        hub.Post();
        var first = Assert.Single(hub.Documents(InvoiceStatus.Posted)).Invoice;
        var line = Assert.Single(first.Lines);
        Assert.Equal(Gbp(2_100m), line.Amount);
        Assert.Equal(new DateInterval(new LocalDate(2026, 7, 11), July), line.ServicePeriod);

        Assert.Null(hub.Run(new CreditInvoice(first.Reference, July)));
        Bill(hub, new LocalDate(2026, 8, 31));

        Assert.Equal(
            [
                "2026-07-31: Retainer 2026-07-11 2100",
                "2026-08-31: Retainer 2026-08-01 3100",
                "2026-08-31: Retainer 2026-07-11 2100",
            ],
            Shown(hub)
        );
    }

    [Fact]
    public void A_commitment_for_the_term_is_settled_by_the_first_run_after_it()
    {
        var hub = CorrectedFirm.With(
            Facts.Terms() with
            {
                Commitment = new MinimumCommitment(Gbp(9_000m), CommitmentSpan.Term),
            }
        );
        hub.Take(Facts.Time(1, minutes: 1_200, date: new LocalDate(2026, 7, 10)));

        Bill(hub, July, new LocalDate(2026, 9, 29), September, new LocalDate(2026, 10, 31));

        Assert.Equal(
            ["2026-07-31: Time 2026-07-10 3000", "2026-09-30: TrueUp 2026-09-01 6000"],
            Shown(hub)
        );
    }

    [Fact]
    public void Months_that_were_credited_whole_are_billed_again_as_they_were()
    {
        var hub = CorrectedFirm.With(
            Facts.Terms() with
            {
                Commitment = new MinimumCommitment(Gbp(5_000m)),
            }
        );
        hub.Take(Facts.Time(1, minutes: 600, date: new LocalDate(2026, 7, 10)));
        Bill(hub, July, September);
        hub.Post();
        var before = Shown(hub)[^1];

        Assert.Null(
            hub.Run(
                new CreditInvoice(
                    hub.Documents(InvoiceStatus.Posted)[^1].Invoice.Reference,
                    September
                )
            )
        );
        Bill(hub, September);

        Assert.Equal(before, Shown(hub)[^1]);
    }

    private static Money Gbp(decimal amount) => new(amount, Facts.Gbp);

    private static void Bill(MemoryHub hub, params ReadOnlySpan<LocalDate> days)
    {
        foreach (var day in days)
        {
            hub.Bill(day);
        }
    }

    /// <summary>Of each invoice its last day, and kind, first day and amount of its lines.</summary>
    private static List<string> Shown(MemoryHub hub) =>
        [
            .. hub.Documents(InvoiceStatus.Approved, InvoiceStatus.Posted, InvoiceStatus.Paid)
                .Select(x => x.Invoice)
                .Where(x => !x.IsCredit)
                .Select(x =>
                    FormattableString.Invariant($"{x.Through:uuuu-MM-dd}: ")
                    + string.Join(
                        ", ",
                        x.Lines.Select(line =>
                            FormattableString.Invariant(
                                $"{line.Kind} {line.ServicePeriod.Start:uuuu-MM-dd} {line.Amount.Amount:0.##}"
                            )
                        )
                    )
                ),
        ];

    private static ContractTerms Ended() =>
        Facts.Terms() with
        {
            Lines =
            [
                new ContractLine.Retainer(
                    ContractLineId.Parse("RET"),
                    LineScope.Everything,
                    Gbp(3_100m),
                    End: July,
                    Included: Effort.OfHours(10m),
                    Rollover: new Rollover(IsEnabled: true, ExpirePeriods: 1),
                    Overage: new OveragePrice.Hourly(100m)
                ),
            ],
        };
}
