using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Revenue;
using Tieout.Domain.Tests.Invoicing;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Revenue;

/// <summary>Whatever happened to a contract, its months add up and its revenue meets its documents.</summary>
public sealed class RevenueLaws
{
    private const long Histories = 600;

    /// <summary>From the month before the contract to one after all documents.</summary>
    private static readonly IReadOnlyList<YearMonth> Months =
    [
        .. Enumerable.Range(6, 7).Select(month => new YearMonth(2026, month)),
    ];

    /// <summary>Each line fully measured, each with its own way to be.</summary>
    private static readonly Gen<ContractTerms> AnyMix =
        from discount in Gen.Int[0, 200]
        from percents in Gen.Int[0, 100].Array[2]
        from planned in Gen.Int[1, 60]
        from fee in Gen.Int[0, 500_000]
        from included in Gen.Int[0, 20]
        from cap in Gen.Frequency((1, Gen.Const(0)), (1, Gen.Int[1, 300_000]))
        select Facts.Terms() with
        {
            DiscountPercent = discount / 10m,
            Lines =
            [
                new ContractLine.FixedFee(
                    ContractLineId.Parse("FEE"),
                    new LineScope([Facts.Support]),
                    [
                        new ScheduleRow("a", Facts.Start.PlusDays(20), Minor(fee)),
                        new ScheduleRow("b", Facts.Start.PlusDays(50), Minor(fee / 3)),
                    ],
                    PlannedEffort: Effort.OfHours(planned)
                ),
                new ContractLine.Retainer(
                    ContractLineId.Parse("RET"),
                    new LineScope([Facts.Delivery], [TaskCode.Parse("run")]),
                    Minor(fee),
                    Start: Facts.Start.PlusDays(planned / 10),
                    Included: Effort.OfHours(included),
                    Rollover: new Rollover(IsEnabled: true),
                    Overage: new OveragePrice.Hourly(99.99m)
                ),
                new ContractLine.Units(
                    ContractLineId.Parse("UNIT"),
                    LineScope.Everything,
                    new Money(fee / 1_000m, Facts.Gbp)
                ),
                new ContractLine.TimeAndMaterials(
                    ContractLineId.Parse("T&M"),
                    LineScope.Everything,
                    Cap: cap == 0 ? null : new SpendingCap(Minor(cap)),
                    DiscountPercent: percents[0] / 10m,
                    FeePercent: percents[1] / 10m,
                    Rounding: Facts.Rounding(percents[0] + 3)
                ),
            ],
        };

    /// <summary>Work of the mix: time on three lines and deliveries, through the whole term.</summary>
    private static readonly Gen<Action<MemoryHub>> AnyWork = Gen.Select(
            Gen.Int[1, 20],
            Gen.Int[1, 600],
            Gen.Int[0, 91],
            Gen.Int[0, 11]
        )
        .Select(
            (id, minutes, day, mix) => (Action<MemoryHub>)(hub => Take(hub, id, minutes, day, mix))
        );

    /// <summary>From August on another plan for the fee and, of what is not billed by then, another price.</summary>
    private static readonly Gen<Action<MemoryHub, ContractTerms>> AnyFeeChange = Gen.Select(
            Gen.Bool,
            Gen.Bool,
            Gen.Int[1, 60],
            Gen.Int[0, 500_000]
        )
        .Select<(bool, bool, int, int), Action<MemoryHub, ContractTerms>>(x =>
            (hub, terms) =>
            {
                if (x.Item1)
                {
                    hub.Take(ChangedFee(terms, isProspective: x.Item2, x.Item3, x.Item4));
                }
            }
        );

    [Fact]
    public void Months_add_up_and_no_contract_has_an_asset_and_a_liability() =>
        ClosingLaws
            .AnyStep.Array[1, 40]
            .Sample(
                steps =>
                {
                    var hub = ClosingLaws.WithMaster(keepsClosedWork: true);
                    foreach (var step in steps)
                    {
                        step(hub);
                    }

                    AssertMonths(hub);
                    Settle(hub);
                    AssertMonths(hub);
                    if (!IsAnythingOpen(hub))
                    {
                        AssertTiedOut(hub);
                    }
                },
                iter: Histories
            );

