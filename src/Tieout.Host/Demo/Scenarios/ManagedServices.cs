using System.Globalization;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>A retainer with included hours, a milestone and overage: Harvest and Business Central.</summary>
internal sealed class ManagedServices : IScenario
{
    private static readonly CurrencyCode Dollar = CurrencyCode.Parse("USD");
    private static readonly LegalEntityCode Entity = LegalEntityCode.Parse("US");
    private static readonly EngagementId Agreement = EngagementId.Parse("MSA-7");
    private static readonly ContractLineId Onboarding = ContractLineId.Parse("2");

    public string Name => "managed-services";

    public string About =>
        "A service provider looks after a customer's systems for 5,000.00 a month, 20 hours included; what is left of them is "
        + "carried on, and what goes beyond costs the rate of whoever did it. Time is tracked and approved in Harvest, the contract comes "
        + "from files, the books with their sales tax are in Business Central. A rate is missing, an approval comes late, and finance "
        + "has closed the month.";

    public LocalDate? FirstDay => new LocalDate(2026, 9, 1);

    private static IEnumerable<CanonicalFact> Finance =>
        [
            new LegalEntity(Entity, 1, "Northbridge Operations Inc", "US", Dollar),
            new Customer(CustomerCode.Parse("C-300"), 1, "Prairie Foods Inc", "US", Region: "GA"),
            new TaxRule(TaxCode.Parse("GA6"), 1, TaxCategory.S, 6m),
            .. FinanceDesk.Chart(Entity),
            new Contract(
                Agreement,
                1,
                new ContractTerms(
                    CustomerCode.Parse("C-300"),
                    Entity,
                    Dollar,
                    new LocalDate(2026, 9, 1),
                    End: null,
                    IsSigned: true,
                    [
                        new ContractLine.Retainer(
                            ContractLineId.Parse("1"),
                            LineScope.Everything,
                            new Money(5_000m, Dollar),
                            Included: Effort.OfHours(20m),
                            Rollover: new Rollover(IsEnabled: true),
                            Overage: new OveragePrice.ByRateCard()
                        ),
                        new ContractLine.Milestones(Onboarding, LineScope.Everything),
                    ],
                    TaxCode.Parse("GA6")
                )
            ),
            Rates(1, new RateLine("engineer", 180m, new RateMatch(Role: "Engineer"))),
        ];

    public async Task<IReadOnlyList<ScenarioAct>> ArrangeAsync(
        ScenarioStage stage,
        CancellationToken cancellationToken
    )
    {
        var time = await TimeDesk.OpenAsync(stage, cancellationToken);
        var finance = await FinanceDesk.OpenAsync(stage, FinanceDesk.Us, cancellationToken);
        stage.Drop("contracts", Finance);
        stage.Configure([
            time.Section("time"),
            "  contracts: { kind: files, folder: contracts, settle: 0s }",
            finance.Section(Entity, "GA6: TAXABLE"),
        ]);
        return new Acts(stage, time, finance).All;
    }

    private static RateCard Rates(long version, params RateLine[] lines) =>
        new(RateCardId.Parse("OPS"), version, RateLevel.Entity, Entity.Value, [.. lines], Dollar);

    /// <summary>What happens, with what one day leaves behind for the next.</summary>
    private sealed class Acts(ScenarioStage stage, TimeDesk time, FinanceDesk finance)
    {
        private long _project;
        private long _grace;
        private long _hal;

