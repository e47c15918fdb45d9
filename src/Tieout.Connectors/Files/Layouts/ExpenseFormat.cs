using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Money spent for projects.</summary>
internal sealed class ExpenseFormat : RowFormat<Expense>
{
    private readonly Column _id;
    private readonly Column _project;
    private readonly Column _resource;
    private readonly Column _date;
    private readonly Column _amount;
    private readonly Column _currency;
    private readonly Column _tax;
    private readonly Column _status;
    private readonly Column _category;
    private readonly Column _receipt;
    private readonly Column _billable;
    private readonly Column _deleted;
    private readonly Column _subcontractor;
    private readonly Column _vendorInvoice;
    private readonly Column _inFinancials;
    private readonly ForeignBillingColumns _foreign;
    private readonly VersionColumns _version;

    public ExpenseFormat()
        : base("expenses", false)
    {
        _id = Required(
            "id",
            ColumnForm.Code,
            "88",
            "The system's own id; `expense/<system>/` is put in front unless it stands there"
        );
        _version = Versioned(true);
        _project = Required("project", ColumnForm.Code, "P-1", "Where it was booked");
        _resource = Required("resource", ColumnForm.Code, "R-7", "Who spent it");
        _date = Required("date", ColumnForm.Date, "2026-10-14", "On the receipt");
        _amount = Required("amount", ColumnForm.Number, "119.00", "Tax included");
        _currency = Required("currency", ColumnForm.Currency, "EUR", "On the receipt");
        _tax = Optional(
            "recoverable_tax",
            ColumnForm.Number,
            "19.00",
            "Part of the amount that the firm gets back; 0 when left out"
        );
        _status = Required(
            "status",
            ColumnForm.Word,
            "approved",
            "Where it stands in approval",
            Words<ApprovalStatus>.All
        );
        _category = Optional("category", ColumnForm.Text, "travel", "For rules and reports");
        _receipt = Optional(
            "receipt",
            ColumnForm.Flag,
            "true",
            "A receipt is there; false when left out"
        );
        _billable = Optional("billable", ColumnForm.Flag, "true", "True when left out");
        _deleted = Optional("deleted", ColumnForm.Flag, "false", "No longer in the system");
        _subcontractor = Optional(
            "subcontractor",
            ColumnForm.Flag,
            "false",
            "Passed on from a vendor, whose bill must be there; false when left out"
        );
        _vendorInvoice = Optional(
            "vendor_invoice",
            ColumnForm.Text,
            "",
            "The vendor's bill that it was matched with"
        );
        _inFinancials = Optional(
            "in_financials",
            ColumnForm.Flag,
            "true",
            "False while the system keeps it out of the financials; true when left out"
        );
        _foreign = new ForeignBillingColumns(Optional);
    }

    protected override Expense Read(Row row) =>
        _foreign.ReadInto(
            row,
            new Expense(
                row.Work(_id, "expense"),
                row.Version(_version),
                row.Code<ProjectCode>(_project),
                row.Code<ResourceCode>(_resource),
                row.Date(_date),
                new Money(row.Number(_amount), row.Currency(_currency)),
                new Money(row.OptionalNumber(_tax) ?? 0m, row.Currency(_currency)),
                row.Word<ApprovalStatus>(_status),
                row.Name(_category),
                row.Flag(_receipt, false),
                row.Flag(_billable, true),
                row.Flag(_deleted, false),
                row.Flag(_subcontractor, false),
                row.Name(_vendorInvoice),
                row.Flag(_inFinancials, true)
            )
        );

    protected override void Fill(Cells cells, Expense fact)
    {
        cells.Put(_id, fact.Id);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_project, fact.Project);
        cells.Put(_resource, fact.Resource);
        cells.Put(_date, (LocalDate?)fact.Date);
        cells.Put(_amount, (decimal?)fact.Amount.Amount);
        cells.Put(_currency, (CurrencyCode?)fact.Amount.Currency);
        cells.Put(_tax, (decimal?)fact.RecoverableTax.Amount);
        cells.PutWord(_status, fact.Status);
        cells.Put(_category, fact.Category);
        cells.Put(_receipt, fact.HasReceipt);
        cells.Put(_billable, fact.IsBillable);
        cells.Put(_deleted, fact.IsDeleted);
        cells.Put(_subcontractor, fact.IsSubcontractor);
        cells.Put(_vendorInvoice, fact.VendorInvoice);
        cells.Put(_inFinancials, fact.IsInFinancials);
        _foreign.Fill(cells, fact);
    }
}
