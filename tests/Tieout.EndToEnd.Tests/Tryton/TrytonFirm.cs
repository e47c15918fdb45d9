using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Testing.Tryton;

namespace Tieout.EndToEnd.Tests.Tryton;

/// <summary>
/// A firm that plans and books its time in Tryton and keeps its contracts in files: E-1 at 120.00
/// and E-2 at 95.00 an hour; E-3 at 150.00, but nobody has agreed a rate for travel.
/// </summary>
internal sealed class TrytonFirm
{
    private const int People = 5;
    private static readonly CurrencyCode Usd = CurrencyCode.Parse("USD");
    private static readonly LegalEntityCode Entity = LegalEntityCode.Parse("NW");
    private static readonly string[] Tasks = ["Design", "Travel"];
    private static readonly decimal[] Rates = [120m, 95m, 150m];

    private readonly List<int> _employees = [];
    private readonly List<TrytonProject> _projects = [];

    private TrytonFirm() { }

    /// <summary>The last two months that are over.</summary>
    public static IReadOnlyList<YearMonth> Months { get; } = LastMonths();

    public IReadOnlyList<int> Employees => _employees;

    public IReadOnlyList<TrytonProject> Projects => _projects;

    /// <summary>What Tryton has no place for; exported from elsewhere.</summary>
    public static IEnumerable<CanonicalFact> Agreements =>
        [
            new LegalEntity(Entity, 1, "Northwind Advisory", "US", Usd),
            new AccountMapping(Entity, AccountRole.AccountsReceivable, 1, "Main Receivable"),
            new AccountMapping(Entity, AccountRole.Revenue, 1, "Main Revenue"),
            new AccountMapping(Entity, AccountRole.TaxPayable, 1, "Main Tax"),
            new AccountMapping(Entity, AccountRole.Cash, 1, "Main Cash"),
            new TaxRule(TaxCode.Parse("VAT20"), 1, TaxCategory.S, 20m),
            .. Contract(1, [], DefaultRate: Rates[0]),
            .. Contract(2, [], DefaultRate: Rates[1]),
            .. Contract(3, [DesignRate], DefaultRate: null),
        ];

    private static RateLine DesignRate =>
        new("design", Rates[2], new RateMatch(Task: TaskCode.Parse("Design")));

    /// <summary>Enters customers, people and projects as its users would.</summary>
    public static async Task<TrytonFirm> SetUpAsync(
        TrytonTestBench bench,
        CancellationToken cancellationToken
    )
    {
        var firm = new TrytonFirm();
        for (var i = 1; i <= People; i++)
        {
            var code = FormattableString.Invariant($"R-{i}");
            firm._employees.Add(
                await bench.AddEmployeeAsync(code, $"Person {code}", cancellationToken)
            );
        }

        for (var i = 1; i <= Rates.Length; i++)
        {
            var customer = FormattableString.Invariant($"C-{i}");
            var party = await bench.AddCustomerAsync(
                customer,
                $"Customer {customer}",
                cancellationToken
            );
            var name = FormattableString.Invariant($"E-{i} / P-{i} / Rollout {i}");
            firm._projects.Add(await bench.AddProjectAsync(name, party, Tasks, cancellationToken));
        }

        return firm;
    }

    /// <summary>A line of half an hour to four hours on each person in turn.</summary>
    public TrytonLine Line(int number, LocalDate date) =>
        new(
            _employees[number % People],
            _projects[ProjectOf(number)].Tasks[Tasks[TaskOf(number)]],
            date,
            Effort.OfHours(HoursOf(number)),
            FormattableString.Invariant($"Line {number}")
        );

    /// <summary>Two months of work: 310 lines, 62 of each person.</summary>
    public IEnumerable<TrytonLine> TwoMonths() =>
        Enumerable.Range(0, 310).Select(number => Line(number, DateOf(number)));

    /// <summary>What an engagement's invoice of a month must charge before tax.</summary>
    public static decimal NetOf(int engagement, YearMonth month) =>
        Enumerable
            .Range(0, 310)
            .Where(number => DateOf(number).ToYearMonth() == month)
            .Where(number => ProjectOf(number) == engagement - 1)
            .Where(number => engagement != 3 || TaskOf(number) == 0)
            .Sum(number => HoursOf(number) * Rates[engagement - 1]);

    private static LocalDate DateOf(int number) =>
        Months[number / 5 < 31 ? 0 : 1].OnDayOfMonth(1 + (number / 5 % 28));

    private static int ProjectOf(int number) => number / 5 % 3;

    private static int TaskOf(int number) => number / 15 % 2;

    private static decimal HoursOf(int number) => 0.5m * (1 + (number % 8));

    private static IEnumerable<CanonicalFact> Contract(
        int number,
        RateLine[] rates,
        decimal? DefaultRate
    )
    {
        var id = FormattableString.Invariant($"E-{number}");
        yield return new RateCard(
            RateCardId.Parse($"RC-{id}"),
            1,
            RateLevel.Contract,
            id,
            [.. rates],
            Usd,
            DefaultRate: DefaultRate
        );
        yield return new Contract(
            EngagementId.Parse(id),
            1,
            new ContractTerms(
                CustomerCode.Parse(FormattableString.Invariant($"C-{number}")),
                Entity,
                Usd,
                Months[0].OnDayOfMonth(1).PlusYears(-1),
                End: null,
                IsSigned: true,
                [
                    new ContractLine.TimeAndMaterials(
                        ContractLineId.Parse("1"),
                        LineScope.Everything
                    ),
                ],
                TaxCode.Parse("VAT20")
            )
        );
    }

    private static YearMonth[] LastMonths()
    {
        var month = SystemClock.Instance.GetCurrentInstant().InUtc().Date.ToYearMonth();
        return [month.PlusMonths(-2), month.PlusMonths(-1)];
    }
}
