using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>
/// A firm with two companies and three contracts in October 2026: UK bills time at 120.00 an hour
/// on K-1 and a fixed fee of 3 x 5,000.00 on K-2; DE bills milestones on K-3.
/// </summary>
internal static class SmallFirm
{
    public static readonly CurrencyCode Gbp = CurrencyCode.Parse("GBP");
    public static readonly CurrencyCode Eur = CurrencyCode.Parse("EUR");
    private static readonly LegalEntityCode Uk = LegalEntityCode.Parse("UK");
    private static readonly LegalEntityCode De = LegalEntityCode.Parse("DE");
    private static readonly ContractLineId Line = ContractLineId.Parse("1");

    public static IEnumerable<CanonicalFact> MasterRecords =>
        [
            new LegalEntity(Uk, 1, "Firm Ltd", "GB", Gbp),
            new LegalEntity(De, 1, "Firm GmbH", "DE", Eur),
            .. Accounts(Uk),
            .. Accounts(De),
            new TaxRule(TaxCode.Parse("S20"), 1, TaxCategory.S, 20m),
            new TaxRule(TaxCode.Parse("S19"), 1, TaxCategory.S, 19m),
            new Customer(CustomerCode.Parse("C-1"), 1, "Acme Ltd", "GB"),
            new Customer(CustomerCode.Parse("C-2"), 1, "Beispiel GmbH", "DE"),
            new Resource(ResourceCode.Parse("R-1"), 1, "Resource 1", Uk, "Consultant"),
            RateCard,
            Contract(
                "K-1",
                "C-1",
                Uk,
                Gbp,
                "S20",
                new ContractLine.TimeAndMaterials(Line, Everything)
            ),
            Contract("K-2", "C-1", Uk, Gbp, "S20", FixedFee),
            Contract("K-3", "C-2", De, Eur, "S19", new ContractLine.Milestones(Line, Everything)),
            Project("P-1", "K-1"),
            Project("P-2", "K-2"),
            Project("P-3", "K-3"),
        ];

    public static RateCard RateCard =>
        new(RateCardId.Parse("RC-UK"), 1, RateLevel.Entity, "UK", [], Gbp, DefaultRate: 120m);

    /// <summary>
    /// 200 entries: 150 of an hour on K-1 (150 x 120.00 = 18,000.00), 50 of two hours on K-2, which
    /// the fee covers; the fee's October instalment and an accepted milestone of 8,000.00 EUR.
    /// </summary>
    public static IEnumerable<CanonicalFact> OctoberWork =>
        [
            .. Enumerable.Range(1, 150).Select(i => Time(i, "P-1", 1m)),
            .. Enumerable.Range(151, 50).Select(i => Time(i, "P-2", 2m)),
            Milestone(1, 8_000m, accepted: new LocalDate(2026, 10, 20)),
            Milestone(2, 4_000m, accepted: null),
        ];

    /// <summary>What October's work comes to in a ledger.</summary>
    public static IReadOnlyList<string> OctoberDocuments { get; } =
    [
        "TO-K-1-001 posted 18000.00 + 3600.00",
        "TO-K-2-001 posted 5000.00 + 1000.00",
        "TO-K-3-001 posted 8000.00 + 1520.00",
    ];

    private static LineScope Everything => LineScope.Everything;

    private static ContractLine.FixedFee FixedFee =>
        new(
            Line,
            Everything,
            [
                new ScheduleRow("a", new LocalDate(2026, 10, 15), new Money(5_000m, Gbp)),
                new ScheduleRow("b", new LocalDate(2026, 11, 15), new Money(5_000m, Gbp)),
                new ScheduleRow("c", new LocalDate(2026, 12, 15), new Money(5_000m, Gbp)),
            ]
        );

    /// <summary>Work of October 2026, an entry for each number.</summary>
    public static TimeEntry Time(int id, string project, decimal hours, long version = 1) =>
        new(
            WorkId.Parse(FormattableString.Invariant($"time/chronos/{id}")),
            version,
            ProjectCode.Parse(project),
            ResourceCode.Parse("R-1"),
            new LocalDate(2026, 10, 1 + (id % 28)),
            Effort.OfHours(hours),
            ApprovalStatus.Approved
        );

    public static Project Project(string code, string engagement) =>
        new(ProjectCode.Parse(code), 1, EngagementId.Parse(engagement), $"Project {code}");

    /// <summary>One of two phases of K-3, accepted on the twentieth.</summary>
    public static Milestone Milestone(int id, decimal amount, long version) =>
        Milestone(id, amount, new LocalDate(2026, 10, 20)) with
        {
            Version = version,
        };

    private static Milestone Milestone(int id, decimal amount, LocalDate? accepted) =>
        new(
            WorkId.Parse(FormattableString.Invariant($"milestone/chronos/{id}")),
            1,
            ProjectCode.Parse("P-3"),
            Line,
            FormattableString.Invariant($"Phase {id}"),
            new Money(amount, Eur),
            new LocalDate(2026, 10, 31),
            accepted
        );

    private static Contract Contract(
        string id,
        string customer,
        LegalEntityCode entity,
        CurrencyCode currency,
        string tax,
        ContractLine line
    ) =>
        new(
            EngagementId.Parse(id),
            1,
            new ContractTerms(
                CustomerCode.Parse(customer),
                entity,
                currency,
                new LocalDate(2026, 1, 1),
                End: null,
                IsSigned: true,
                [line],
                TaxCode.Parse(tax)
            )
        );

    /// <summary>For contracts with a retention or an amount paid in advance.</summary>
    public static IEnumerable<AccountMapping> DeductionAccounts =>
        [
            new(Uk, AccountRole.RetentionReceivable, 1, "1150"),
            new(Uk, AccountRole.CustomerDeposits, 1, "2410"),
        ];

    private static IEnumerable<AccountMapping> Accounts(LegalEntityCode entity) =>
        [
            new(entity, AccountRole.AccountsReceivable, 1, "1100"),
            new(entity, AccountRole.TaxPayable, 1, "2200"),
            new(entity, AccountRole.Revenue, 1, "4000"),
            new(entity, AccountRole.Cash, 1, "1000"),
        ];
}
