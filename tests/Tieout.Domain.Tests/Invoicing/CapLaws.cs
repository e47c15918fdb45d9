using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>Caps of lines and of the contract, in money and hours, of each month and for ever.</summary>
public sealed class CapLaws
{
    private const long Histories = 1_000;

    private static readonly ContractLineId Support = ContractLineId.Parse("S");
    private static readonly ContractLineId Time = ContractLineId.Parse("T");
    private static readonly ContractLineId Costs = ContractLineId.Parse("E");

    private static readonly Gen<SpendingCap?> AnyCap =
        from kind in Gen.Int[0, 3]
        from pence in Gen.Int[0, 300_000]
        from minutes in Gen.Int[0, 2_000]
        from edge in Gen.Enum<CapEdge>()
        from period in Gen.Enum<CapPeriod>()
        from expenses in Gen.Bool
        select kind == 0
            ? null
            : new SpendingCap(
                kind == 2 ? null : new Money(pence / 100m, Facts.Gbp),
                OnExceed: edge,
                Hours: kind == 1 ? null : Effort.OfMinutes(minutes),
                Period: period,
                CountsExpenses: expenses
            );

    private static readonly Gen<ContractTerms> AnyTerms =
        from caps in AnyCap.Array[4]
        from rounding in Gen.Int[0, 4]
        from isGrouped in Gen.Bool
        select Facts.Terms() with
        {
            Cap = caps[3],
            Lines =
            [
                new ContractLine.TimeAndMaterials(
                    Support,
                    new LineScope([Facts.Support]),
                    GroupBy: isGrouped ? null : [GroupKey.Entry],
                    Cap: caps[0] is { } own ? own with { CountsExpenses = false } : null
                ),
                new ContractLine.TimeAndMaterials(
                    Time,
                    LineScope.Everything,
                    Cap: caps[1],
                    Rounding: Facts.Rounding(rounding)
                ),
                new ContractLine.Reimbursables(
                    Costs,
                    LineScope.Everything,
                    Cap: caps[2] is { } cap
                        ? cap with
                        {
                            Amount = cap.Amount ?? new Money(50m, Facts.Gbp),
                            Hours = null,
                        }
                        : null
                ),
            ],
        };

