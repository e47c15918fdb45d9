using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Who is on which project, from when to when.</summary>
internal sealed class AssignmentFormat : RowFormat<Assignment>
{
    private readonly Column _code;
    private readonly Column _resource;
    private readonly Column _project;
    private readonly Column _from;
    private readonly Column _to;
    private readonly Column _task;
    private readonly Column _role;
    private readonly VersionColumns _version;

    public AssignmentFormat()
        : base("assignments", true)
    {
        _code = Required("code", ColumnForm.Code, "A-12", "Unique in the firm");
        _version = Versioned(false);
        _resource = Required("resource", ColumnForm.Code, "R-7", "Who");
        _project = Required("project", ColumnForm.Code, "P-1", "Where");
        _from = Required("from", ColumnForm.Date, "2026-01-01", "First day, included");
        _to = Optional("to", ColumnForm.Date, "", "Last day, included; open when left out");
        _task = Optional("task", ColumnForm.Code, "", "One task only");
        _role = Optional("role", ColumnForm.Text, "Architect", "Role on the project");
    }

    protected override Assignment Read(Row row) =>
        new(
            row.RequiredName(_code),
            row.Version(_version),
            row.Code<ResourceCode>(_resource),
            row.Code<ProjectCode>(_project),
            row.Date(_from),
            row.LastDate(_to, _from),
            row.OptionalCode<TaskCode>(_task),
            row.Name(_role)
        );

    protected override void Fill(Cells cells, Assignment fact)
    {
        cells.Put(_code, fact.Code);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_resource, fact.Resource);
        cells.Put(_project, fact.Project);
        cells.Put(_from, (LocalDate?)fact.From);
        cells.Put(_to, fact.To);
        cells.Put(_task, fact.Task);
        cells.Put(_role, fact.Role);
    }
}
