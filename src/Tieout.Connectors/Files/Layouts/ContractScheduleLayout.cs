using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Instalments of fixed fees, of contracts or of amendments.</summary>
internal sealed class ContractScheduleLayout : LineRowsLayout
{
    private const decimal PercentLeast = 0.0001m;
    private const decimal PercentMost = 100m;

    private readonly Column _id;
    private readonly Column _date;
    private readonly Column _amount;
    private readonly Column _percent;
    private readonly Column _currency;

    public ContractScheduleLayout(string name, bool isOfAmendment)
        : base(name, isOfAmendment, "A fixed-fee line of the contract")
    {
        _id = Required("id", ColumnForm.Code, "S1", "Unique in the line");
        _date = Required(
            "date",
            ColumnForm.Date,
            "2026-03-31",
            "Billed by the first run on or after it"
        );
        _amount = Optional(
            "amount",
            ColumnForm.Number,
            "10000.00",
            "The instalment; needed unless `percent` tells it"
        );
        _percent = Optional(
            "percent",
            ColumnForm.Number,
            "",
            "Of the line's `total`, in place of an amount; 100 together, the cents by largest remainder"
        );
        _currency = Optional("currency", ColumnForm.Currency, "", "The contract's when left out");
    }

    public Instalment Read(Row row, CurrencyCode currency)
    {
        var percent = row.OptionalNumberBetween(_percent, PercentLeast, PercentMost);
        if (percent is not null)
        {
            row.RequireEmpty("rows that tell no percent", _amount, _currency);
        }

        return new Instalment(
            row,
            row.RequiredName(_id),
            row.Date(_date),
            percent is null
                ? new Money(row.Number(_amount), row.OptionalCurrency(_currency) ?? currency)
                : null,
            percent
        );
    }

    public void Fill(Cells cells, ContractLineId line, ScheduleRow instalment)
    {
        cells.Put(Line, line);
        cells.Put(_id, instalment.Id);
        cells.Put(_date, (LocalDate?)instalment.Date);
        cells.Put(_amount, (decimal?)instalment.Amount.Amount);
        cells.Put(_currency, (CurrencyCode?)instalment.Amount.Currency);
    }
}