    private static readonly Gen<Action<MemoryHub>> AnyStep = Gen.Frequency<Action<MemoryHub>>(
        (8, Gen.Select(Gen.Int[1, 9], Gen.Int[1, 700], Gen.Int[0, 70], Gen.Int[0, 9]).Select(Told)),
        (
            2,
            Gen.Select(Gen.Int[1, 5], Gen.Int[1, 40_000], Gen.Int[0, 70])
                .Select<(int, int, int), Action<MemoryHub>>(x =>
                    hub => hub.Take(Spent(hub, x.Item1, x.Item2, x.Item3))
                )
        ),
        (
            4,
            Gen.Int[0, 80]
                .Select<int, Action<MemoryHub>>(day => hub => hub.Bill(Facts.Start.PlusDays(day)))
        ),
        (3, Gen.Const<Action<MemoryHub>>(hub => hub.Post())),
        (
            2,
            Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Enum<CreditDisposition>()).Select(Credited)
        ),
        (1, Gen.Int[0, 9].Select(Voided)),
        (1, AmendmentSteps.AnyRates),
        (1, Gen.Const<Action<MemoryHub>>(AmendmentSteps.Reprice)),
        (
            1,
            Gen.Select(Gen.Int[1, 3], Gen.Int[0, 80], AnyTerms)
                .Select<(int, int, ContractTerms), Action<MemoryHub>>(x =>
                    hub => hub.Take(Amended(hub, x.Item1, x.Item2, x.Item3))
                )
        ),
        (2, AmendmentSteps.AnyExecution)
    );

    [Fact]
    public void No_cap_is_passed_in_any_month_whatever_is_billed_credited_and_amended() =>
        Gen.Select(AnyTerms, AnyStep.Array[1, 30])
            .Sample(
                (terms, steps) =>
                {
                    var hub = Started(terms);
                    foreach (var step in steps)
                    {
                        var before = hub.State;
                        step(hub);
                        foreach (var (cap, most) in Limits(hub.State))
                        {
                            var (was, now) = (Standing(before, cap), Standing(hub.State, cap));
                            Assert.True(
                                now.Amount <= (most.Amount ?? now.Amount)
                                    || now.Amount <= was.Amount,
                                $"{cap.Title}: {now.Amount} of {most.Amount}, {was.Amount} before"
                            );
                            Assert.True(
                                now.Hours <= (most.Hours ?? now.Hours) || now.Hours <= was.Hours,
                                $"{cap.Title}: {now.Hours} of {most.Hours}, {was.Hours} before"
                            );
                        }
                    }
                },
                iter: Histories
            );

    [Fact]
    public void What_documents_say_is_used_of_a_month_is_what_stands_on_them_of_it() =>
        Gen.Select(AnyTerms, AnyStep.Array[1, 30])
            .Sample(
                (terms, steps) =>
                {
                    var (hub, lean) = (Started(terms), Started(terms, keepsClosedWork: false));
                    foreach (var step in steps)
                    {
                        step(hub);
                        step(lean);
                    }

                    Pay(lean);
                    var used = BilledBefore.Of(hub.State, Facts.Gbp);
                    var kept = BilledBefore.Of(lean.State, Facts.Gbp);
                    foreach (var (cap, _) in Limits(hub.State).Where(x => IsOfTime(x.Cap)))
                    {
                        Assert.Equal(Standing(hub.State, cap), used.UsedOf(cap));
                        Assert.Equal(used.UsedOf(cap), kept.UsedOf(cap));
                    }
                },
                iter: Histories
            );

    private static bool IsOfTime(AgreedCap cap) => !cap.IsOfExpenses && !cap.Cap.CountsExpenses;

    /// <summary>Of each month what is agreed at its end; for ever the most that any terms allow.</summary>
    private static List<(AgreedCap Cap, SpendingCap Most)> Limits(EngagementState state)
    {
        var contract = state.Contract!;
        var limits = new List<(AgreedCap, SpendingCap)>();
        List<ContractTerms> all =
        [
            contract.Contract.Terms,
            .. contract.Amendments.Values.Select(x => x.Terms),
        ];
        foreach (var (id, isOfExpenses) in Buckets)
        {
            for (var month = new YearMonth(2026, 7); month.Month < 10; month = month.PlusMonths(1))
            {
                var terms = contract.TermsAt(month.ToDateInterval().End);
                if (CapOf(terms, id) is { Period: CapPeriod.Month } cap)
                {
                    limits.Add((new AgreedCap(cap, id, isOfExpenses, month), cap));
                }
            }

            var ever = all.ConvertAll(terms => CapOf(terms, id));
            if (
                ever.TrueForAll(x => x is { Period: CapPeriod.Ever })
                && ever.DistinctBy(x => x!.CountsExpenses).Count() == 1
            )
            {
                var most = ever[0]! with
                {
                    Amount = ever.Exists(x => x!.Amount is null) ? null : ever.Max(x => x!.Amount),
                    Hours = ever.Exists(x => x!.Hours is null) ? null : ever.Max(x => x!.Hours),
                };
                limits.Add((new AgreedCap(ever[0]!, id, isOfExpenses, null), most));
            }
        }

        return limits;
    }

    private static readonly (ContractLineId?, bool)[] Buckets =
    [
        (Support, false),
        (Time, false),
        (Costs, true),
        (null, false),
    ];

    private static SpendingCap? CapOf(ContractTerms terms, ContractLineId? id) =>
        id is null ? terms.Cap : SpendingCap.Of(terms.Lines.Single(line => line.Id == id));

    /// <summary>Counted from the work and not from the documents.</summary>
    private static CapUse Standing(EngagementState state, AgreedCap cap) =>
        state
            .Work.Values.Where(item =>
                cap.Month is null || item.Work.ServiceDate.ToYearMonth() == cap.Month
            )
            .Where(item =>
                item.Work is TimeEntry && !cap.IsOfExpenses
                || (
                    item.Work is Expense
                    && (cap.IsOfExpenses || (cap.Line is null && cap.Cap.CountsExpenses))
                )
            )
            .SelectMany(item => item.Slices)
            .Where(slice => slice.Stage is Stage.Drafted or Stage.Invoiced)
            .Where(slice => cap.Line is null || slice.Line == cap.Line)
            .Aggregate(
                CapUse.None(Facts.Gbp),
                (sum, slice) => sum + new CapUse(slice.BeforeAllowance!.Value, slice.Charged)
            );

    private static MemoryHub Started(ContractTerms terms, bool keepsClosedWork = true)
    {
        var hub = new MemoryHub(Facts.Engagement, keepsClosedWork);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        hub.Take(new Contract(Facts.Engagement, 2, terms));
        return hub;
    }

    private static Action<MemoryHub> Told((int Id, int Minutes, int Day, int Mix) x) =>
        hub =>
        {
            var entry = Facts.Time(
                x.Id,
                hub.History.Count + 1,
                x.Minutes,
                Facts.Start.PlusDays(x.Day),
                x.Mix % 3 == 0 ? "architect" : "consultant",
                isDeleted: x.Mix == 9
            );
            hub.Take(x.Mix % 2 == 0 ? entry with { Project = Facts.Support } : entry);
        };

    private static Expense Spent(MemoryHub hub, int id, int pence, int day)
    {
        var work = WorkId.Parse($"expense/chronos/{id}");
        return new Expense(
            work,
            hub.History.Count + 1,
            Facts.Delivery,
            ResourceCode.Parse("R-1"),
            Facts.Start.PlusDays(day),
            new Money(pence / 100m, Facts.Gbp),
            Money.Zero(Facts.Gbp),
            ApprovalStatus.Approved
        );
    }

    private static Amendment Amended(MemoryHub hub, int sequence, int day, ContractTerms terms) =>
        new(
            Facts.Engagement,
            sequence,
            hub.History.Count + 1,
            Facts.Start.PlusDays(day),
            IsSigned: true,
            terms
        );

    private static Action<MemoryHub> Credited((int Which, int Entry, CreditDisposition End) x) =>
        hub =>
        {
            if (DocumentOf(hub, x.Which) is not { } reference)
            {
                return;
            }

            IReadOnlyList<WorkId>? some = x.Entry == 0 ? null : [Facts.Time(x.Entry).Id];
            var credit = new CreditInvoice(
                reference,
                Facts.End,
                some,
                x.End,
                Allowance: Facts.AllowanceFor(x.End)
            );
            if (hub.Run(credit) is null)
            {
                foreach (var draft in hub.Documents(InvoiceStatus.Draft))
                {
                    hub.Run(new ApproveInvoice(draft.Invoice.Reference, "test"));
                }
            }
        };

    private static Action<MemoryHub> Voided(int which) =>
        hub =>
        {
            if (DocumentOf(hub, which) is { } reference)
            {
                hub.Take(new DocumentVoided(reference, 1, Facts.End));
            }
        };

    private static InvoiceReference? DocumentOf(MemoryHub hub, int which)
    {
        var posted = hub.Documents(InvoiceStatus.Posted, InvoiceStatus.Paid);
        return posted.Count == 0 ? null : posted[which % posted.Count].Invoice.Reference;
    }

    private static void Pay(MemoryHub hub)
    {
        foreach (var document in hub.Documents(InvoiceStatus.Posted))
        {
            hub.Take(
                new Payment(
                    $"pay/{document.Invoice.Reference}",
                    1,
                    document.Invoice.Reference,
                    document.Open,
                    Facts.End
                )
            );
        }
    }
}
