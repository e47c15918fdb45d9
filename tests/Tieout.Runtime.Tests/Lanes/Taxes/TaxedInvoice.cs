using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;

namespace Tieout.Runtime.Tests.Lanes.Taxes;

/// <summary>Documents at 20 %, and what a tax owner may hold for them.</summary>
internal static class TaxedInvoice
{
    public static readonly LegalEntityCode Uk = LegalEntityCode.Parse("UK");
    public static readonly CurrencyCode Gbp = CurrencyCode.Parse("GBP");

    private static readonly LocalDate Day = new(2026, 10, 31);
    private static readonly TaxCode Code = TaxCode.Parse("S20");

    /// <summary>A document of lines with these amounts, and of this tax.</summary>
    public static Delivery.Document Of(decimal tax, params IReadOnlyList<decimal> amounts)
    {
        var net = new Money(amounts.Sum(), Gbp);
        var customer = new Customer(CustomerCode.Parse("C-1"), 1, "Acme Ltd", "GB");
        var invoice = new Invoice(
            InvoiceReference.Parse("TO-K-1-001"),
            InvoiceType.Invoice,
            EngagementId.Parse("K-1"),
            Uk,
            customer.Code,
            Gbp,
            Day,
            Day,
            Through: Day,
            [.. amounts.Select((x, i) => Line(i + 1, new Money(x, Gbp)))],
            [new TaxSubtotal(Code, TaxCategory.S, 20m, net, new Money(tax, Gbp))],
            ReferenceVersion: 1,
            ContractVersion: 0
        );
        return new Delivery.Document(invoice, customer, new Dictionary<AccountRole, string>());
    }

    /// <summary>What a tax owner holds for it, with these taxes of its lines.</summary>
    public static TaxRecord Held(
        Delivery.Document document,
        bool isCommitted,
        params IReadOnlyList<decimal> taxes
    ) =>
        new(
            document.Invoice.Net,
            new Money(taxes.Sum(), Gbp),
            [
                .. document.Lines.Zip(
                    taxes,
                    (line, tax) => new LineTax(line.Number, line.Amount, new Money(tax, Gbp))
                ),
            ],
            isCommitted
        );

    /// <summary>The document as a ledger holds it.</summary>
    public static TargetRecord Posted(Delivery.Document document) =>
        new(
            document.NaturalKey,
            "17",
            TargetState.Posted,
            "INV-1",
            Day,
            document.Invoice.Net,
            document.Invoice.Tax
        );

    private static InvoiceLine Line(int number, Money amount) =>
        new(
            number,
            ContractLineId.Parse("1"),
            InvoiceLineKind.Time,
            string.Create(CultureInfo.InvariantCulture, $"Line {number}"),
            Quantity: 1m,
            Price: null,
            amount,
            Code,
            TaxCategory.S,
            20m,
            new DateInterval(Day, Day),
            Shares: []
        );
}
