using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>What people book time on.</summary>
internal sealed class ProjectFormat : RowFormat<Project>
{
    private readonly Column _code;
    private readonly Column _contract;
    private readonly Column _name;
    private readonly Column _tasks;
    private readonly Column _excluded;
    private readonly Column _onHold;
    private readonly Column _dimensions;
    private readonly VersionColumns _version;

    public ProjectFormat()
        : base("projects", true)
    {
        _code = Required("code", ColumnForm.Code, "P-1", "Unique in the firm");
        _version = Versioned(false);
        _contract = Required(
            "contract",
            ColumnForm.Code,
            "K-2026-001",
            "Contract that it is delivered under"
        );
        _name = Required("name", ColumnForm.Text, "Data platform", "For people");
        _tasks = Optional(
            "tasks",
            ColumnForm.Codes,
            "design;build",
            "Known tasks; not checked when left out"
        );
        _excluded = Optional(
            "excluded_from_billing",
            ColumnForm.Flag,
            "false",
            "Its work is blocked, not lost"
        );
        _onHold = Optional("on_hold", ColumnForm.Flag, "false", "Its work waits while true");
        _dimensions = Optional(
            "dimensions",
            ColumnForm.Codes,
            "practice=CLOUD;region=EMEA",
            "What its work is analysed by in the ledger; the contract's where left out"
        );
    }

    protected override Project Read(Row row) =>
        new(
            row.Code<ProjectCode>(_code),
            row.Version(_version),
            row.Code<EngagementId>(_contract),
            row.RequiredText(_name),
            row.Codes<TaskCode>(_tasks),
            row.Flag(_excluded, false),
            row.Flag(_onHold, false),
            row.OneSettingEach(_dimensions)
        );

    protected override void Fill(Cells cells, Project fact)
    {
        cells.Put(_code, fact.Code);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_contract, fact.Engagement);
        cells.Put(_name, fact.Name);
        cells.Put(_tasks, fact.Tasks);
        cells.Put(_excluded, fact.IsExcludedFromBilling);
        cells.Put(_onHold, fact.IsOnHold);
        cells.Put(_dimensions, fact.Dimensions);
    }
}
