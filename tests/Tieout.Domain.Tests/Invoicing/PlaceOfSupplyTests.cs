using CsCheck;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Taxes;

namespace Tieout.Domain.Tests.Invoicing;

public sealed class PlaceOfSupplyTests
{
    private static readonly LocalDate Day = new(2025, 6, 1);
    private static readonly TaxedSupply Consulting = new("general", Day);

    private static readonly PlaceOfSupply Places = new(
        new ListedTaxRates(
            new Dictionary<string, decimal>(StringComparer.Ordinal) { ["DE"] = 19m, ["FR"] = 20m },
            new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        )
    );

    [Fact]
    public void A_business_in_another_member_state_accounts_for_the_tax_itself()
    {
        var customer = new TaxCustomer("FR", VatIdIsValid: true);

        Assert.Equal(
            new TaxDetermination.Determined(TaxCategory.AE, 0m, "FR", "Reverse charge"),
            Places.Determine(new TaxSupplier("DE"), customer, Consulting)
        );
    }

    [Fact]
    public void An_invalid_tax_id_blocks_unless_the_policy_is_to_charge()
    {
        var customer = new TaxCustomer("FR");
        var charging = Places with { ChargeSupplierVatOnInvalidId = true };

        Assert.Equal(
            new TaxDetermination.Blocked(ReasonCode.TaxIdInvalid, "FR"),
            Places.Determine(new TaxSupplier("DE"), customer, Consulting)
        );
        Assert.Equal(
            new TaxDetermination.Determined(TaxCategory.S, 19m, "DE"),
            charging.Determine(new TaxSupplier("DE"), customer, Consulting)
        );
    }

    [Fact]
    public void A_country_without_a_known_rate_blocks_and_is_never_taxed_at_zero()
    {
        Gen.OneOf(Gen.Const("AT"), Gen.Const("GB"), Gen.Const("JP"), Gen.Const("DE"))
            .Sample(country =>
            {
                var domestic = Places.Determine(
                    new TaxSupplier(country),
                    new TaxCustomer(country),
                    Consulting
                );
                var isTaxed = domestic is TaxDetermination.Determined { Rate: 19m };
                var isBlocked =
                    domestic == new TaxDetermination.Blocked(ReasonCode.TaxCodeMissing, country);

                Assert.True(country is "DE" ? isTaxed : isBlocked);
            });
    }
}
