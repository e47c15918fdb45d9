using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.BillableEvents.Usage;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Periods;
using Tieout.Domain.Invoicing.Taxes;
using Tieout.Domain.TimeValidation;

namespace Tieout.Connectors.Tests.Files;

/// <summary>One fact or more of each kind that a source tells, with every field in use.</summary>
internal static class FactExamples
{
    private static readonly CurrencyCode Euro = CurrencyCode.Parse("EUR");
    private static readonly LocalDate Day = new(2026, 10, 14);

    private static readonly ContractTerms Terms = new(
        new("C-1"),
        new("UK"),
        Euro,
        new LocalDate(2026, 1, 1),
        new LocalDate(2026, 12, 31),
        true,
        [
            new ContractLine.FixedFee(
                new("L2"),
                new LineScope([new("P-1"), new("P-2")], [new("design")]),
                [
                    new ScheduleRow("S1", Day, new Money(10.10m, Euro)),
                    new ScheduleRow("S2", Day.PlusDays(30), new Money(20m, Euro)),
                ],
                new TaxCode("T1"),
                Effort.OfHours(400.5m),
                IsProspective: true
            ),
            new ContractLine.Milestones(new("L3"), new LineScope([new("P-3")])),
            new ContractLine.TimeAndMaterials(
                new("L1"),
                LineScope.Everything,
                GroupBy: [GroupKey.Resource, GroupKey.Date],
                Rounding: new TimeRounding(default, Effort.OfMinutes(20m), HourDigits: 3)
            ),
        ],
        new TaxCode("T2"),
        new CustomerCode("C-2"),
        "Q-1",
        "PO-7",
        45
    );

    /// <summary>Every term that a contract can have, in every kind of line.</summary>
    private static readonly ContractTerms FullTerms = Terms with
    {
        DiscountPercent = 2.5m,
        RetentionPercent = 5m,
        Prepaid = new Money(3000m, Euro),
        Order = new PurchaseOrderTerms(true, new Money(9000m, Euro), new Money(12.5m, Euro)),
        Commitment = new MinimumCommitment(
            new Money(50_000m, Euro),
            CommitmentSpan.Term,
            ProrationMethod.Fixed30,
            [InvoiceLineKind.Time, InvoiceLineKind.TrueUp],
            new Money(7m, Euro)
        ),
        Cap = new SpendingCap(
            new Money(9000m, Euro),
            Hours: Effort.OfHours(80.25m),
            CountsExpenses: true
        ),
        Lines =
        [
            new ContractLine.TimeAndMaterials(
                new("L1"),
                new LineScope([new("P-1")]),
                Cap: new SpendingCap(
                    new Money(1000m, Euro),
                    new Money(10m, Euro),
                    CapEdge.Block,
                    80m,
                    Effort.OfHours(100m),
                    Effort.OfHours(2.5m),
                    CapPeriod.Month,
                    new LocalDate(2026, 1, 15)
                ),
                DiscountPercent: 5m,
                FeePercent: 3m,
                Rounding: new TimeRounding(
                    new TimeIncrement(6m, IncrementDirection.Nearest),
                    Effort.OfMinutes(12.5m),
                    HourDigits: 2
                )
            ),
            Retainer("R1", null),
            Retainer("R2", new OveragePrice.Hourly(150m)),
            Retainer("R3", new OveragePrice.ByRateCard()),
            Retainer(
                "R4",
                new OveragePrice.Scaled(
                    new UsagePrice.Graduated([
                        new PriceTier(10m, 140m),
                        new PriceTier(20m, 120m, 5m),
                        new PriceTier(null, 99.5m),
                    ])
                )
            ),
            Retainer(
                "R5",
                new OveragePrice.Scaled(new UsagePrice.Volume([new PriceTier(null, 100m)]))
            ),
            Retainer("R6", new OveragePrice.Scaled(new UsagePrice.Package(8m, 1000m, 2m))),
            new ContractLine.Retainer(
                new("R7"),
                LineScope.Everything,
                new Money(500m, Euro),
                Start: Day,
                End: Day.PlusDays(40),
                Proration: ProrationMethod.None
            ),
            new ContractLine.Units(
                new("U1"),
                new LineScope(Projects: []),
                new Money(0.0375m, Euro),
                new TaxCode("T1")
            ),
            new ContractLine.Progress(
                new("G1"),
                new LineScope(Projects: []),
                [
                    new ProgressPart(new Money(100m, Euro), 35m),
                    new ProgressPart(new Money(200m, Euro), null, 20m, 80m),
                ],
                new Money(10m, Euro)
            ),
            new ContractLine.Reimbursables(
                new("E1"),
                LineScope.Everything,
                ["travel", "hotel & meals"],
                10m,
                25m,
                new SpendingCap(new Money(500m, Euro))
            ),
            new ContractLine.Reimbursables(new("E2"), LineScope.Everything),
        ],
    };

