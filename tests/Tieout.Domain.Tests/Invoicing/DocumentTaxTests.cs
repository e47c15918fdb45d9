using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Taxes;

namespace Tieout.Domain.Tests.Invoicing;

public sealed class DocumentTaxTests
{
    private static readonly CurrencyCode Eur = CurrencyCode.Parse("EUR");

    private static readonly Gen<TaxableItem> Items = Gen.Select(
        Gen.Int[-100_000, 1_000_000],
        Gen.Int[0, 3],
        (cents, i) => new TaxableItem(new Money(cents / 100m, Eur), TaxCategory.S, Rate(i))
    );

    public static readonly Gen<TaxArithmetic> Arithmetics = Gen.Select(
        Gen.Enum<TaxMode>(),
        Gen.Enum<Rounding>(),
        Gen.Int[2, 5],
        (mode, rounding, digits) => new TaxArithmetic(mode, rounding, digits)
    );

    [Fact]
    public void Tax_by_line_and_tax_by_document_differ_by_the_cent_that_both_must_show()
    {
        // three lines of 10.01 at 12.5 %: by line 1.25125 -> 1.25 each = 3.75; in all 3.75375 -> 3.75;
        // three lines of 10.04: by line 1.255 -> 1.26 each = 3.78; in all 3.765 -> 3.77
        TaxableItem line = new(new Money(10.04m, Eur), TaxCategory.S, 12.5m);
        var document = new TaxableDocument(Eur, [line, line, line]);

        var byLine = DocumentTax.Compute(document, new TaxArithmetic(TaxMode.PerLine));
        var byCategory = DocumentTax.Compute(document, TaxArithmetic.Default);

        Assert.Equal(3.78m, byLine.Tax.Amount);
        Assert.Equal(3.77m, byCategory.Tax.Amount);
        Assert.Equal(33.89m, byCategory.Gross.Amount);
    }

    [Fact]
    public void Groups_add_up_to_the_document_in_every_mode()
    {
        Gen.Select(Items.Array[1, 8], Items.Array[0, 2], Arithmetics)
            .Sample(
                (lines, charges, arithmetic) =>
                {
                    var document = new TaxableDocument(Eur, lines, [], charges, Money.Zero(Eur));
                    var taxed = DocumentTax.Compute(document, arithmetic);

                    Assert.Equal(taxed.Tax.Amount, taxed.Groups.Sum(group => group.Tax.Amount));
                    Assert.Equal(taxed.Net.Amount, taxed.Groups.Sum(g => g.Taxable.Amount));
                    Assert.Equal(taxed.Tax, taxed.Tax.Round());
                }
            );
    }

    [Fact]
    public void A_discount_lowers_every_group_and_none_of_it_is_lost()
    {
        Gen.Select(Items.Array[1, 8], Gen.Int[0, 5_000])
            .Where((lines, _) => lines.Any(line => line.Amount.Amount > 0m))
            .Sample(
                (lines, cents) =>
                {
                    var discount = new Money(cents / 100m, Eur);
                    var document = new TaxableDocument(Eur, lines, [], [], discount);
                    var taxed = DocumentTax.Compute(document, TaxArithmetic.Default);

                    Assert.Equal(discount.Amount, taxed.DiscountShares.Sum(s => s.Amount));
                    Assert.Equal(taxed.Net.Amount, taxed.Groups.Sum(g => g.Taxable.Amount));
                }
            );
    }

    private static decimal Rate(int i) =>
        i switch
        {
            0 => 0m,
            1 => 7m,
            2 => 19m,
            _ => 8.875m,
        };
}
