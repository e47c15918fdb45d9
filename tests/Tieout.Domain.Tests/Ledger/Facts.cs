using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Credits;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Tests.Ledger;

/// <summary>What the sources say of one small engagement, and generators of what they may say.</summary>
internal static class Facts
{
    public static readonly EngagementId Engagement = EngagementId.Parse("ENG-1");

    public static readonly CurrencyCode Gbp = CurrencyCode.Parse("GBP");

    public static readonly LocalDate Start = new(2026, 7, 1);

    public static readonly LocalDate End = new(2026, 9, 30);

    public static readonly ProjectCode Delivery = ProjectCode.Parse("P-DELIVERY");

    public static readonly ProjectCode Support = ProjectCode.Parse("P-SUPPORT");

    private static readonly LegalEntityCode Uk = LegalEntityCode.Parse("UK");

    /// <summary>150 an hour for consultants, 210.50 for architects; nobody else has a rate.</summary>
    public static readonly IReadOnlyList<CanonicalFact> Master =
    [
        new LegalEntity(Uk, 1, "Example Ltd", "GB", Gbp),
        new Customer(CustomerCode.Parse("C-1"), 1, "Acme", "GB"),
        new TaxRule(TaxCode.Parse("S20"), 1, TaxCategory.S, 20m),
        new AccountMapping(Uk, AccountRole.AccountsReceivable, 1, "1100"),
        new AccountMapping(Uk, AccountRole.Revenue, 1, "4000"),
        new AccountMapping(Uk, AccountRole.TaxPayable, 1, "2200"),
        new AccountMapping(Uk, AccountRole.RetentionReceivable, 1, "1150"),
        new AccountMapping(Uk, AccountRole.CustomerDeposits, 1, "2410"),
        new RateCard(
            RateCardId.Parse("CARD-1"),
            1,
            RateLevel.Contract,
            Engagement.Value,
            [
                new RateLine("consultant", 150m, new RateMatch(Role: "consultant")),
                new RateLine("architect", 210.50m, new RateMatch(Role: "architect")),
            ],
            Gbp
        ),
        new Contract(Engagement, 1, Terms()),
        new Project(Delivery, 1, Engagement, "Delivery"),
        new Project(Support, 1, Engagement, "Support", IsOnHold: true),
        new Project(Support, 2, Engagement, "Support"),
    ];

    public static ContractTerms Terms() =>
        new(
            CustomerCode.Parse("C-1"),
            Uk,
            Gbp,
            Start,
            End,
            IsSigned: true,
            [new ContractLine.TimeAndMaterials(ContractLineId.Parse("T&M"), LineScope.Everything)],
            TaxCode.Parse("S20")
        );

    public static TimeEntry Time(
        int id,
        long version = 1,
        decimal minutes = 60m,
        LocalDate? date = null,
        string role = "consultant",
        ApprovalStatus status = ApprovalStatus.Approved,
        bool isBillable = true,
        bool isDeleted = false
    ) =>
        new(
            WorkId.Parse($"time/chronos/{id}"),
            version,
            Delivery,
            ResourceCode.Parse("R-1"),
            date ?? new LocalDate(2026, 7, 6),
            Effort.OfMinutes(minutes),
            status,
            isBillable,
            Role: role,
            IsDeleted: isDeleted
        );

    /// <summary>How a line may round time: not at all, or in steps of every kind, never to nothing.</summary>
    /// <summary>An eighth, where a credit is to be an allowance.</summary>
    public static CreditAllowance? AllowanceFor(CreditDisposition disposition) =>
        disposition is CreditDisposition.Allowance ? CreditAllowance.OfPercent(12.5m) : null;

    public static TimeRounding? Rounding(int choice) =>
        (choice % 5) switch
        {
            0 => new(new TimeIncrement(15m, IncrementDirection.Up), Effort.Zero),
            1 => new(new TimeIncrement(6m, IncrementDirection.Nearest), Effort.OfMinutes(12m)),
            2 => new(
                new TimeIncrement(10m, IncrementDirection.Down),
                Effort.OfMinutes(5m),
                HourDigits: 2
            ),
            _ => null,
        };

    /// <summary>A time entry in any version; the version decides the content, as at a source.</summary>
    public static readonly Gen<TimeEntry> AnyTime = Gen.Select(
            Gen.Int[1, 12],
            Gen.Long[1, 3],
            Gen.Int[0, 1_000_000]
        )
        .Select((id, version, salt) => Entry(id, version, salt % 7));

    /// <summary>Entry <paramref name="id"/> as its source told it at a version, for one world.</summary>
    public static TimeEntry Entry(int id, long version, int world)
    {
        var mix = (int)(((id * 31L) + (version * 17L) + (world * 101L)) % 97L);
        return Time(
            id,
            version,
            minutes: 1 + (mix * 7 % 600),
            date: Start.PlusDays(mix % 100),
            role: (mix % 5) switch
            {
                0 => "architect",
                1 => "apprentice",
                _ => "consultant",
            },
            status: (ApprovalStatus)(mix % 11 < 7 ? 2 : mix % 4),
            isBillable: mix % 9 != 0,
            isDeleted: mix % 13 == 0
        ) with
        {
            Project = mix % 3 == 0 ? Support : Delivery,
        };
    }
}
