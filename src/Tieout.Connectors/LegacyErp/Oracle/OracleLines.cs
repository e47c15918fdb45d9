using System.Globalization;
using NodaTime.Text;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.LegacyErp.Oracle;

/// <summary>A document as rows of RA_INTERFACE_LINES_ALL.</summary>
/// <remarks>
/// Context, reference and line number together are the interface line key, which AutoInvoice keeps
/// unique. A tax is a row of its own for each tax code, linked to the first line of that code.
/// </remarks>
internal sealed class OracleLines(LegacyErpOptions options)
{
    public IReadOnlyList<Dictionary<string, string?>> Of(Delivery.Document document)
    {
        var lines = document.Lines;
        var taxes = document.Invoice.Taxes;
        return
        [
            .. lines.Select(x => Line(document, x)),
            .. taxes.Select((tax, i) => Tax(document, tax, i + 1, lines)),
        ];
    }

    public static string Amount(Money money) =>
        money.Amount.ToString(
            "F" + money.Currency.MinorUnitDigits.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );

    public static string Number(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private Dictionary<string, string?> Line(Delivery.Document document, InvoiceLine line)
    {
        var account =
            document.Accounts.GetValueOrDefault(AccountRole.Revenue)
            ?? throw ErpFaults.Refused(
                $"{document.Invoice.LegalEntity} has no account of the role Revenue.",
                ErpFaults.AccountMissing
            );
        var isProduct =
            line.Price is { } price
            && new Money(price * line.Quantity, line.Amount.Currency).Round() == line.Amount;
        var row = Common(document);
        row["INTERFACE_LINE_ATTRIBUTE2"] = Key(line.Number);
        row["LINE_TYPE"] = "LINE";
        row["DESCRIPTION"] = line.Description;
        row["AMOUNT"] = Amount(line.Amount);
        row["QUANTITY"] = isProduct ? Number(line.Quantity) : "1";
        row["UNIT_SELLING_PRICE"] = isProduct ? Number(line.Price!.Value) : Amount(line.Amount);
        row["MEMO_LINE_NAME"] = options.MemoLines.GetValueOrDefault(account, account);
        row["RULE_START_DATE"] = Date(line.ServicePeriod.Start);
        row["RULE_END_DATE"] = Date(line.ServicePeriod.End);
        row["TAX_CODE"] = TaxCode(line.TaxCode.Value);
        if (document.Invoice.RefersTo is { } credited)
        {
            row["REFERENCE_LINE_CONTEXT"] = options.Source;
            row["REFERENCE_LINE_ATTRIBUTE1"] = credited.Value;
            row["REFERENCE_LINE_ATTRIBUTE2"] = Key(1);
        }

        foreach (var setting in line.Dimensions ?? [])
        {
            if (options.Dimensions.TryGetValue(setting.Dimension.Value, out var column))
            {
                row[column] = setting.Code;
            }
        }

        return row;
    }

    private Dictionary<string, string?> Tax(
        Delivery.Document document,
        TaxSubtotal tax,
        int number,
        IReadOnlyList<InvoiceLine> lines
    )
    {
        var line =
            lines.FirstOrDefault(x =>
                x.TaxCode == tax.Code && x.TaxCategory == tax.Category && x.TaxRate == tax.Rate
            ) ?? lines[0];
        var row = Common(document);
        row["INTERFACE_LINE_ATTRIBUTE2"] = "T" + Key(number);
        row["LINE_TYPE"] = "TAX";
        row["DESCRIPTION"] = tax.Code.Value;
        row["AMOUNT"] = Amount(tax.Tax);
        row["TAX_CODE"] = TaxCode(tax.Code.Value);
        row["TAX_RATE"] = Number(tax.Rate);
        row["LINK_TO_LINE_CONTEXT"] = options.Source;
        row["LINK_TO_LINE_ATTRIBUTE1"] = document.NaturalKey;
        row["LINK_TO_LINE_ATTRIBUTE2"] = Key(line.Number);
        return row;
    }

    /// <summary>What all rows of a document say alike.</summary>
    private Dictionary<string, string?> Common(Delivery.Document document)
    {
        var invoice = document.Invoice;
        var isOwn = invoice.Currency.Code.Equals(
            options.LedgerCurrencies.GetValueOrDefault(invoice.LegalEntity),
            StringComparison.Ordinal
        );
        var isCredit = invoice.IsCredit;
        return new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["RECORD_TYPE"] = OracleColumns.Data,
            ["INTERFACE_LINE_CONTEXT"] = options.Source,
            ["INTERFACE_LINE_ATTRIBUTE1"] = document.NaturalKey,
            ["BATCH_SOURCE_NAME"] = options.Source,
            ["SET_OF_BOOKS_ID"] = ErpCompanies.Of(options, invoice.LegalEntity),
            ["CURRENCY_CODE"] = invoice.Currency.Code,
            ["CUST_TRX_TYPE_NAME"] = isCredit
                ? options.CreditMemoType ?? "Credit Memo"
                : options.InvoiceType ?? "Invoice",
            // A credit memo has no term: it is due with what it credits.
            ["TERM_NAME"] = isCredit ? null : options.Terms,
            ["TRX_DATE"] = Date(invoice.InvoiceDate),
            ["GL_DATE"] = Date(document.AccountingDate),
            ["ORIG_SYSTEM_BILL_CUSTOMER_REF"] = document.BillTo.Code.Value,
            ["ORIG_SYSTEM_BILL_ADDRESS_REF"] = document.BillTo.Code.Value,
            ["CONVERSION_TYPE"] = isOwn ? "User" : "Corporate",
            ["CONVERSION_RATE"] = isOwn ? "1" : null,
            ["PURCHASE_ORDER"] = invoice.PurchaseOrder,
        };
    }

    private string TaxCode(string code) => options.Taxes.GetValueOrDefault(code, code);

    private static string Key(int number) => number.ToString(CultureInfo.InvariantCulture);
}
