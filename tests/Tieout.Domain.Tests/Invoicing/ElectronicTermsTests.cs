using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Electronic;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>Each term that an electronic invoice must have, and that alone when it is missing.</summary>
public sealed class ElectronicTermsTests
{
    private static readonly LocalDate Day = new(2026, 10, 31);
    private static readonly CurrencyCode Euro = CurrencyCode.Parse("EUR");

    private static readonly LegalEntity Seller = new(
        LegalEntityCode.Parse("DE"),
        1,
        "Firm GmbH",
        "DE",
        Euro,
        TaxId: "DE123456789",
        ElectronicAddress: "0204:1"
    );

    private static readonly Customer Buyer = new(
        CustomerCode.Parse("C-1"),
        1,
        "Acme SA",
        "FR",
        TaxId: "FR12345678901",
        ElectronicInvoicing: ElectronicInvoicing.Peppol,
        BuyerReference: "Dept. 7",
        ElectronicAddress: "0009:2"
    );

    [Theory]
    [InlineData(TaxCategory.S)]
    [InlineData(TaxCategory.AE)]
    [InlineData(TaxCategory.O)]
    public void Nothing_is_missing_where_everything_is_known(TaxCategory category) =>
        Assert.Equal([], Missing(categories: category));

    [Fact]
    public void A_customer_that_gets_none_needs_nothing() =>
        Assert.Equal(
            [],
            Missing(Seller with { TaxId = null }, new(Buyer.Code, 1, string.Empty, string.Empty))
        );

    [Fact]
    public void The_buyer_has_a_name_and_a_country() =>
        Assert.Equal(
            ["BT-44 name of the buyer (BR-07)", "BT-55 country of the buyer (BR-11)"],
            Missing(buyer: Buyer with { Name = " ", Country = string.Empty })
        );

    [Theory]
    [InlineData(TaxCategory.S, "BR-S-02")]
    [InlineData(TaxCategory.Z, "BR-Z-02")]
    [InlineData(TaxCategory.K, "BR-IC-02")]
    [InlineData(TaxCategory.L, "BR-AF-02")]
    [InlineData(TaxCategory.M, "BR-AG-02")]
    public void The_seller_has_a_registration_where_vat_has_to_do_with_it(
        TaxCategory category,
        string rule
    ) =>
        Assert.Equal(
            [$"BT-31 VAT identifier of the seller ({rule})"],
            Missing(Seller with { TaxId = null }, categories: category)
        );

    [Theory]
    [InlineData(TaxCategory.O)]
    [InlineData(TaxCategory.NT)]
    public void Outside_the_scope_of_vat_it_needs_none(TaxCategory category) =>
        Assert.Equal([], Missing(Seller with { TaxId = null }, categories: category));

    [Theory]
    [InlineData(TaxCategory.AE, "BR-AE-02")]
    [InlineData(TaxCategory.K, "BR-IC-02")]
    public void The_buyer_has_a_registration_where_it_accounts_for_the_tax(
        TaxCategory category,
        string rule
    ) =>
        Assert.Equal(
            [$"BT-48 VAT identifier of the buyer ({rule})"],
            Missing(buyer: Buyer with { TaxId = null }, categories: [TaxCategory.S, category])
        );

    [Theory]
    [InlineData(TaxCategory.E, "BR-E-10")]
    [InlineData(TaxCategory.AE, "BR-AE-10")]
    [InlineData(TaxCategory.K, "BR-IC-10")]
    [InlineData(TaxCategory.G, "BR-G-10")]
    [InlineData(TaxCategory.O, "BR-O-10")]
    public void What_is_not_taxed_says_why(TaxCategory category, string rule) =>
        Assert.Equal(
            [$"BT-120 why T-{category} charges no tax ({rule})"],
            Missing(note: null, categories: category)
        );

    [Fact]
    public void What_is_outside_the_scope_stands_alone() =>
        Assert.Equal(
            ["BG-23 category O alone on its document (BR-O-11)"],
            Missing(categories: [TaxCategory.O, TaxCategory.S])
        );

    [Fact]
    public void Peppol_wants_a_reference_of_the_buyer_or_its_order()
    {
        var silent = Buyer with { BuyerReference = null };

        Assert.Equal(
            ["BT-10 buyer reference, or BT-13 purchase order (PEPPOL-EN16931-R003)"],
            Missing(buyer: silent)
        );
        Assert.Equal([], Missing(buyer: silent, order: "PO-1"));
        Assert.Equal([], Missing(buyer: AsEn16931(silent)));
    }

    [Fact]
    public void Peppol_wants_both_addresses()
    {
        var (seller, buyer) = (
            Seller with
            {
                ElectronicAddress = null,
            },
            Buyer with
            {
                ElectronicAddress = null,
            }
        );

        Assert.Equal(
            [
                "BT-49 electronic address of the buyer (PEPPOL-EN16931-R010)",
                "BT-34 electronic address of the seller (PEPPOL-EN16931-R020)",
            ],
            Missing(seller, buyer)
        );
        Assert.Equal([], Missing(seller, AsEn16931(buyer)));
    }

    private static Customer AsEn16931(Customer buyer) =>
        buyer with
        {
            ElectronicInvoicing = ElectronicInvoicing.En16931,
        };

    private static IReadOnlyList<string> Missing(
        LegalEntity? seller = null,
        Customer? buyer = null,
        string? note = "As agreed",
        string? order = null,
        params IReadOnlyList<TaxCategory> categories
    )
    {
        IReadOnlyList<TaxCategory> taxed = categories is [] ? [TaxCategory.S] : categories;
        IEnumerable<ReferenceFact> facts =
        [
            seller ?? Seller,
            buyer ?? Buyer,
            .. taxed.Select(x => new TaxRule(CodeOf(x), 1, x, 0m, Note: note)),
        ];
        var reference = facts.Aggregate(ReferenceBook.Empty, (book, fact) => book.Evolve(fact));
        return ElectronicTerms.Missing(Document(order, taxed), reference);
    }

    private static TaxCode CodeOf(TaxCategory category) => TaxCode.Parse($"T-{category}");

    private static Invoice Document(string? order, IReadOnlyList<TaxCategory> categories) =>
        new(
            InvoiceReference.Parse("TO-1"),
            InvoiceType.Invoice,
            EngagementId.Parse("K-1"),
            Seller.Code,
            Buyer.Code,
            Euro,
            Day,
            Day.PlusDays(30),
            Day,
            [],
            [
                .. categories.Select(x => new TaxSubtotal(
                    CodeOf(x),
                    x,
                    0m,
                    new Money(100m, Euro),
                    Money.Zero(Euro)
                )),
            ],
            ReferenceVersion: 1,
            ContractVersion: 0,
            order
        );
}
