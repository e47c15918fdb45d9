using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>What tax codes mean, from when to when.</summary>
internal sealed class TaxRuleFormat : RowFormat<TaxRule>
{
    private readonly Column _code;
    private readonly Column _category;
    private readonly Column _rate;
    private readonly Column _from;
    private readonly Column _to;
    private readonly Column _note;
    private readonly Column _place;
    private readonly Column _services;
    private readonly VersionColumns _version;

    public TaxRuleFormat()
        : base("tax-rules", true)
    {
        _code = Required("code", ColumnForm.Code, "GB-S20", "The firm's tax code");
        _version = Versioned(false);
        _category = Required(
            "category",
            ColumnForm.Word,
            "S",
            "Category of EN 16931, or NT for untaxed in the US",
            Words<TaxCategory>.All
        );
        _rate = Required("rate", ColumnForm.Number, "20", "Percent");
        _from = Optional("from", ColumnForm.Date, "2026-01-01", "First tax point, included");
        _to = Optional("to", ColumnForm.Date, "", "Last tax point, included");
        _note = Optional(
            "note",
            ColumnForm.Text,
            "",
            "Printed on the document: why exempt or reverse charge"
        );
        _place = Optional(
            "place",
            ColumnForm.Text,
            "GB",
            "Where the tax is owed: a country like DE, or with its region US-TX"
        );
        _services = Optional(
            "services",
            ColumnForm.Codes,
            "general;data-processing",
            "Classes of service that it is for, as `tax_service` of contracts; for all when left out"
        );
    }

    public override IReadOnlyList<Column> Identifying => [_code, _from];

    protected override TaxRule Read(Row row) =>
        new(
            row.Code<TaxCode>(_code),
            row.Version(_version),
            row.Word<TaxCategory>(_category),
            row.NumberBetween(_rate, 0m, 100m),
            row.OptionalDate(_from),
            row.LastDate(_to, _from),
            row.Text(_note),
            row.TaxPlace(_place),
            row.ManyNames(_services)
        );

    protected override void Fill(Cells cells, TaxRule fact)
    {
        cells.Put(_code, fact.Code);
        cells.Put(_version.Version, fact.Version);
        cells.PutWord(_category, fact.Category);
        cells.Put(_rate, (decimal?)fact.Rate);
        cells.Put(_from, fact.From);
        cells.Put(_to, fact.To);
        cells.Put(_note, fact.Note);
        cells.Put(_place, fact.Place);
        cells.PutNames(_services, fact.Services);
    }
}
