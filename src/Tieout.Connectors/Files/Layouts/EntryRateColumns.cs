using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>The price of an hour that an entry comes with.</summary>
internal sealed class EntryRateColumns(AddColumn add)
{
    private readonly Column _rate = add(
        "rate",
        ColumnForm.Number,
        "",
        "Price of an hour that its system has agreed; counts before all rate cards but those of the entry"
    );

    private readonly Column _currency = add(
        "rate_currency",
        ColumnForm.Currency,
        "",
        "Of the rate"
    );

    public Money? Read(Row row)
    {
        row.RequireBeside(_currency, _rate);
        return
            row.OptionalNumber(_rate) is { } rate && row.OptionalCurrency(_currency) is { } currency
            ? new Money(rate, currency)
            : null;
    }

    public void Fill(Cells cells, Money? rate)
    {
        cells.Put(_rate, rate?.Amount);
        cells.Put(_currency, rate?.Currency);
    }
}
