using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>The columns of contract terms, shared by contracts and amendments.</summary>
internal sealed class TermsColumns(AddColumn required, AddColumn optional, TermsLines lines)
{
    private readonly Column _customer = required("customer", ColumnForm.Code, "C-100", "Who buys");

    private readonly Column _legalEntity = required(
        "legal_entity",
        ColumnForm.Code,
        "UK",
        "Company of the firm that invoices"
    );

    private readonly Column _currency = required(
        "currency",
        ColumnForm.Currency,
        "EUR",
        "Of all its invoices"
    );

    private readonly Column _start = required(
        "start",
        ColumnForm.Date,
        "2026-01-01",
        "First service date, included"
    );

    private readonly Column _end = optional(
        "end",
        ColumnForm.Date,
        "2026-12-31",
        "Last service date, included; open when left out"
    );

    private readonly Column _signed = required(
        "signed",
        ColumnForm.Flag,
        "true",
        "Unsigned blocks the work it would touch"
    );

    private readonly Column _taxCode = optional(
        "tax_code",
        ColumnForm.Code,
        "DE-S19",
        "Of lines that name none; without one the tax is determined by where the customer is"
    );

    private readonly Column _taxService = optional(
        "tax_service",
        ColumnForm.Code,
        "data-processing",
        "Class of its services, where tax is determined; general when left out"
    );

    private readonly Column _billTo = optional(
        "bill_to",
        ColumnForm.Code,
        "",
        "Who pays, when not the customer or its hierarchy"
    );

    private readonly Column _quote = optional(
        "quote",
        ColumnForm.Text,
        "",
        "Quote it came from; rate cards may refer to it"
    );

    private readonly Column _opportunity = optional(
        "opportunity",
        ColumnForm.Text,
        "",
        "Opportunity that it was sold by, see `opportunities`"
    );

    private readonly Column _purchaseOrder = optional(
        "purchase_order",
        ColumnForm.Text,
        "PO-77",
        "Printed on invoices"
    );

    private readonly Column _paymentDays = optional(
        "payment_days",
        ColumnForm.Integer,
        "30",
        "From invoice date to due date; 30 when left out"
    );

    private readonly Column _orderRequired = optional(
        "purchase_order_required",
        ColumnForm.Flag,
        "true",
        "Nothing is billed without a purchase order; false when left out"
    );

    private readonly Column _orderLimit = optional(
        "purchase_order_limit",
        ColumnForm.Number,
        "100000.00",
        "Most that may be billed on it, net; no limit when left out"
    );

    private readonly Column _orderUsed = optional(
        "purchase_order_used",
        ColumnForm.Number,
        "",
        "Used of the limit before the hub took over"
    );

    private readonly Column _discount = optional(
        "discount_percent",
        ColumnForm.Number,
        "2",
        "Off each document, before tax; 0 when left out"
    );

    private readonly Column _retention = optional(
        "retention_percent",
        ColumnForm.Number,
        "5",
        "Of the net, kept back by the customer until released"
    );

    private readonly Column _prepaid = optional(
        "prepaid",
        ColumnForm.Number,
        "",
        "Paid in advance; invoices draw it down. Money of which the ledger tells when it arrived is a row of `deposits` instead"
    );

    private readonly Column _dimensions = optional(
        "dimensions",
        ColumnForm.Codes,
        "practice=CLOUD;region=EMEA",
        "What its lines are analysed by in the ledger, where no project says otherwise"
    );

    private readonly CommitmentColumns _commitment = new(optional);

    private readonly CapColumns _cap = new(optional, optional, "whole contract");

    private readonly Column _capCountsExpenses = optional(
        "cap_counts_expenses",
        ColumnForm.Flag,
        "false",
        "Expenses use up the cap as time does; false when left out"
    );

    public bool IsSigned(Row row)
    {
        if (!row.Has(_signed))
        {
            row.Fail(_signed, "files.missing-value", "is empty; write true or false");
        }

        return row.Flag(_signed, false);
    }

    /// <summary>Reads the terms with their lines.</summary>
    /// <param name="rows">The terms' own row, then lines, then schedule.</param>
    public ContractTerms Read(IReadOnlyList<Row> rows)
    {
        var row = rows[0];
        var currency = row.Currency(_currency);
        return new ContractTerms(
            row.Code<CustomerCode>(_customer),
            row.Code<LegalEntityCode>(_legalEntity),
            currency,
            row.Date(_start),
            row.LastDate(_end, _start),
            IsSigned(row),
            [.. lines.Read(rows, currency)],
            row.OptionalCode<TaxCode>(_taxCode),
            row.OptionalCode<CustomerCode>(_billTo),
            row.Name(_quote),
            row.Name(_purchaseOrder),
            row.Integer(_paymentDays, 30, 0, 3650),
            row.Percent(_discount) ?? 0m,
            row.Percent(_retention),
            row.OptionalAmount(_prepaid, currency),
            Order(row, currency),
            _commitment.Read(row, currency),
            row.OneSettingEach(_dimensions),
            row.Name(_taxService),
            row.Name(_opportunity),
            Cap(row, currency)
        );
    }

    public void Fill(Cells cells, ContractTerms terms, bool isSigned)
    {
        cells.Put(_customer, terms.Customer);
        cells.Put(_legalEntity, terms.LegalEntity);
        cells.Put(_currency, (CurrencyCode?)terms.Currency);
        cells.Put(_start, (LocalDate?)terms.Start);
        cells.Put(_end, terms.End);
        cells.Put(_signed, isSigned);
        cells.Put(_taxCode, terms.TaxCode);
        cells.Put(_taxService, terms.TaxService);
        cells.Put(_billTo, terms.BillTo);
        cells.Put(_quote, terms.Quote);
        cells.Put(_opportunity, terms.Opportunity);
        cells.Put(_purchaseOrder, terms.PurchaseOrder);
        cells.Put(_paymentDays, terms.PaymentDays);
        cells.Put(_discount, (decimal?)terms.DiscountPercent);
        cells.Put(_retention, terms.RetentionPercent);
        cells.Put(_prepaid, terms.Prepaid?.Amount);
        cells.Put(_dimensions, terms.Dimensions);
        if (terms.Order is { } order)
        {
            cells.Put(_orderRequired, order.IsRequired);
            cells.Put(_orderLimit, order.Limit?.Amount);
            cells.Put(_orderUsed, order.UsedBefore?.Amount);
        }

        _commitment.Fill(cells, terms.Commitment);
        _cap.Fill(cells, terms.Cap);
        if (terms.Cap is { } cap)
        {
            cells.Put(_capCountsExpenses, cap.CountsExpenses);
        }
    }

    private SpendingCap? Cap(Row row, CurrencyCode currency)
    {
        var cap = _cap.Read(row, currency);
        if (cap is null)
        {
            row.RequireEmpty("contracts with a cap", _capCountsExpenses);
            return null;
        }

        return cap with
        {
            CountsExpenses = row.Flag(_capCountsExpenses, otherwise: false),
        };
    }

    private PurchaseOrderTerms? Order(Row row, CurrencyCode currency)
    {
        row.RequireBeside(_orderLimit, _orderUsed);
        return row.Has(_orderRequired) || row.Has(_orderLimit)
            ? new PurchaseOrderTerms(
                row.Flag(_orderRequired, otherwise: false),
                row.OptionalAmount(_orderLimit, currency),
                row.OptionalAmount(_orderUsed, currency)
            )
            : null;
    }
}
