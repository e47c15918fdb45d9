using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;

namespace Tieout.Domain.Tests.Ledger;

/// <summary>What may happen to the terms of the small engagement at any time.</summary>
internal static class AmendmentSteps
{
    private static readonly LocalDate Executed = Facts.End.PlusDays(10);

    /// <summary>The contract's rates go up or down, also for work that is billed.</summary>
    public static readonly Gen<Action<MemoryHub>> AnyRates = Gen.Select(
            Gen.Long[2, 6],
            Gen.Int[-40, 40]
        )
        .Select<(long, int), Action<MemoryHub>>(x => hub => hub.Take(Rates(x.Item1, x.Item2)));

    /// <summary>Signed, unsigned or taken back; from any day of the contract on.</summary>
    public static readonly Gen<Action<MemoryHub>> AnyAmendment = Gen.Select(
            Gen.Int[1, 3],
            Gen.Long[1, 4],
            Gen.Int[0, 99],
            Gen.Int[0, 7],
            Gen.Int[0, 9]
        )
        .Select<(int, long, int, int, int), Action<MemoryHub>>(x =>
            hub =>
                hub.Take(
                    new Amendment(
                        Facts.Engagement,
                        x.Item1,
                        x.Item2,
                        Facts.Start.PlusDays(x.Item3),
                        IsSigned: x.Item5 != 0,
                        Terms(x.Item4),
                        IsCancelled: x.Item5 == 1
                    )
                )
        );

    /// <summary>The contract itself in other terms.</summary>
    public static readonly Gen<Action<MemoryHub>> AnyRestatement = Gen.Select(
            Gen.Long[2, 5],
            Gen.Int[0, 7]
        )
        .Select<(long, int), Action<MemoryHub>>(x =>
            hub => hub.Take(new Contract(Facts.Engagement, x.Item1, Terms(x.Item2)))
        );

    public static readonly Gen<Action<MemoryHub>> AnyExecution = Gen.Select(
            Gen.Enum<AmendmentChoice>(),
            Gen.Bool
        )
        .Select<(AmendmentChoice, bool), Action<MemoryHub>>(x =>
            hub => Execute(hub, x.Item2 ? x.Item1 : null)
        );

    public static void Reprice(MemoryHub hub)
    {
        hub.Run(new RepriceWork(Executed, Executed));
        foreach (var draft in hub.Documents(InvoiceStatus.Draft))
        {
            hub.Run(new ApproveInvoice(draft.Invoice.Reference, "test"));
        }
    }

    private static void Execute(MemoryHub hub, AmendmentChoice? choice)
    {
        foreach (var sequence in hub.State.Amendments.Keys.Concat(hub.State.Withheld.Keys).ToList())
        {
            if (hub.Run(new PlanAmendment(sequence, Executed, "paul", choice)) is not null)
            {
                continue;
            }

            var plans = hub.State.Plans.Values.Where(x =>
                x.Sequence == sequence && x.ApprovedBy is null
            );
            foreach (var plan in plans.ToList())
            {
                hub.Run(new ApproveAmendment(plan.Id, "anna"));
            }
        }
    }

    private static ContractTerms Terms(int kind) =>
        kind switch
        {
            0 => Facts.Terms() with { End = Facts.Start.PlusDays(30) },
            1 => With(Time() with { Cap = new SpendingCap(new Money(1_500m, Facts.Gbp)) }),
            2 => With(Time() with { DiscountPercent = 5m, FeePercent = 2m }),
            3 => With(Time() with { Rounding = Facts.Rounding(0) }) with { DiscountPercent = 7.5m },
            4 => With(
                Time() with
                {
                    Id = ContractLineId.Parse("T-2"),
                    Cap = new SpendingCap(new Money(900m, Facts.Gbp), OnExceed: CapEdge.Block),
                }
            ),
            5 => With(
                new ContractLine.Retainer(
                    ContractLineId.Parse("RET"),
                    LineScope.Everything,
                    new Money(1_000m, Facts.Gbp),
                    Included: Effort.OfHours(6),
                    Overage: new OveragePrice.ByRateCard()
                )
            ),
            6 => Facts.Terms() with
            {
                Commitment = new MinimumCommitment(new Money(2_000m, Facts.Gbp)),
            },
            _ => Facts.Terms(),
        };

    private static ContractTerms With(ContractLine line) => Facts.Terms() with { Lines = [line] };

    private static ContractLine.TimeAndMaterials Time() =>
        new(ContractLineId.Parse("T&M"), LineScope.Everything);

    private static RateCard Rates(long version, int change) =>
        new(
            RateCardId.Parse("CARD-1"),
            version,
            RateLevel.Contract,
            Facts.Engagement.Value,
            [
                new RateLine("consultant", 150m + change, new RateMatch(Role: "consultant")),
                new RateLine("architect", 210.50m - change, new RateMatch(Role: "architect")),
            ],
            Facts.Gbp
        );
}
