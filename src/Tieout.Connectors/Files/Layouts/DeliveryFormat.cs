using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Units that were delivered.</summary>
internal sealed class DeliveryFormat : RowFormat<UnitDelivery>
{
    private readonly Column _id;
    private readonly Column _project;
    private readonly Column _line;
    private readonly Column _date;
    private readonly Column _quantity;
    private readonly Column _deleted;
    private readonly VersionColumns _version;

    public DeliveryFormat()
        : base("deliveries", false)
    {
        _id = Required(
            "id",
            ColumnForm.Code,
            "D-1",
            "The system's own id; `delivery/<system>/` is put in front unless it stands there"
        );
        _version = Versioned(true);
        _project = Required("project", ColumnForm.Code, "P-1", "Where it was delivered");
        _line = Required("line", ColumnForm.Code, "L4", "Units line of the contract");
        _date = Required("date", ColumnForm.Date, "2026-10-14", "Day of the delivery");
        _quantity = Required("quantity", ColumnForm.Number, "1250", "Units; 0 or more");
        _deleted = Optional("deleted", ColumnForm.Flag, "false", "No longer in the system");
    }

    protected override UnitDelivery Read(Row row) =>
        new(
            row.Work(_id, "delivery"),
            row.Version(_version),
            row.Code<ProjectCode>(_project),
            row.Code<ContractLineId>(_line),
            row.Date(_date),
            row.NonNegative(_quantity),
            row.Flag(_deleted, false)
        );

    protected override void Fill(Cells cells, UnitDelivery fact)
    {
        cells.Put(_id, fact.Id);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_project, fact.Project);
        cells.Put(_line, fact.Line);
        cells.Put(_date, (LocalDate?)fact.Date);
        cells.Put(_quantity, (decimal?)fact.Quantity);
        cells.Put(_deleted, fact.IsDeleted);
    }
}
