using NodaTime.Text;
using Tieout.Connect;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Invoices and credit memos are two resources that differ in names.</summary>
/// <param name="Set">The resource's name in addresses.</param>
/// <param name="Date">The property with the document's own date.</param>
internal sealed record BusinessCentralDocumentKind(string Set, string Date, bool IsCredit)
{
    public static BusinessCentralDocumentKind Invoice { get; } =
        new("salesInvoices", "invoiceDate", IsCredit: false);

    public static BusinessCentralDocumentKind CreditMemo { get; } =
        new("salesCreditMemos", "creditMemoDate", IsCredit: true);

    public static BusinessCentralDocumentKind Of(Delivery.Document document) =>
        document.Invoice.Type is InvoiceType.CreditNote ? CreditMemo : Invoice;

    /// <summary>The end of a filter: dated on one of these days.</summary>
    public string Within(DateInterval? dates) =>
        dates is null
            ? string.Empty
            : $" and {Date} ge {LocalDatePattern.Iso.Format(dates.Start)} and {Date} le {LocalDatePattern.Iso.Format(dates.End)}";
}
