using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Tests;

/// <summary>Deliveries for a target under test, with the tax that it must arrive at.</summary>
public sealed class SampleDocuments(SinkUnderTest target)
{
    private const decimal Rate = 20m;

    public Delivery.Party Party(string name = "Contoso Ltd", string? city = null) =>
        new(Customer(name, city));

    /// <summary>An invoice of lines with these amounts.</summary>
    public Delivery.Document Invoice(string suffix, params IReadOnlyList<decimal> amounts) =>
        Document(suffix, InvoiceType.Invoice, target.Currency, amounts);

    public Delivery.Document Invoice(
        string suffix,
        CurrencyCode currency,
        params IReadOnlyList<decimal> amounts
    ) => Document(suffix, InvoiceType.Invoice, currency, amounts);

    /// <summary>The project of a contract of the customer, without an end.</summary>
    public ProjectOrder Order(string suffix) =>
        new(
            EngagementId.Parse($"{target.Prefix}{suffix}"),
            Party().Customer,
            target.LegalEntity,
            target.Currency,
            target.OpenDay,
            End: null,
            IsFixedPrice: false
        );

    /// <summary>An entry of a month end with one debit and two credits.</summary>
    public Delivery.Journal Journal(string suffix) =>
        new(
            new LedgerEntry(
                $"{target.Prefix}{suffix}",
                target.LegalEntity,
                target.OpenDay,
                target.Currency,
                "Month end 2026-03",
                [
                    Line(AccountRole.UnbilledReceivable, 100.10m),
                    Line(AccountRole.Revenue, -40.04m),
                    Line(AccountRole.Revenue, -60.06m),
                ]
            )
        );

    /// <summary>A credit memo; the hub writes its amounts negative.</summary>
    public Delivery.Document Credit(
        string suffix,
        Delivery.Document invoice,
        TargetRecord posted,
        decimal amount
    )
    {
        var credit = Document(suffix, InvoiceType.CreditNote, target.Currency, [amount]);
        return credit with
        {
            Invoice = credit.Invoice with { RefersTo = invoice.Invoice.Reference },
            RefersToExternalId = posted.ExternalId,
        };
    }

    /// <summary>The document less a discount, each line of it with a practice of its own.</summary>
    public Delivery.Document Discounted(Delivery.Document document, decimal discount)
    {
        var invoice = document.Invoice;
        var tax = invoice.Taxes[0];
        var taxable = tax.Taxable - new Money(discount, target.Currency);
        return document with
        {
            Invoice = invoice with
            {
                Lines =
                [
                    .. invoice.Lines.Select(line =>
                        line with
                        {
                            Dimensions = [DimensionSetting.Parse($"practice=P{line.Number}")],
                        }
                    ),
                ],
                Taxes = [tax with { Taxable = taxable, Tax = (taxable * (Rate / 100m)).Round() }],
                Discount = new Money(discount, target.Currency),
            },
        };
    }

    /// <summary>The document with a retention and what was paid in advance.</summary>
    public Delivery.Document Deducting(
        Delivery.Document document,
        decimal retention,
        decimal prepaid
    ) =>
        document with
        {
            Invoice = document.Invoice with
            {
                Retention = new Money(retention, target.Currency),
                PrepaidApplied = new Money(prepaid, target.Currency),
            },
        };

    private Customer Customer(string name, string? city) =>
        new(
            CustomerCode.Parse($"{target.Prefix}C1"),
            Version: 1,
            name,
            Country: "GB",
            Street: "1 High Street",
            City: city ?? "London",
            PostalCode: "N1 1AA"
        );

    private Delivery.Document Document(
        string suffix,
        InvoiceType type,
        CurrencyCode currency,
        IReadOnlyList<decimal> amounts
    )
    {
        var day = target.OpenDay;
        var taxable = new Money(amounts.Sum(), currency);
        var tax = (taxable * (Rate / 100m)).Round();
        var invoice = new Invoice(
            InvoiceReference.Parse(target.Prefix + suffix),
            type,
            EngagementId.Parse("E-1"),
            target.LegalEntity,
            Customer("Contoso Ltd", city: null).Code,
            currency,
            InvoiceDate: day,
            DueDate: day.PlusDays(30),
            Through: day,
            [.. amounts.Select((amount, i) => Line(i + 1, new Money(amount, currency), day))],
            [new TaxSubtotal(target.StandardTax, TaxCategory.S, Rate, taxable, tax)],
            ReferenceVersion: 1,
            ContractVersion: 0
        );
        return new Delivery.Document(invoice, Customer("Contoso Ltd", city: null), target.Accounts);
    }

    private InvoiceLine Line(int number, Money amount, LocalDate day) =>
        new(
            number,
            ContractLineId.Parse("L1"),
            InvoiceLineKind.Time,
            string.Create(CultureInfo.InvariantCulture, $"Zoë’s work № {number} – 設計"),
            Quantity: amount.Amount < 0m ? -1m : 1m,
            Price: Math.Abs(amount.Amount),
            amount,
            target.StandardTax,
            TaxCategory.S,
            Rate,
            new DateInterval(day.PlusDays(-6), day),
            Shares: []
        );

    private LedgerEntryLine Line(AccountRole role, decimal amount) =>
        new(
            target.Accounts[role],
            new Money(amount, target.Currency),
            "Month end 2026-03 of ENG-1 – Zoë"
        );
}
