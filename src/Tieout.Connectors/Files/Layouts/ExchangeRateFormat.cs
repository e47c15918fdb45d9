using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Rates of currencies by day.</summary>
internal sealed class ExchangeRateFormat : RowFormat<ExchangeRate>
{
    private const decimal LeastRate = 0.0000000001m;

    private readonly Column _from;
    private readonly Column _to;
    private readonly Column _date;
    private readonly Column _rate;
    private readonly VersionColumns _version;

    public ExchangeRateFormat()
        : base("exchange-rates", true)
    {
        _from = Required("from", ColumnForm.Currency, "USD", "What one unit is of");
        _to = Required("to", ColumnForm.Currency, "EUR", "What the rate is in");
        _date = Required("date", ColumnForm.Date, "2026-10-01", "Holds from this day on");
        _version = Versioned(false);
        _rate = Required("rate", ColumnForm.Number, "0.92", "Units of `to` for one of `from`");
    }

    public override IReadOnlyList<Column> Identifying => [_from, _to, _date];

    protected override ExchangeRate Read(Row row) =>
        new(
            row.Currency(_from),
            row.Currency(_to),
            row.Date(_date),
            row.Version(_version),
            row.NumberBetween(_rate, LeastRate, FieldForms.NumberMax)
        );

    protected override void Fill(Cells cells, ExchangeRate fact)
    {
        cells.Put(_from, (Domain.Amounts.CurrencyCode?)fact.From);
        cells.Put(_to, (Domain.Amounts.CurrencyCode?)fact.To);
        cells.Put(_date, (LocalDate?)fact.Date);
        cells.Put(_version.Version, fact.Version);
        cells.Put(_rate, (decimal?)fact.Rate);
    }
}
