using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Credits;
using Tieout.Domain.Invoicing.Taxes;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

public sealed class PartialCreditTests
{
    private static readonly CurrencyCode Eur = CurrencyCode.Parse("EUR");

    [Theory]
    [InlineData(100, 120, 50, 0)]
    [InlineData(-100, 0, -50, -50)]
    [InlineData(-100, -80, -50, -20)]
    [InlineData(-100, -120, -50, 0)]
    [InlineData(100, 0, -50, 0)]
    public void A_credit_is_between_nothing_and_what_is_left(
        int line,
        int credited,
        int wanted,
        int net
    )
    {
        var credit = PartialCredit.Of(Of(wanted), Of(line), Of(credited), 10m);

        Assert.Equal((Of(net), Of(net / 10m)), (credit.Net, credit.Tax));
        Assert.Equal(net != wanted, credit.IsLimited);
    }

    [Fact]
    public void Credits_on_a_line_never_exceed_the_line_and_never_charge()
    {
        Gen.Select(Gen.Int[-90_000, 90_000], Gen.Int[-50_000, 50_000].Array[1, 8])
            .Sample(
                (line, wanted) =>
                {
                    var credited = Money.Zero(Eur);
                    foreach (var cents in wanted)
                    {
                        var credit = PartialCredit.Of(
                            Of(cents / 100m),
                            Of(line / 100m),
                            credited,
                            8.875m
                        );
                        Assert.Equal(credit.IsLimited, credit.Net != Of(cents / 100m));
                        Assert.True(credit.Net.Amount * line >= 0m);
                        credited += credit.Net;
                    }

                    Assert.True(Math.Abs(credited.Amount) <= Math.Abs(line / 100m));
                }
            );
    }

    private static Money Of(decimal amount) => new(amount, Eur);

    /// <summary>Ten lines of 7 min x 210.50 = 24.56, each with 4.91 of tax: 49.10, where 20 % of 245.60 is 49.12.</summary>
    [Fact]
    public void A_line_is_credited_with_its_own_tax_where_tax_is_rounded_by_line()
    {
        var hub = CorrectedFirm.With(
            Facts.Terms() with
            {
                Lines =
                [
                    new ContractLine.TimeAndMaterials(
                        ContractLineId.Parse("T&M"),
                        LineScope.Everything,
                        GroupBy: [GroupKey.Entry]
                    ),
                ],
            }
        );
        CorrectedFirm.Tax(hub, new TaxArithmetic(TaxMode.PerLine));
        for (var i = 1; i <= 10; i++)
        {
            hub.Take(Facts.Time(i, minutes: 7, role: "architect"));
        }

        hub.Bill(CorrectedFirm.July);
        hub.Post();
        var invoice = Assert.Single(hub.Documents(InvoiceStatus.Posted)).Invoice;
        Assert.Equal(49.10m, invoice.Tax.Amount);

        decimal[] taxes =
        [
            .. Enumerable
                .Range(1, 10)
                .Select(i =>
                {
                    var credit = new CreditInvoice(
                        invoice.Reference,
                        CorrectedFirm.July,
                        [Facts.Time(i).Id],
                        CreditDisposition.WriteOff
                    );
                    Assert.Null(hub.Run(credit));
                    var draft = Assert.Single(hub.Documents(InvoiceStatus.Draft)).Invoice;
                    Assert.Null(hub.Run(new ApproveInvoice(draft.Reference, "anna")));
                    return draft.Tax.Amount;
                }),
        ];
        Assert.Equal(Enumerable.Repeat(-4.91m, 10), taxes);
    }
}
