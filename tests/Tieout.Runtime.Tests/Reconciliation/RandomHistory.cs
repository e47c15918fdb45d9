using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Invoicing.Credits;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Runtime.Tests.Reconciliation;

/// <summary>Anything that may happen to an engagement, in any order; refusals are part of it.</summary>
public static class RandomHistory
{
    private static readonly LocalDate MonthEnd = new(2026, 10, 31);

    /// <summary>What happens, to what, and how.</summary>
    public static Gen<(int Act, int Target, int Way)[]> Acts { get; } =
        Gen.Select(Gen.Int[0, 20], Gen.Int[1, 6], Gen.Int[0, 11]).Array[5, 60];

    /// <summary>The same around a posted invoice that amendments change.</summary>
    public static Gen<(int Act, int Target, int Way)[]> Amended { get; } =
        Gen.Select(
            Gen.Frequency((2, Gen.Const(1)), (3, Gen.Const(19)), (4, Gen.Int[4, 17])),
            Gen.Int[1, 6],
            Gen.Int[0, 11]
        ).Array[6, 30];

    public static async Task PlayAsync(Firm firm, IEnumerable<(int Act, int Target, int Way)> acts)
    {
        var step = 1L;
        foreach (var (act, target, way) in acts)
        {
            await PlayAsync(firm, act, target, way, ++step);
        }
    }

    private static Task<Rejection?> PlayAsync(Firm firm, int act, int target, int way, long step)
    {
        var reference = Firm.Reference(target);
        return act switch
        {
            0 => firm.DoAsync(new RecordContract(Firm.Contract(step, isSigned: way > 2))),
            1 => firm.DoAsync(new RecordAmendment(Amendment(target, step, way))),
            2 => firm.DoAsync(
                new RecordProject(
                    new Project(Firm.Project, step, Firm.Engagement, "Project", IsOnHold: way > 8)
                )
            ),
            3 => firm.DoAsync(
                new BlockInvoice(reference, ReasonCode.DeliveryFailed, $"attempt {way}")
            ),
            4 or 5 => firm.DoAsync(new DraftInvoice(MonthEnd.PlusDays(-way), MonthEnd)),
            6 or 7 => firm.DoAsync(new ApproveInvoice(reference, "policy:automatic")),
            8 => firm.DoAsync(new RecordPosting(reference, Firm.Posted(reference))),
            9 => firm.DoAsync(new RecordPayment(Payment(firm, target, way, step))),
            10 => firm.DoAsync(
                new RecordVoid(new DocumentVoided(reference, step, MonthEnd, "wrong"))
            ),
            16 => firm.DoAsync(
                new CreditInvoice(
                    reference,
                    MonthEnd,
                    Disposition: (CreditDisposition)(way % 4),
                    Allowance: AllowanceFor(way)
                )
            ),
            17 => firm.DoAsync(
                new CreditInvoice(
                    reference,
                    MonthEnd,
                    [Firm.Time(way % 6, 1m).Id],
                    (CreditDisposition)(way % 4),
                    Allowance: AllowanceFor(way)
                )
            ),
            19 or 20 => ExecuteAsync(firm, way),
            18 => firm.DoAsync(
                new RecordContract(
                    new Contract(Firm.Engagement, step, way > 5 ? Agreed(way) : Firm.Terms())
                )
            ),
            12 when way > 6 => firm.DoAsync(
                new RecordDeposit(
                    new Deposit(
                        $"ledger/{way % 3}",
                        step,
                        Firm.Engagement,
                        new Money(way == 9 ? 0m : target * way, Firm.Gbp),
                        MonthEnd.PlusDays(-way)
                    )
                )
            ),
            11 when way > 8 => firm.DoAsync(new CancelInvoiceDraft(reference, "not yet")),
            _ => firm.DoAsync(new RecordWork(Work(target, way, step))),
        };
    }

    /// <summary>Plans whatever waits, and approves all plans: those that were overtaken are refused.</summary>
    private static async Task<Rejection?> ExecuteAsync(Firm firm, int way)
    {
        var refused = default(Rejection);
        AmendmentChoice? choice = way > 8 ? null : (AmendmentChoice)(way % 3);
        foreach (var sequence in firm.State.Withheld.Keys)
        {
            var plan = new PlanAmendment(sequence, MonthEnd, "paul", choice);
            refused = await firm.DoAsync(plan) ?? refused;
        }

        foreach (var plan in firm.State.Plans.Keys)
        {
            refused = await firm.DoAsync(new ApproveAmendment(plan, "anna")) ?? refused;
        }

        return refused;
    }

    /// <summary>A cap, fees on top, a retainer of nobody's time, a discount and more.</summary>
    private static ContractTerms Agreed(int way) =>
        Firm.Terms() with
        {
            Lines =
            [
                new ContractLine.TimeAndMaterials(
                    ContractLineId.Parse("L-1"),
                    LineScope.Everything,
                    Cap: new SpendingCap(
                        new Money(way * 40m, Firm.Gbp),
                        OnExceed: way % 2 == 0 ? CapEdge.Split : CapEdge.Absorb
                    ),
                    FeePercent: way
                ),
                new ContractLine.Retainer(
                    ContractLineId.Parse("L-2"),
                    new LineScope([]),
                    new Money(way * 10m, Firm.Gbp),
                    Included: Effort.OfHours(2m)
                ),
            ],
            DiscountPercent = way,
            RetentionPercent = way % 2,
            Prepaid = new Money(way * 5m, Firm.Gbp),
        };

    private static TimeEntry Work(int target, int way, long step) =>
        Firm.Time(
            target,
            hours: 0.25m * (way + 1),
            version: way == 11 ? step - 1 : step,
            (ApprovalStatus)(way % 3 == 0 ? way % 4 : 2),
            way % 2 == 0 ? "lead" : null,
            isDeleted: way == 7,
            isBillable: way != 5
        ) with
        {
            // The same hours as a way without it, so that another may say nothing else of them.
            IsBilledElsewhere = step % 5 == 0,
            BilledOn = step % 10 == 0 ? "OLD-7" : null,
        };

    private static Amendment Amendment(int target, long step, int way) =>
        new(
            Firm.Engagement,
            target,
            step,
            Firm.Day.PlusDays(way % 4),
            IsSigned: way % 4 != 3,
            way switch
            {
                < 4 => Firm.Terms() with { PaymentDays = 14 },
                < 7 => Agreed(way),
                < 9 => Firm.Terms() with { End = Firm.Day.PlusDays(way) },
                _ => Firm.Terms() with { BillTo = CustomerCode.Parse("C-2") },
            },
            IsCancelled: way == 4
        );

    private static Payment Payment(Firm firm, int target, int way, long step)
    {
        var reference = Firm.Reference(target);
        var open = firm.State.Find(reference)?.Open ?? new Money(10m, Firm.Gbp);
        var amount = way % 2 == 0 ? open : new Money(way == 9 ? 0m : way, Firm.Gbp);
        return new Payment(
            $"ledger/{target}/{way % 3}",
            way > 9 ? step - 5 : step,
            reference,
            amount,
            MonthEnd.PlusDays(way)
        );
    }

    private static CreditAllowance? AllowanceFor(int way) =>
        (CreditDisposition)(way % 4) is CreditDisposition.Allowance
            ? CreditAllowance.OfPercent(12.5m)
            : null;
}
