using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>People who work on projects.</summary>
internal sealed class ResourceFormat : RowFormat<Resource>
{
    private readonly Column _code;
    private readonly Column _name;
    private readonly Column _legalEntity;
    private readonly Column _role;
    private readonly Column _active;
    private readonly VersionColumns _version;

    public ResourceFormat()
        : base("resources", true)
    {
        _code = Required("code", ColumnForm.Code, "R-7", "Unique in the firm");
        _version = Versioned(false);
        _name = Required("name", ColumnForm.Text, "Resource 7", "For people");
        _legalEntity = Optional("legal_entity", ColumnForm.Code, "UK", "Who employs the person");
        _role = Optional("role", ColumnForm.Text, "Consultant", "Where a time entry names none");
        _active = Optional("active", ColumnForm.Flag, "true", "True when left out");
    }

    protected override Resource Read(Row row) =>
        new(
            row.Code<ResourceCode>(_code),
            row.Version(_version),
            row.RequiredText(_name),
            row.OptionalCode<LegalEntityCode>(_legalEntity),
            row.Name(_role),
            row.Flag(_active, true)
        );

    protected override void Fill(Cells cells, Resource fact)
    {
        cells.Put(_code, fact.Code);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_name, fact.Name);
        cells.Put(_legalEntity, fact.LegalEntity);
        cells.Put(_role, fact.Role);
        cells.Put(_active, fact.IsActive);
    }
}
