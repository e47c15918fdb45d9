using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>An invoice or credit memo as it is sent, with its lines.</summary>
internal sealed record BusinessCentralDocumentBody(
    string CustomerNumber,
    string ExternalDocumentNumber,
    DateOnly? InvoiceDate,
    DateOnly? CreditMemoDate,
    DateOnly PostingDate,
    DateOnly DueDate,
    string CurrencyCode,
    string? CustomerPurchaseOrderReference,
    Guid? InvoiceId,
    IReadOnlyList<BusinessCentralLineBody>? SalesInvoiceLines,
    IReadOnlyList<BusinessCentralLineBody>? SalesCreditMemoLines
)
{
    /// <summary>Turns a delivery into Business Central's words; credit memos change their sign.</summary>
    /// <exception cref="ConnectorException">An account is not mapped, or no invoice's id is one.</exception>
    public static BusinessCentralDocumentBody Of(
        Delivery.Document document,
        BusinessCentralOptions options
    )
    {
        var invoice = document.Invoice;
        var isCredit = BusinessCentralDocumentKind.Of(document).IsCredit;
        var account =
            document.Accounts.GetValueOrDefault(AccountRole.Revenue)
            ?? throw new ConnectorException(
                ConnectorFault.Refused,
                $"No account for {AccountRole.Revenue} is mapped for {invoice.LegalEntity}.",
                reason: "GL_MAPPING_MISSING"
            );
        BusinessCentralLineBody[] lines =
        [
            .. document.Lines.Select(x =>
                BusinessCentralLineBody.Of(x, isCredit ? -1m : 1m, account, options)
            ),
        ];
        var date = invoice.InvoiceDate.ToDateOnly();
        return new BusinessCentralDocumentBody(
            document.BillTo.Code.Value.ToUpperInvariant(),
            invoice.Reference.Value.ToUpperInvariant(),
            isCredit ? null : date,
            isCredit ? date : null,
            document.AccountingDate.ToDateOnly(),
            invoice.DueDate.ToDateOnly(),
            invoice.Currency.Code,
            isCredit ? null : invoice.PurchaseOrder,
            isCredit ? IdOf(document.RefersToExternalId) : null,
            isCredit ? null : lines,
            isCredit ? lines : null
        );
    }

    /// <summary>The id at the end of an address: <c>companies(…)/salesInvoices(…)</c>.</summary>
    private static Guid? IdOf(string? externalId)
    {
        if (externalId is null)
        {
            return null;
        }

        var start = externalId.LastIndexOf('(') + 1;
        return Guid.TryParse(externalId.AsSpan(start).TrimEnd(')'), out var id)
            ? id
            : throw new ConnectorException(
                ConnectorFault.Settings,
                $"'{externalId}' is no id of a document in Business Central."
            );
    }
}
