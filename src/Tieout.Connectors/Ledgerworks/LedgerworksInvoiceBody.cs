using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>An invoice or credit note as it is sent to Ledgerworks.</summary>
internal sealed record LedgerworksInvoiceBody(
    string Company,
    string Type,
    string Customer,
    string Currency,
    DateOnly InvoiceDate,
    DateOnly DueDate,
    IReadOnlyList<LedgerworksLineBody> Lines,
    string Reference,
    string? PurchaseOrder,
    long? RefersTo,
    string? ReceivableAccount,
    string? TaxAccount,
    IReadOnlyList<LedgerworksTaxBody>? Taxes,
    IReadOnlyList<LedgerworksDeductionBody>? Deductions
)
{
    /// <summary>Turns a delivery into Ledgerworks' words; credit notes change their sign.</summary>
    public static LedgerworksInvoiceBody Of(Delivery.Document document, string company)
    {
        var invoice = document.Invoice;
        var isCredit = invoice.Type is InvoiceType.CreditNote;
        var sign = isCredit ? -1m : 1m;
        var revenue = document.Accounts.GetValueOrDefault(AccountRole.Revenue);
        return new LedgerworksInvoiceBody(
            company,
            isCredit ? LedgerworksInvoice.CreditNoteType : LedgerworksInvoice.InvoiceType,
            document.BillTo.Code.Value,
            invoice.Currency.Code,
            invoice.InvoiceDate.ToDateOnly(),
            invoice.DueDate.ToDateOnly(),
            [.. document.Lines.Select(line => LedgerworksLineBody.Of(line, sign, revenue))],
            invoice.Reference.Value,
            invoice.PurchaseOrder,
            IdOf(document.RefersToExternalId),
            document.Accounts.GetValueOrDefault(AccountRole.AccountsReceivable),
            document.Accounts.GetValueOrDefault(AccountRole.TaxPayable),
            isCredit && invoice.IsCredit
                ? [.. invoice.Taxes.Select(tax => LedgerworksTaxBody.Of(tax, sign))]
                : null,
            document.Deductions is [_, ..] deductions
                ? [.. deductions.Select(x => LedgerworksDeductionBody.Of(x, sign))]
                : null
        );
    }

    private static long? IdOf(string? externalId)
    {
        if (externalId is null)
        {
            return null;
        }

        return long.TryParse(
            externalId,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var id
        )
            ? id
            : throw new ConnectorException(
                ConnectorFault.Settings,
                $"'{externalId}' is no id of a Ledgerworks document."
            );
    }
}
