using Tieout.Connect;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Invoices and credit memos are two resources that differ in names.</summary>
/// <param name="Set">The resource's name in addresses.</param>
internal sealed record BusinessCentralDocumentKind(string Set, bool IsCredit)
{
    public static BusinessCentralDocumentKind Invoice { get; } = new("salesInvoices", false);

    public static BusinessCentralDocumentKind CreditMemo { get; } = new("salesCreditMemos", true);

    public static BusinessCentralDocumentKind Of(Delivery.Document document) =>
        document.Invoice.Type is InvoiceType.CreditNote ? CreditMemo : Invoice;
}
