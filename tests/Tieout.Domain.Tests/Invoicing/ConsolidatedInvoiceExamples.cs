using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Grouping;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>What one payer is shown together, worked out by hand.</summary>
public sealed class ConsolidatedInvoiceExamples
{
    [Fact]
    public void Documents_of_one_payer_stand_together_and_add_up()
    {
        var invoice = Assert.Single(
            ConsolidatedInvoice.Of([
                Document("B", 200m, paid: 240m),
                Document("A", 100m, paid: 0m, customer: "C-2"),
                Document("C", -50m, paid: 0m),
            ])
        );

        Assert.Equal(["A", "B", "C"], invoice.Documents.Select(x => x.Reference.Value));
        // 100.00 + 200.00 - 50.00; 20 % tax; 300.00 less the 240.00 that were paid.
        Assert.Equal(
            (250m, 50m, 300m, 60m),
            (invoice.Net.Amount, invoice.Tax.Amount, invoice.Gross.Amount, invoice.Open.Amount)
        );
    }

    [Theory]
    [InlineData("C-9", "UK", "GBP", null)]
    [InlineData("C-1", "DE", "GBP", null)]
    [InlineData("C-1", "UK", "EUR", null)]
    [InlineData("C-1", "UK", "GBP", "PO-2")]
    public void What_an_invoice_must_not_mix_is_apart(
        string payer,
        string entity,
        string currency,
        string? order
    )
    {
        var other = Document("B", 200m, paid: 0m, currency: currency) with
        {
            Payer = CustomerCode.Parse(payer),
            LegalEntity = LegalEntityCode.Parse(entity),
            PurchaseOrder = order,
        };

        var invoices = ConsolidatedInvoice.Of([Document("A", 100m, paid: 0m), other]);

        Assert.Equal(2, invoices.Count);
        Assert.Equal(["A", "B"], invoices.Select(x => x.Documents[0].Reference.Value).Order());
    }

    private static ConsolidatedDocument Document(
        string reference,
        decimal net,
        decimal paid,
        string customer = "C-1",
        string currency = "GBP"
    ) =>
        new(
            InvoiceReference.Parse(reference),
            Number: null,
            EngagementId.Parse($"K-{reference}"),
            CustomerCode.Parse(customer),
            CustomerCode.Parse("C-1"),
            LegalEntityCode.Parse("UK"),
            PurchaseOrder: null,
            new LocalDate(2026, 10, 31),
            new LocalDate(2026, 11, 30),
            new Money(net, CurrencyCode.Parse(currency)),
            new Money(net * 0.2m, CurrencyCode.Parse(currency)),
            new Money(net * 1.2m, CurrencyCode.Parse(currency)),
            new Money(net * 1.2m, CurrencyCode.Parse(currency)),
            new Money((net * 1.2m) - paid, CurrencyCode.Parse(currency))
        );
}
