using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Bench.Kernels;

/// <summary>One contract with any amount of ready time, made by the real decisions.</summary>
internal static class KernelFirm
{
    public static readonly LocalDate Start = new(2026, 7, 1);

    public static readonly LocalDate End = new(2026, 9, 30);

    public static readonly EngagementId Engagement = EngagementId.Parse("K-1");

    public static readonly CurrencyCode Currency = CurrencyCode.Parse("GBP");

    private static readonly LegalEntityCode Entity = LegalEntityCode.Parse("UK");

    private static readonly ProjectCode Project = ProjectCode.Parse("P-1");

    /// <summary>A card with so many lines, one for each role.</summary>
    public static RateCard Card(int lines, long version = 1) =>
        new(
            RateCardId.Parse("CARD"),
            version,
            RateLevel.Contract,
            Engagement.Value,
            [
                .. Enumerable
                    .Range(0, lines)
                    .Select(i => new RateLine(
                        Role(i),
                        100m + version + i,
                        new RateMatch(Role: Role(i))
                    )),
            ],
            Currency
        );

    public static string Role(int number) => $"role {number}";

    public static ReferenceBook Reference(RateCard card)
    {
        ReferenceFact[] facts =
        [
            new LegalEntity(Entity, 1, "Example Ltd", "GB", Currency),
            new Customer(CustomerCode.Parse("C-1"), 1, "Acme", "GB"),
            new TaxRule(TaxCode.Parse("S20"), 1, TaxCategory.S, 20m),
            new AccountMapping(Entity, AccountRole.AccountsReceivable, 1, "1100"),
            new AccountMapping(Entity, AccountRole.Revenue, 1, "4000"),
            new AccountMapping(Entity, AccountRole.TaxPayable, 1, "2200"),
            card,
        ];
        return facts.Aggregate(ReferenceBook.Empty, (book, fact) => book.Evolve(fact));
    }

    /// <summary>So many entries of time, each ready: five roles, a quarter of days.</summary>
    public static EngagementState Ready(int slices, ReferenceBook reference)
    {
        var state = Run(
            new EngagementState(Engagement),
            new RecordContract(new Contract(Engagement, 1, Terms())),
            reference
        );
        state = Run(
            state,
            new RecordProject(new Project(Project, 1, Engagement, "Delivery")),
            reference
        );
        return Enumerable
            .Range(0, slices)
            .Aggregate(state, (all, i) => Run(all, new RecordWork(Time(i)), reference));
    }

    private static EngagementState Run(
        EngagementState state,
        EngagementCommand command,
        ReferenceBook reference
    ) =>
        command.Decide(state, reference) is Decision<EngagementEvent>.Accepted accepted
            ? state.EvolveAll(accepted.Events)
            : throw new InvalidOperationException($"{command} was refused");

    private static ContractTerms Terms() =>
        new(
            CustomerCode.Parse("C-1"),
            Entity,
            Currency,
            Start,
            End,
            IsSigned: true,
            [new ContractLine.TimeAndMaterials(ContractLineId.Parse("L-1"), LineScope.Everything)],
            TaxCode.Parse("S20")
        );

    private static TimeEntry Time(int number) =>
        new(
            WorkId.Parse($"time/bench/{number}"),
            1,
            Project,
            ResourceCode.Parse($"R-{number % 40}"),
            Start.PlusDays(number % 90),
            Effort.OfMinutes(15 * (1 + (number % 32))),
            ApprovalStatus.Approved,
            Role: Role(number % 5)
        );
}
