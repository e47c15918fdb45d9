using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.LegacyErp.Idoc;

/// <summary>A document as an accounting document, FIDCCP02: the customer, the revenue, the taxes.</summary>
/// <remarks>
/// Debits are positive here: what the customer owes, against revenue and tax. A part that is kept
/// back or was paid in advance is an item of its own account, and the customer's item is the rest.
/// </remarks>
internal sealed class IdocDocument(LegacyErpOptions options, Delivery.Document document)
{
    private const string Debit = "S";
    private const string Credit = "H";
    private const int SumTextMax = 50;
    private const int ReferenceMax = 16;

    private readonly List<IdocSegment> _segments = [];
    private readonly Invoice _invoice = document.Invoice;
    private decimal _debits;
    private int _items;

    /// <summary>The IDoc of the document.</summary>
    /// <exception cref="ConnectorException">A field cannot take a value, or a mapping is missing.</exception>
    public IdocFile Compose()
    {
        if (document.NaturalKey.Length > SumTextMax)
        {
            throw ErpFaults.Refused(
                $"'{document.NaturalKey}' has {document.NaturalKey.Length} characters; SGTXT, which "
                    + $"carries the reference, takes {SumTextMax}."
            );
        }

        AddHeader();
        AddCustomer();
        foreach (var line in document.Lines.Where(x => !x.Amount.IsZero))
        {
            AddLine(line);
        }

        foreach (var deduction in document.Deductions)
        {
            AddItem(
                deduction.Amount,
                deduction.Account ?? throw Missing(deduction.Role),
                deduction.Description,
                []
            );
        }

        for (var i = 0; i < _invoice.Taxes.Count; i++)
        {
            AddTax(_invoice.Taxes[i], i + 1);
        }

        return new IdocFile("FIDCCP02", "FIDCC2", document.NaturalKey, _debits, _segments);
    }

    private static string Date(LocalDate date) =>
        date.ToString("uuuuMMdd", CultureInfo.InvariantCulture);

    private static string Digits(int value, int length) =>
        value.ToString(
            "D" + length.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );

    private void AddHeader()
    {
        var reference = document.NaturalKey;
        var day = document.AccountingDate;
        _segments.Add(
            IdocSegment.Of(
                IdocLayouts.Header,
                1,
                ("BUKRS", ErpCompanies.Of(options, _invoice.LegalEntity)),
                ("GJAHR", Digits(day.Year, 4)),
                (
                    "BLART",
                    _invoice.IsCredit ? options.CreditMemoType ?? "DG" : options.InvoiceType ?? "DR"
                ),
                ("BLDAT", Date(_invoice.InvoiceDate)),
                ("BUDAT", Date(day)),
                ("MONAT", Digits(day.Month, 2)),
                // A part of a reference would look like the reference of another document.
                ("XBLNR", reference.Length <= ReferenceMax ? reference : null),
                ("BKTXT", _invoice.PurchaseOrder),
                ("WAERS", _invoice.Currency.Code)
            )
        );
    }

    private void AddCustomer()
    {
        var payable = _invoice.Payable;
        _segments.Add(
            Item(
                payable,
                _invoice.IsCredit ? "11" : "01",
                ("KOART", "D"),
                ("ZUONR", document.NaturalKey),
                ("SGTXT", document.NaturalKey)
            )
        );
        // The number and year of what is credited: company/number/year.
        var credited = document.RefersToExternalId?.Split('/') is [_, var number, var year]
            ? (number, year)
            : (null, null);
        _segments.Add(
            IdocSegment.Of(
                IdocLayouts.Customer,
                3,
                ("KUNNR", document.BillTo.Code.Value),
                // Due on the baseline date: the hub has applied the term.
                ("ZFBDT", Date(_invoice.DueDate)),
                ("REBZG", credited.number),
                ("REBZJ", credited.year),
                ("REBZZ", credited.number is null ? null : "001")
            )
        );
    }

    private void AddLine(InvoiceLine line)
    {
        var group = _invoice
            .Taxes.ToList()
            .FindIndex(x =>
                x.Code == line.TaxCode && x.Category == line.TaxCategory && x.Rate == line.TaxRate
            );
        var fields = new List<(string, string?)>
        {
            ("MWSKZ", TaxCode(line.TaxCode.Value)),
            ("TXGRP", group < 0 ? null : Digits(group + 1, 3)),
        };
        fields.AddRange(
            (line.Dimensions ?? [])
                .Where(x => options.Dimensions.ContainsKey(x.Dimension.Value))
                .Select(x => (options.Dimensions[x.Dimension.Value], (string?)x.Code))
        );
        AddItem(-line.Amount, AccountOf(AccountRole.Revenue), line.Description, fields);
    }

    private void AddItem(
        Money debit,
        string account,
        string text,
        IReadOnlyList<(string, string?)> fields
    ) =>
        _segments.Add(
            Item(
                debit,
                debit.Amount < 0m ? "50" : "40",
                [
                    ("KOART", "S"),
                    ("HKONT", account),
                    ("ZUONR", document.NaturalKey),
                    ("SGTXT", text),
                    .. fields,
                ]
            )
        );

    private IdocSegment Item(
        Money debit,
        string key,
        params IReadOnlyList<(string, string?)> fields
    )
    {
        _debits += Math.Max(debit.Amount, 0m);
        return IdocSegment.Of(
            IdocLayouts.Item,
            2,
            [
                ("BUZEI", Digits(++_items, 3)),
                ("BSCHL", key),
                ("SHKZG", debit.Amount < 0m ? Credit : Debit),
                ("WRBTR", IdocAmounts.Text(debit.Amount < 0m ? -debit : debit)),
                .. fields,
            ]
        );
    }

    private void AddTax(TaxSubtotal tax, int group)
    {
        var isCredit = tax.Taxable.Amount >= 0m;
        var sign = isCredit ? 1m : -1m;
        _debits += Math.Max(-tax.Tax.Amount, 0m);
        _segments.Add(
            IdocSegment.Of(
                IdocLayouts.Tax,
                2,
                ("BUZEI", Digits(group, 3)),
                ("MWSKZ", TaxCode(tax.Code.Value)),
                ("HKONT", tax.Tax.IsZero ? null : AccountOf(AccountRole.TaxPayable)),
                ("TXGRP", Digits(group, 3)),
                ("SHKZG", isCredit ? Credit : Debit),
                ("FWBAS", IdocAmounts.Text(tax.Taxable * sign)),
                ("FWSTE", IdocAmounts.Text(tax.Tax * sign)),
                ("KTOSL", "MWS"),
                ("KBETR", IdocAmounts.Text(tax.Rate))
            )
        );
    }

    private string TaxCode(string code) => options.Taxes.GetValueOrDefault(code, code);

    private string AccountOf(AccountRole role) =>
        document.Accounts.GetValueOrDefault(role) ?? throw Missing(role);

    private ConnectorException Missing(AccountRole role) =>
        ErpFaults.Refused(
            $"{_invoice.LegalEntity} has no account of the role {role}.",
            ErpFaults.AccountMissing
        );
}
