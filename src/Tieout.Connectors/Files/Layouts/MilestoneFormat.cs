using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Deliverables with a price.</summary>
internal sealed class MilestoneFormat : RowFormat<Milestone>
{
    private readonly Column _id;
    private readonly Column _project;
    private readonly Column _line;
    private readonly Column _name;
    private readonly Column _amount;
    private readonly Column _currency;
    private readonly Column _due;
    private readonly Column _accepted;
    private readonly Column _deleted;
    private readonly ForeignBillingColumns _foreign;
    private readonly VersionColumns _version;

    public MilestoneFormat()
        : base("milestones", false)
    {
        _id = Required(
            "id",
            ColumnForm.Code,
            "M-1",
            "The system's own id; `milestone/<system>/` is put in front unless it stands there"
        );
        _version = Versioned(true);
        _project = Required("project", ColumnForm.Code, "P-1", "Where it is delivered");
        _line = Required("line", ColumnForm.Code, "L1", "Contract line that pays for it");
        _name = Required("name", ColumnForm.Text, "Design accepted", "On the invoice");
        _amount = Required("amount", ColumnForm.Number, "25000.00", "Price");
        _currency = Required("currency", ColumnForm.Currency, "EUR", "The contract's");
        _due = Required("due", ColumnForm.Date, "2026-11-30", "Expected acceptance");
        _accepted = Optional(
            "accepted",
            ColumnForm.Date,
            "2026-11-28",
            "Day of acceptance; empty while open"
        );
        _deleted = Optional("deleted", ColumnForm.Flag, "false", "No longer in the system");
        _foreign = new ForeignBillingColumns(Optional);
    }

    protected override Milestone Read(Row row) =>
        _foreign.ReadInto(
            row,
            new Milestone(
                row.Work(_id, "milestone"),
                row.Version(_version),
                row.Code<ProjectCode>(_project),
                row.Code<ContractLineId>(_line),
                row.RequiredText(_name),
                new Money(row.Number(_amount), row.Currency(_currency)),
                row.Date(_due),
                row.OptionalDate(_accepted),
                row.Flag(_deleted, false)
            )
        );

    protected override void Fill(Cells cells, Milestone fact)
    {
        cells.Put(_id, fact.Id);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_project, fact.Project);
        cells.Put(_line, fact.Line);
        cells.Put(_name, fact.Name);
        cells.Put(_amount, (decimal?)fact.Amount.Amount);
        cells.Put(_currency, (CurrencyCode?)fact.Amount.Currency);
        cells.Put(_due, (LocalDate?)fact.Due);
        cells.Put(_accepted, fact.Accepted);
        cells.Put(_deleted, fact.IsDeleted);
        _foreign.Fill(cells, fact);
    }
}