        public IReadOnlyList<ScenarioAct> All =>
            [
                new(
                    new(2026, 9, 28),
                    "A month of operations",
                    "Grace, an engineer, tracks 16 h; they are approved. Hal, an architect, tracks 2 h that nobody has approved. "
                        + "The onboarding is accepted: 8,000.00.",
                    WorkAsync
                ),
                new(
                    new(2026, 10, 1),
                    "September is billed",
                    "The fee and the milestone, 13,000.00, and 6 % sales tax. The ledger finds no tax: a customer that is new there is not "
                        + "liable. It stays a draft, so that nothing is posted that somebody has to take back. Hal's hours wait.",
                    _ => Task.CompletedTask
                ),
                new(
                    new(2026, 10, 2),
                    "Finance makes the customer liable for tax",
                    "The invoice is posted with the tax that the hub says, as soon as the ledger says the same.",
                    token => finance.MakeLiableForTaxAsync("C-300", token)
                ),
                new(
                    new(2026, 10, 9),
                    "The approval comes late, and there is no rate",
                    "Hal's 2 h are September's and within its 20 h, so that 2 h are carried on; but no rate card has architects. "
                        + "October: Grace 22 h, then Hal 4 h.",
                    ApproveLateAsync
                ),
                new(
                    new(2026, 10, 12),
                    "The rate is agreed",
                    "240.00 for architects, in a new version of the card.",
                    AgreeRateAsync
                ),
                new(
                    new(2026, 11, 2),
                    "October is billed, and its period is closed",
                    "20 h + 2 h carried on are paid for by the fee. The last 4 of 26 h are Hal's: 960.00 beside 5,000.00. Finance has closed "
                        + "October in the ledger, and nothing is moved to November unless the firm says so.",
                    token => finance.AllowPostingFromAsync(new(2026, 11, 1), token)
                ),
                new(
                    new(2026, 11, 4),
                    "October is opened again",
                    "The invoice is posted on the day that it has. The customer pays 10,000.00 of the first one.",
                    ReopenAsync
                ),
                new(
                    new(2026, 12, 1),
                    "A month without work",
                    "The fee is due all the same.",
                    _ => Task.CompletedTask
                ),
                new(
                    new(2026, 12, 15),
                    "All is paid",
                    "The customer pays the rest.",
                    finance.CollectAsync
                ),
            ];

        private async Task WorkAsync(CancellationToken cancellationToken)
        {
            _project = await time.OpenProjectAsync(
                "Prairie Foods Inc",
                "Operations",
                Agreement.Value,
                cancellationToken
            );
            _grace = await time.StaffAsync(
                _project,
                "Grace",
                "Okafor",
                "Engineer",
                cancellationToken
            );
            _hal = await time.StaffAsync(_project, "Hal", "Brandt", "Architect", cancellationToken);
            foreach (var day in new[] { 8, 9 })
            {
                _ = await LogAsync(_grace, new(2026, 9, day), 8m, cancellationToken);
            }

            _ = await LogAsync(_hal, new(2026, 9, 10), 2m, cancellationToken);
            await time.SetStateAsync(_grace, "approved", cancellationToken);
            await time.SetStateAsync(_hal, "submitted", cancellationToken);
            stage.Drop(
                "contracts",
                new Milestone(
                    WorkId.Parse("milestone/contracts/onboarding"),
                    1,
                    ProjectCode.Parse(_project.ToString(CultureInfo.InvariantCulture)),
                    Onboarding,
                    "Onboarding",
                    new Money(8_000m, Dollar),
                    Due: new LocalDate(2026, 9, 25),
                    Accepted: new LocalDate(2026, 9, 18)
                )
            );
        }

        private async Task ApproveLateAsync(CancellationToken cancellationToken)
        {
            foreach (var (day, hours) in new[] { (5, 8m), (6, 8m), (7, 6m) })
            {
                _ = await LogAsync(_grace, new(2026, 10, day), hours, cancellationToken);
            }

            _ = await LogAsync(_hal, new(2026, 10, 8), 4m, cancellationToken);
            await time.SetStateAsync(_grace, "approved", cancellationToken);
            await time.SetStateAsync(_hal, "approved", cancellationToken);
        }

        private Task AgreeRateAsync(CancellationToken cancellationToken)
        {
            stage.Drop(
                "contracts",
                Rates(
                    2,
                    new RateLine("engineer", 180m, new RateMatch(Role: "Engineer")),
                    new RateLine("architect", 240m, new RateMatch(Role: "Architect"))
                )
            );
            return Task.CompletedTask;
        }

        private async Task ReopenAsync(CancellationToken cancellationToken)
        {
            await finance.AllowPostingFromAsync(null, cancellationToken);
            await finance.CollectAsync(10_000m, cancellationToken);
        }

        private Task<long> LogAsync(
            long person,
            LocalDate day,
            decimal hours,
            CancellationToken cancellationToken
        ) => time.LogAsync(_project, person, day, hours, cancellationToken);
    }
}