    [Fact]
    public void What_is_billed_in_whole_is_earned_in_whole_once_the_term_is_over() =>
        Gen.Select(AnyMix, AnyWork.Array[1, 20], Gen.Int[0, 20], Gen.Int[0, 3], AnyFeeChange)
            .Sample(
                (terms, work, first, isCredited, change) =>
                {
                    var hub = CorrectedFirm.With(terms);
                    Play(hub, work.Take(first), 7, isCredited == 1);
                    change(hub, terms);
                    Play(hub, work.Skip(first), 8, isCredited == 2);
                    Play(hub, [], 9, isCredited == 3);

                    AssertMonths(hub);
                    AssertTiedOut(hub);
                },
                iter: Histories
            );

    [Fact]
    public void Time_that_is_corrected_again_and_again_is_earned_as_it_is_billed() =>
        Gen.Select(CorrectedFirm.AnyTerms, CorrectedFirm.AnyChange.Array[1, 12])
            .Sample(
                (terms, changes) =>
                {
                    var hub = CorrectedFirm.With(terms);
                    foreach (var change in changes)
                    {
                        change(hub);
                        CorrectedFirm.Bill(hub);
                    }

                    AssertMonths(hub);
                    AssertTiedOut(hub);
                },
                iter: Histories
            );

    private static void AssertMonths(MemoryHub hub)
    {
        var revenues = Months.Select(month => Of(hub, month)).ToList();
        foreach (var revenue in revenues)
        {
            foreach (var contract in revenue.Contracts)
            {
                var (asset, liability) = (contract.Position.Asset, contract.ContractLiability);
                Assert.True(asset.IsZero || liability.IsZero);
                Assert.True(contract.Unbilled.Amount >= 0m && contract.ContractAsset.Amount >= 0m);
                Assert.Equal(asset, contract.Unbilled + contract.ContractAsset);
            }
        }

        Assert.All(revenues, AssertBooked);
        var last = revenues[^1].Contracts.SelectMany(x => x.Lines);
        foreach (var line in last.Where(x => x.Measure is not RevenueMeasure.NotMeasured))
        {
            var months = revenues
                .SelectMany(x => x.Contracts)
                .SelectMany(x => x.Lines)
                .Where(x => x.Line == line.Line)
                .Select(x => x.InMonth)
                .OfType<Money>();
            Assert.Equal(line.ToDate, Money.Sum(Facts.Gbp, months));
        }
    }

    /// <summary>Invoices and month end together make revenue what was earned; then it is taken back.</summary>
    private static void AssertBooked(EngagementRevenue revenue)
    {
        var entries = MonthEndEntry.Of([revenue]);
        foreach (var contract in revenue.Contracts)
        {
            var lines = contract.Lines.Where(x => x.Measure is not RevenueMeasure.NotMeasured);
            var earned = Money.Sum(Facts.Gbp, lines.Select(x => x.ToDate!.Value));
            var billed = Money.Sum(Facts.Gbp, lines.Select(x => x.Billed));
            Assert.Equal(earned - billed, Booked(x => !x.IsReversal));
            Assert.Equal(billed - earned, Booked(x => x.IsReversal));

            Money Booked(Func<MonthEndEntry, bool> where) =>
                -Money.Sum(
                    Facts.Gbp,
                    entries
                        .Where(where)
                        .Select(x =>
                            x.Entry.BalanceOf(
                                contract.LegalEntity,
                                AccountRole.Revenue,
                                contract.Currency
                            )
                        )
                );
        }
    }

    /// <summary>Against the documents themselves, which know nothing of slices.</summary>
    private static void AssertTiedOut(MemoryHub hub)
    {
        var net = Money.Sum(
            Facts.Gbp,
            hub.Documents(InvoiceStatus.Posted, InvoiceStatus.Paid).Select(x => x.Invoice.Net)
        );
        var lines = Of(hub, Months[^1]).Contracts.SelectMany(x => x.Lines).ToList();
        Assert.Equal(net, Money.Sum(Facts.Gbp, lines.Select(x => x.Billed)));
        Assert.All(
            lines.Where(line => line.Measure is not RevenueMeasure.NotMeasured),
            line => Assert.Equal((line.Line, line.Billed), (line.Line, line.ToDate!.Value))
        );
        Assert.All(Of(hub, Months[^1]).Contracts, x => Assert.True(x.Position.Net.IsZero));
    }