    public static IReadOnlyList<CanonicalFact> All { get; } =
    [
        new LegalEntity(
            new("UK"),
            1,
            "Firm, Ltd",
            "GB",
            CurrencyCode.Parse("GBP"),
            new TaxArithmetic(TaxMode.PerLine, Rounding.HalfEven, LineDigits: 4),
            TaxRegistrations: ["GB", "US-TX"],
            TaxId: "GB123456789",
            ElectronicAddress: "0088:1",
            RequiredDimensions: [new("practice"), new("region")]
        ),
        new Customer(
            new("C-1"),
            2,
            "Acme \"X\"",
            "DE",
            new CustomerCode("C-0"),
            false,
            "DE1",
            "Street 1",
            "Bonn",
            "01234",
            true,
            "EX-1",
            Day,
            ElectronicInvoicing.Peppol,
            "Dept. 7",
            "0204:2",
            "TX"
        ),
        new Customer(new("C-0"), 1, "Top", "US"),
        new Resource(new("R-1"), 1, "Person", new LegalEntityCode("UK"), "Architect", false),
        new TaxRule(
            new("T1"),
            1,
            TaxCategory.AE,
            0m,
            Day,
            Day.PlusDays(9),
            "Reverse charge",
            "DE",
            ["general", "training"]
        ),
        new AccountMapping(new("UK"), AccountRole.FxGainLoss, 3, "7000"),
        new Contract(new("K-1"), 4, Terms),
        new Contract(
            new("K-2"),
            4,
            Terms with
            {
                End = null,
                TaxCode = null,
                TaxService = "training",
                BillTo = null,
                Dimensions = [new("practice=CLOUD")],
            }
        ),
        new Contract(new("K-3"), 1, FullTerms),
        new Amendment(
            new("K-3"),
            1,
            1,
            Day,
            true,
            FullTerms with
            {
                Commitment = new MinimumCommitment(new Money(100m, Euro)),
                Order = new PurchaseOrderTerms(IsRequired: true),
            }
        ),
        new ExchangeRate(CurrencyCode.Parse("USD"), Euro, Day, 1, 0.9234567m),
        new DimensionValue(
            new("practice=CLOUD"),
            2,
            new LegalEntityCode("UK"),
            Day,
            Day.PlusDays(9),
            true,
            [new("region=APAC"), new("region=EMEA")]
        ),
        new DimensionValue(new("region=EMEA"), 1),
        new TransferPrice(
            new("UK"),
            new("DE"),
            Day,
            2,
            new Money(120.125m, Euro),
            "Architect",
            Day.PlusDays(9)
        ),
        new TransferPrice(new("UK"), new("DE"), null, 1, new Money(0m, Euro)),
        new CostRate(
            new("UK"),
            Day,
            2,
            new Money(88.5m, Euro),
            new ResourceCode("R-1"),
            "Architect",
            Day.PlusDays(9)
        ),
        new CostRate(new("UK"), null, 1, new Money(70m, Euro)),
        new Opportunity(
            "006-1",
            3,
            "Rollout, 2026",
            Day,
            new CustomerCode("C-1"),
            "Closed Won",
            new Money(80_000.5m, Euro),
            new EngagementId("K-1")
        ),
        new Opportunity("006-2", 1, "Lost"),
        new Amendment(new("K-1"), 1, 5, Day, false, Terms with { IsSigned = false }, "more"),
        new Amendment(new("K-1"), 2, 5, Day, true, Terms),
        new Project(
            new("P-1"),
            1,
            new("K-1"),
            "Data",
            [new("build"), new("run")],
            true,
            true,
            [new("practice=CLOUD"), new("region=EMEA")]
        ),
        new Assignment("A-1", 1, new("R-1"), new("P-1"), Day, Day, new TaskCode("build"), "Lead"),
        new RateCard(
            new("RC-1"),
            7,
            RateLevel.ResourceDefault,
            "R-1",
            [
                new RateLine(
                    "1",
                    150.125m,
                    new RateMatch(
                        new ResourceCode("R-1"),
                        new TaskCode("t"),
                        "r",
                        "g",
                        "l",
                        "u",
                        "w"
                    ),
                    Day,
                    Day,
                    Day,
                    RateUnit.Day,
                    7.5m
                ),
                new RateLine("2", 0m, RateMatch.Everything),
            ],
            Euro,
            Day,
            Day.PlusDays(1),
            99m,
            [new RateMarkup(new RateMatch(Role: "r"), 12.5m, Day)]
        ),
        new RateCard(new("RC-2"), 1, RateLevel.Entity, "UK", [], DefaultRate: 80m),
        new TimeEntry(
            new("time/chronos/1"),
            1,
            new("P-1"),
            new("R-1"),
            Day,
            Effort.OfMinutes(20),
            ApprovalStatus.Submitted,
            false,
            new TaskCode("t"),
            "r",
            "g",
            "l",
            "u",
            "w",
            "A-1",
            1.5m,
            "note",
            true,
            false,
            true,
            new Money(187.375m, Euro)
        )
        {
            IsBilledElsewhere = true,
        },
        new Expense(
            new("expense/chronos/1"),
            1,
            new("P-1"),
            new("R-1"),
            Day,
            new Money(119m, Euro),
            new Money(19m, Euro),
            ApprovalStatus.Approved,
            "travel",
            true,
            false,
            true,
            true,
            "V-77",
            false
        )
        {
            IsBilledElsewhere = true,
        },
        new UnitDelivery(new("delivery/chronos/1"), 2, new("P-1"), new("U1"), Day, 1250.125m, true),
        new Milestone(
            new("milestone/chronos/1"),
            1,
            new("P-1"),
            new("L3"),
            "Done",
            new Money(5m, Euro),
            Day,
            Day,
            true
        )
        {
            IsBilledElsewhere = true,
        },
        new Payment("chronos/9", 1, new("T-1"), new Money(-1.5m, Euro), Day),
        new Deposit("chronos/8", 2, new("K-1"), new Money(500m, Euro), Day),
        new DocumentVoided(new("T-1"), 1, Day, "wrong"),
    ];

    private static ContractLine.Retainer Retainer(string id, OveragePrice? overage) =>
        new(
            new(id),
            new LineScope([new("P-2")], [new("support")]),
            new Money(2000m, Euro),
            Included: Effort.OfHours(16.5m),
            Rollover: new Rollover(IsEnabled: true, Effort.OfHours(8m), 3),
            Order: ConsumptionOrder.CurrentFirst,
            Overage: overage
        );
}
