using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Tests.AvaTax;

/// <summary>Documents of a company in Seattle, taxed as its simulated tax owner taxes them: 10.1 %.</summary>
internal static class TaxedDocuments
{
    private const decimal Rate = 10.1m;

    public static readonly LegalEntityCode Us = LegalEntityCode.Parse("US");
    private static readonly CurrencyCode Usd = CurrencyCode.Parse("USD");
    private static readonly LocalDate Day = new(2026, 3, 10);
    private static readonly TaxCode Goods = TaxCode.Parse("GOODS");

    public static Customer Customer { get; } =
        new(
            CustomerCode.Parse("C-1"),
            1,
            "Contoso Inc",
            "US",
            Street: "700 Pike St",
            City: "Seattle",
            PostalCode: "98101",
            Region: "WA"
        );

    /// <summary>An invoice of lines with these amounts.</summary>
    public static Delivery.Document Invoice(
        string reference,
        params IReadOnlyList<decimal> amounts
    ) => Document(reference, InvoiceType.Invoice, amounts);

    /// <summary>A credit memo of an invoice of 10 March.</summary>
    public static Delivery.Document Credit(string reference, string invoice, decimal amount)
    {
        var credit = Document(reference, InvoiceType.CreditNote, [amount]);
        return credit with
        {
            Invoice = credit.Invoice with
            {
                InvoiceDate = Day.PlusDays(5),
                RefersTo = InvoiceReference.Parse(invoice),
            },
            RefersToDate = Day,
        };
    }

    private static Delivery.Document Document(
        string reference,
        InvoiceType type,
        IReadOnlyList<decimal> amounts
    )
    {
        var taxable = new Money(amounts.Sum(), Usd);
        var invoice = new Invoice(
            InvoiceReference.Parse(reference),
            type,
            EngagementId.Parse("E-1"),
            Us,
            Customer.Code,
            Usd,
            Day,
            Day.PlusDays(30),
            Through: Day,
            [.. amounts.Select((x, i) => Line(i + 1, new Money(x, Usd)))],
            [
                new TaxSubtotal(
                    Goods,
                    TaxCategory.S,
                    Rate,
                    taxable,
                    (taxable * (Rate / 100m)).Round()
                ),
            ],
            ReferenceVersion: 1,
            ContractVersion: 0
        );
        return new Delivery.Document(invoice, Customer, new Dictionary<AccountRole, string>());
    }

    private static InvoiceLine Line(int number, Money amount) =>
        new(
            number,
            ContractLineId.Parse("L1"),
            InvoiceLineKind.Time,
            string.Create(CultureInfo.InvariantCulture, $"Line {number}"),
            Quantity: 1m,
            Price: null,
            amount,
            Goods,
            TaxCategory.S,
            Rate,
            new DateInterval(Day.PlusDays(-6), Day),
            Shares: []
        );
}
