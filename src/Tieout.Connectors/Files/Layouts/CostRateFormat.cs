using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>What an hour of people costs the company that employs them.</summary>
internal sealed class CostRateFormat : RowFormat<CostRate>
{
    private readonly Column _entity;
    private readonly Column _resource;
    private readonly Column _role;
    private readonly Column _cost;
    private readonly Column _currency;
    private readonly Column _from;
    private readonly Column _to;
    private readonly VersionColumns _version;

    public CostRateFormat()
        : base("cost-rates", true)
    {
        _entity = Required("legal_entity", ColumnForm.Code, "UK", "Who employs the person");
        _version = Versioned(false);
        _resource = Optional(
            "resource",
            ColumnForm.Code,
            "",
            "One person; everybody when left out"
        );
        _role = Optional(
            "role",
            ColumnForm.Text,
            "Consultant",
            "The role worked in; every other role when left out"
        );
        _cost = Required("hourly_cost", ColumnForm.Number, "88", "Of one hour; zero is a cost");
        _currency = Required("currency", ColumnForm.Currency, "GBP", "Of the payroll");
        _from = Optional("from", ColumnForm.Date, "2026-01-01", "First service date, included");
        _to = Optional(
            "to",
            ColumnForm.Date,
            "",
            "Last service date, included; a rate that begins later goes first"
        );
    }

    public override IReadOnlyList<Column> Identifying => [_entity, _resource, _role, _from];

    protected override CostRate Read(Row row) =>
        new(
            row.Code<LegalEntityCode>(_entity),
            row.OptionalDate(_from),
            row.Version(_version),
            new Money(row.NumberBetween(_cost, 0m, FieldForms.NumberMax), row.Currency(_currency)),
            row.OptionalCode<ResourceCode>(_resource),
            row.Name(_role),
            row.LastDate(_to, _from)
        );

    protected override void Fill(Cells cells, CostRate fact)
    {
        cells.Put(_entity, fact.LegalEntity);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_resource, fact.Resource);
        cells.Put(_role, fact.Role);
        cells.Put(_cost, (decimal?)fact.HourlyCost.Amount);
        cells.Put(_currency, (CurrencyCode?)fact.HourlyCost.Currency);
        cells.Put(_from, fact.From);
        cells.Put(_to, fact.To);
    }
}
