using System.Globalization;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Sandbox.Firm;

/// <summary>Contracts, amendments, projects and milestones, wave by wave.</summary>
internal sealed class FirmContracts(
    Chance chance,
    FirmEngagements engagements,
    FirmCalendar calendar,
    string system
)
{
    public static IReadOnlyList<TaskCode> Tasks { get; } =
    [.. "design build test manage".Split(' ').Select(TaskCode.Parse)];

    private static readonly int[] PaymentDays = [14, 30, 30, 45];

    /// <summary>The day from which amendments hold: the middle of the quarter.</summary>
    private LocalDate Amended => calendar.StartOf(1).PlusDays(14);

    public IEnumerable<CanonicalFact> FactsOf(int wave) =>
        [
            .. engagements.All.SelectMany(x => ContractsOf(x, wave)),
            .. engagements.All.SelectMany(x => ProjectsOf(x, wave)),
            .. engagements.All.SelectMany(x => MilestonesOf(x, wave)),
        ];

    /// <summary>The quote that an amended contract refers to from then on.</summary>
    public static string QuoteOf(EngagementPlan plan) => $"Q-{plan.Id}-1";

    private IEnumerable<CanonicalFact> ContractsOf(EngagementPlan plan, int wave)
    {
        if (wave == 1)
        {
            yield return new Contract(plan.Id, 1, Terms(plan));
        }
        if (wave == 2 && plan.IsAmended)
        {
            var terms = Terms(plan) with
            {
                PurchaseOrder = $"PO-{plan.Number + 7000}-2",
                PaymentDays = 45,
                Quote = QuoteOf(plan),
            };
            yield return new Amendment(plan.Id, 1, 1, Amended, true, terms, "Scope widened");
        }
        if (wave == 2 && plan.Use is EngagementUse.PendingAmendment)
        {
            var terms = Terms(plan) with { PaymentDays = 14, IsSigned = false };
            yield return new Amendment(plan.Id, 1, 1, Amended, false, terms, "Second phase");
        }
    }

    private ContractTerms Terms(EngagementPlan plan)
    {
        var draw = chance.At(plan.Number).For(DrawOf.Terms);
        var isForeign = plan.Entity.TaxCodes.Count > 1 && plan.Number % 7 == 5;
        return new ContractTerms(
            plan.Customer,
            plan.Entity.Entity.Code,
            plan.Currency,
            calendar.FirstDay.PlusMonths(-1 - draw.At(0).Below(12)),
            plan.Use is EngagementUse.Ended ? calendar.EndOf(0)
                : draw.At(1).Happens(400) ? null
                : calendar.FirstDay.PlusMonths(6).PlusDays(-1),
            IsSigned: true,
            Lines(plan, draw),
            plan.Entity.TaxCodes[isForeign ? 1 : 0].Code,
            PurchaseOrder: draw.At(2).Happens(500)
                ? string.Create(CultureInfo.InvariantCulture, $"PO-{plan.Number + 7000}")
                : null,
            PaymentDays: draw.At(3).Pick(PaymentDays)
        );
    }

    private ValueList<ContractLine> Lines(EngagementPlan plan, Chance draw)
    {
        var first = ContractLineId.Parse("L1");
        var second = ContractLineId.Parse("L2");
        return plan.Form switch
        {
            EngagementForm.FixedFee =>
            [
                new ContractLine.FixedFee(first, On(plan.Projects), Schedule(plan, draw)),
            ],
            EngagementForm.Milestones => [new ContractLine.Milestones(first, On(plan.Projects))],
            EngagementForm.Mixed =>
            [
                new ContractLine.TimeAndMaterials(first, On([plan.Projects[0]])),
                new ContractLine.FixedFee(second, On([plan.Projects[1]]), Schedule(plan, draw)),
            ],
            _ =>
            [
                new ContractLine.TimeAndMaterials(
                    first,
                    LineScope.Everything,
                    GroupBy: Grouping(plan.Number)
                ),
            ],
        };
    }

    private static LineScope On(IReadOnlyList<ProjectCode> projects) => new([.. projects]);

    private static ValueList<GroupKey>? Grouping(int number) =>
        (number % 5) switch
        {
            0 => [GroupKey.Project, GroupKey.Role, GroupKey.Rate],
            1 => [GroupKey.Resource, GroupKey.Rate],
            2 => [GroupKey.Task, GroupKey.Rate],
            _ => null,
        };

    /// <summary>An instalment at each month's end.</summary>
    private ValueList<ScheduleRow> Schedule(EngagementPlan plan, Chance draw) =>
        [
            .. Enumerable
                .Range(0, FirmCalendar.Months)
                .Select(month => new ScheduleRow(
                    string.Create(CultureInfo.InvariantCulture, $"F{month + 1}"),
                    calendar.EndOf(month),
                    new Money(12_000m + (50m * draw.At(10).Below(800)), plan.Currency)
                )),
        ];

    private static IEnumerable<Project> ProjectsOf(EngagementPlan plan, int wave)
    {
        if (wave != (plan.Use is EngagementUse.LateProject ? FirmCalendar.Months : 1))
        {
            yield break;
        }
        for (var i = 0; i < plan.Projects.Count; i++)
        {
            var name = FirmNames.Undertakings[(plan.Number + i) % FirmNames.Undertakings.Count];
            yield return new Project(
                plan.Projects[i],
                1,
                plan.Id,
                plan.Use is EngagementUse.Internal ? "Firm meetings and training" : name,
                [.. Tasks],
                IsOnHold: plan.Use is EngagementUse.BillingHold && i == 1
            );
        }
    }

    /// <summary>One a month; accepted a wave after it is told, the last one only every other time.</summary>
    private IEnumerable<Milestone> MilestonesOf(EngagementPlan plan, int wave)
    {
        if (plan.Form is not EngagementForm.Milestones)
        {
            yield break;
        }
        for (var month = 0; month < FirmCalendar.Months; month++)
        {
            var due = calendar.StartOf(month).PlusDays(18);
            var accepted = month < 2 || plan.Number % 20 == 7 ? due.PlusDays(3) : (LocalDate?)null;
            var told = new Milestone(
                WorkId.Parse($"milestone/{system}/{plan.Id}-M{month + 1}"),
                1,
                plan.Projects[0],
                ContractLineId.Parse("L1"),
                $"Stage {month + 1} accepted",
                Price(plan, month),
                due
            );
            if (wave == 1)
            {
                yield return month == 0 ? told with { Accepted = accepted } : told;
            }
            else if (wave == month + 1 && accepted is not null)
            {
                yield return told with
                {
                    Version = 2,
                    Accepted = accepted,
                };
            }
        }
    }

    private Money Price(EngagementPlan plan, int month) =>
        new(
            9_000m + (12.5m * chance.At(plan.Number).For(DrawOf.Price).At(month).Below(1600)),
            plan.Currency
        );
}