    /// <summary>All drafts are approved, all that can be is billed, and the target has everything.</summary>
    private static void Settle(MemoryHub hub)
    {
        for (var before = -1; before != hub.History.Count; )
        {
            before = hub.History.Count;
            CorrectedFirm.Approve(hub);
            hub.Bill(new LocalDate(2026, 7, 31));
            hub.Bill(new LocalDate(2026, 8, 31));
            hub.Bill(Facts.End);
            hub.Post();
        }

        // Whoever voids an invoice in the ledger voids its credit memos with it.
        foreach (var credit in hub.Documents(InvoiceStatus.Posted, InvoiceStatus.Paid))
        {
            if (
                credit.Invoice.RefersTo is { } original
                && hub.State.Find(original)!.Status is InvoiceStatus.Voided
            )
            {
                hub.Take(new DocumentVoided(credit.Invoice.Reference, 1, Facts.End));
            }
        }
    }

    private static bool IsAnythingOpen(MemoryHub hub) =>
        hub
            .State.Work.Values.SelectMany(item => item.Slices)
            .Any(slice =>
                slice.Stage is Stage.Ready
                || (slice.Stage is Stage.Blocked && !slice.Reasons.Contains(ReasonCode.NoRate))
            );

    private static EngagementRevenue Of(MemoryHub hub, YearMonth month) =>
        EngagementRevenue.Of(hub.State, hub.Reference, month);

    private static void Play(
        MemoryHub hub,
        IEnumerable<Action<MemoryHub>> work,
        int month,
        bool isCredited
    )
    {
        foreach (var act in work)
        {
            act(hub);
        }

        var end = new YearMonth(2026, month).ToDateInterval().End;
        hub.Bill(end);
        hub.Post();
        if (isCredited && hub.Documents(InvoiceStatus.Posted) is [var first, ..])
        {
            hub.Run(new CreditInvoice(first.Invoice.Reference, end));
            hub.Bill(first.Invoice.Through);
            hub.Bill(end);
            hub.Post();
        }
    }

    private static void Take(MemoryHub hub, int id, int minutes, int day, int mix)
    {
        var date = Facts.Start.PlusDays(day);
        if (mix == 0)
        {
            hub.Take(
                new UnitDelivery(
                    WorkId.Parse($"delivery/{id}"),
                    1,
                    Facts.Delivery,
                    ContractLineId.Parse("UNIT"),
                    date,
                    minutes / 7m
                )
            );
            return;
        }

        var known = hub.State.Work.GetValueOrDefault(Facts.Time(id).Id);
        var entry = Facts.Time(id, (known?.Newest.Version ?? 0) + 1, minutes, date);
        hub.Take(
            mix switch
            {
                < 4 => entry with { Project = Facts.Support },
                < 8 => entry with { Task = TaskCode.Parse("run") },
                _ => entry,
            }
        );
    }

    private static Amendment ChangedFee(
        ContractTerms terms,
        bool isProspective,
        int planned,
        int price
    )
    {
        var fee = terms.Lines.OfType<ContractLine.FixedFee>().Single();
        var changed = fee with
        {
            Schedule = [fee.Schedule[0], fee.Schedule[1] with { Amount = Minor(price) }],
            PlannedEffort = Effort.OfHours(planned),
            IsProspective = isProspective,
        };
        return new Amendment(
            Facts.Engagement,
            1,
            1,
            new LocalDate(2026, 8, 1),
            IsSigned: true,
            terms with
            {
                Lines = [.. terms.Lines.Select(line => line == fee ? changed : line)],
            }
        );
    }

    private static Money Minor(int pence) => new(pence / 100m, Facts.Gbp);
}
