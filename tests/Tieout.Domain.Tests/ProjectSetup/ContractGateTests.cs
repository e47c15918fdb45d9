using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Tests.ProjectSetup;

/// <summary>What keeps time from being logged under a contract, as the hub knows it.</summary>
public sealed class ContractGateTests
{
    private static readonly CurrencyCode Gbp = CurrencyCode.Parse("GBP");
    private static readonly LegalEntityCode Entity = LegalEntityCode.Parse("UK");
    private static readonly ProvisioningStatus Ok = new("ok");

    private static readonly ContractTerms Terms = new(
        CustomerCode.Parse("C-1"),
        Entity,
        Gbp,
        new LocalDate(2026, 1, 1),
        End: null,
        IsSigned: true,
        [new ContractLine.TimeAndMaterials(ContractLineId.Parse("1"), LineScope.Everything)]
    );

    private static readonly ReferenceFact[] Known =
    [
        new Customer(CustomerCode.Parse("C-1"), 1, "Acme", "GB"),
        new AccountMapping(Entity, AccountRole.AccountsReceivable, 1, "1100"),
        new AccountMapping(Entity, AccountRole.Revenue, 1, "4000"),
        Card("card", RateLevel.Customer, "C-1", Gbp),
    ];

    [Fact]
    public void It_opens_once_everything_is_there() =>
        Assert.Empty(Gate(Terms, Known).Check(Ok, Ok).Unmet);

    [Theory]
    [InlineData(0, "bill_to@ERP Finance missing")]
    [InlineData(1, "gl_mapping@HUB Finance missing")]
    [InlineData(2, "gl_mapping@HUB Finance missing")]
    [InlineData(3, "rate_card@HUB SalesOps missing")]
    public void Each_thing_that_is_not_there_is_a_need_of_its_owner(int left, string expected) =>
        Assert.Equal(
            [expected],
            Unmet(Gate(Terms, Known.Where((_, i) => i != left)).Check(Ok, Ok))
        );

    [Fact]
    public void What_other_systems_say_is_a_need_in_their_words()
    {
        var gate = Gate(Terms, Known);

        var unmet = gate.Check(
            new ProvisioningStatus("failed", Message: "no posting group"),
            new ProvisioningStatus("pending")
        ).Unmet;

        Assert.Equal(
            [("customer@ERP", "failed", "no posting group"), ("project@PSA", "pending", null)],
            unmet.Select(x => (x.Need, x.Why, x.Message))
        );
    }

    [Fact]
    public void Neither_a_signature_nor_a_schedule_may_be_missing() =>
        Assert.Equal(
            ["billing_schedule@HUB SalesOps missing", "contract_signature SalesOps unsigned"],
            Unmet(Gate(Terms with { IsSigned = false, Lines = [] }, Known).Check(Ok, Ok))
        );

    [Fact]
    public void A_milestone_needs_no_rate() =>
        Assert.Empty(
            Unmet(
                Gate(
                        Terms with
                        {
                            Lines =
                            [
                                new ContractLine.Milestones(
                                    ContractLineId.Parse("1"),
                                    LineScope.Everything
                                ),
                            ],
                        },
                        Known.Where(x => x is not RateCard)
                    )
                    .Check(Ok, Ok)
            )
        );

    /// <summary>A card counts where it is attached to the contract, its parties or its people.</summary>
    [Theory]
    [InlineData(RateLevel.Project, "P-1", true)]
    [InlineData(RateLevel.Project, "P-2", false)]
    [InlineData(RateLevel.Contract, "E-1", true)]
    [InlineData(RateLevel.Contract, "E-2", false)]
    [InlineData(RateLevel.Quote, "Q-1", true)]
    [InlineData(RateLevel.Entity, "UK", true)]
    [InlineData(RateLevel.Entity, "DE", false)]
    [InlineData(RateLevel.Customer, "C-2", false)]
    [InlineData(RateLevel.ResourceDefault, "", true)]
    [InlineData(RateLevel.Assignment, "A-1", true)]
    [InlineData(RateLevel.Assignment, "A-2", false)]
    public void A_card_has_to_be_able_to_price_work_of_the_contract(
        RateLevel level,
        string reference,
        bool isEnough
    )
    {
        ReferenceFact[] known =
        [
            .. Known.Where(x => x is not RateCard),
            Assigned("A-1", "P-1"),
            Assigned("A-2", "P-2"),
            Card("card", level, reference, currency: null),
        ];

        var gate = Gate(Terms with { Quote = "Q-1" }, known).Check(Ok, Ok);

        Assert.Equal(isEnough, gate.AllowsBillableTime);
    }

    [Fact]
    public void A_card_in_another_currency_or_of_another_time_is_none()
    {
        var rest = Known.Where(x => x is not RateCard).ToList();
        var card = Card("card", RateLevel.Customer, "C-1", CurrencyCode.Parse("EUR"));
        var old = Card("old", RateLevel.Customer, "C-1", Gbp) with { To = new(2026, 5, 31) };
        var empty = Card("empty", RateLevel.Customer, "C-1", Gbp) with { DefaultRate = null };

        Assert.False(Gate(Terms, [.. rest, card]).Check(Ok, Ok).AllowsBillableTime);
        Assert.False(Gate(Terms, [.. rest, old]).Check(Ok, Ok).AllowsBillableTime);
        Assert.False(Gate(Terms, [.. rest, empty]).Check(Ok, Ok).AllowsBillableTime);
    }

    [Fact]
    public void Time_that_comes_with_its_price_needs_no_card()
    {
        var gate = Gate(Terms, Known.Where(x => x is not RateCard));

        Assert.False(gate.Check(Ok, Ok).AllowsBillableTime);
        Assert.True((gate with { PricesEntries = true }).Check(Ok, Ok).AllowsBillableTime);
    }

    [Fact]
    public void Needs_that_are_named_by_themselves_are_among_all()
    {
        string[] named =
        [
            ProvisioningNeed.CustomerInLedger,
            ProvisioningNeed.BillTo,
            ProvisioningNeed.RateCard,
            ProvisioningNeed.BillingSchedule,
            ProvisioningNeed.ProjectInPsa,
            ProvisioningNeed.Accounts,
        ];

        Assert.Subset(
            ProvisioningNeed.All.Select(x => x.Name).ToHashSet(StringComparer.Ordinal),
            named.ToHashSet(StringComparer.Ordinal)
        );
    }

    private static ContractGate Gate(ContractTerms terms, IEnumerable<ReferenceFact> known) =>
        new(
            EngagementId.Parse("E-1"),
            terms,
            [ProjectCode.Parse("P-1")],
            known.Aggregate(ReferenceBook.Empty, (book, fact) => book.Evolve(fact)),
            new LocalDate(2026, 6, 1)
        );

    private static RateCard Card(
        string id,
        RateLevel level,
        string reference,
        CurrencyCode? currency
    ) => new(RateCardId.Parse(id), 1, level, reference, [], currency, DefaultRate: 100m);

    private static Assignment Assigned(string code, string project) =>
        new(code, 1, ResourceCode.Parse("R-1"), ProjectCode.Parse(project), new(2026, 1, 1));

    private static IEnumerable<string> Unmet(ProvisioningGate gate) =>
        gate.Unmet.Select(x => $"{x.Need} {x.Owner} {x.Why}");
}
