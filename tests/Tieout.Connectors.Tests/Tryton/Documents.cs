using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Tests.Tryton;

/// <summary>Customers and invoices as the hub would deliver them.</summary>
internal static class Documents
{
    public static readonly CurrencyCode Dollar = CurrencyCode.Parse("USD");

    public static readonly LocalDate March31 = new(2026, 3, 31);

    public static Customer Acme { get; } =
        new(
            CustomerCode.Parse("C-100"),
            Version: 1,
            "Acme Corporation",
            "US",
            Street: "1 Main St",
            City: "Springfield",
            PostalCode: "62701"
        );

    public static Delivery.Party Party { get; } = new(Acme);

    /// <summary>An invoice of these lines, taxed at a rate in percent.</summary>
    public static Delivery.Document Invoice(
        string reference,
        IReadOnlyList<InvoiceLine> lines,
        decimal rate = 20m,
        LocalDate? date = null,
        string currency = "USD",
        InvoiceType type = InvoiceType.Invoice,
        decimal? tax = null
    )
    {
        var code = CurrencyCode.Parse(currency);
        var net = Money.Sum(code, lines.Select(line => line.Amount));
        var day = date ?? March31;
        var subtotal = new TaxSubtotal(
            lines[0].TaxCode,
            TaxCategory.S,
            rate,
            net,
            new Money(tax ?? (net * (rate / 100m)).Round().Amount, code)
        );
        return new Delivery.Document(
            new Invoice(
                InvoiceReference.Parse(reference),
                type,
                EngagementId.Parse("ENG-100"),
                LegalEntityCode.Parse("NORTHWIND"),
                Acme.Code,
                code,
                day,
                day.PlusDays(30),
                day,
                lines,
                [subtotal],
                ReferenceVersion: 1,
                ContractVersion: 0,
                PurchaseOrder: "PO-7"
            ),
            Acme,
            new Dictionary<AccountRole, string>
            {
                [AccountRole.Revenue] = "Main Revenue",
                [AccountRole.AccountsReceivable] = "Main Receivable",
            }
        );
    }

    public static InvoiceLine Hours(
        int number,
        decimal hours,
        decimal price,
        decimal? amount = null,
        string taxCode = "VAT20",
        string currency = "USD"
    ) =>
        new(
            number,
            ContractLineId.Parse("L-1"),
            InvoiceLineKind.Time,
            "Consulting",
            hours,
            price,
            new Money(
                amount ?? new Money(hours * price, CurrencyCode.Parse(currency)).Round().Amount,
                CurrencyCode.Parse(currency)
            ),
            TaxCode.Parse(taxCode),
            TaxCategory.S,
            TaxRate: 20m,
            new DateInterval(new LocalDate(2026, 3, 1), March31),
            []
        );
}
