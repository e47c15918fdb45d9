using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Values that ledgers know for what their lines are analysed by.</summary>
internal sealed class DimensionValueFormat : RowFormat<DimensionValue>
{
    private readonly Column _dimension;
    private readonly Column _code;
    private readonly Column _entity;
    private readonly Column _from;
    private readonly Column _to;
    private readonly Column _blocked;
    private readonly Column _notWith;
    private readonly VersionColumns _version;

    public DimensionValueFormat()
        : base("dimension-values", true)
    {
        _dimension = Required("dimension", ColumnForm.Code, "practice", "What is analysed by");
        _code = Required("code", ColumnForm.Code, "CLOUD", "The value, as the ledger knows it");
        _entity = Optional(
            "legal_entity",
            ColumnForm.Code,
            "",
            "Whose ledger knows it; every company's when left out"
        );
        _version = Versioned(false);
        _from = Optional("from", ColumnForm.Date, "2026-01-01", "First service date, included");
        _to = Optional("to", ColumnForm.Date, "", "Last service date, included");
        _blocked = Optional("blocked", ColumnForm.Flag, "false", "Not to be used any more");
        _notWith = Optional(
            "not_with",
            ColumnForm.Codes,
            "region=APAC",
            "Values of other dimensions that do not go together with it"
        );
    }

    public override IReadOnlyList<Column> Identifying => [_dimension, _code, _entity];

    protected override DimensionValue Read(Row row) =>
        new(
            Setting(row),
            row.Version(_version),
            row.OptionalCode<LegalEntityCode>(_entity),
            row.OptionalDate(_from),
            row.LastDate(_to, _from),
            row.Flag(_blocked, false),
            row.Settings(_notWith)
        );

    protected override void Fill(Cells cells, DimensionValue fact)
    {
        cells.Put(_dimension, fact.Setting.Dimension);
        cells.Put(_code, fact.Setting.Code);
        cells.Put(_entity, fact.LegalEntity);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_from, fact.From);
        cells.Put(_to, fact.To);
        cells.Put(_blocked, fact.IsBlocked);
        cells.Put(_notWith, fact.NotWith);
    }

    private DimensionSetting Setting(Row row)
    {
        var written = $"{row.RequiredName(_dimension)}={row.RequiredName(_code)}";
        if (DimensionSetting.IsValid(written))
        {
            return DimensionSetting.Parse(written);
        }

        row.Fail(_code, "files.bad-dimension", "is no dimension with its value");
        return default;
    }
}
