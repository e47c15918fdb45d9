using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Parts of a price that is billed as the work proceeds, and how far each is.</summary>
internal sealed class ContractPartLayout : LineRowsLayout
{
    private readonly Column _price;
    private readonly Column _percent;
    private readonly Column _costToDate;
    private readonly Column _costTotal;

    public ContractPartLayout(string name, bool isOfAmendment)
        : base(name, isOfAmendment, "A progress line of the contract")
    {
        _price = Required(
            "price",
            ColumnForm.Number,
            "40000.00",
            "Of the part, in the contract's currency"
        );
        _percent = Optional(
            "percent_done",
            ColumnForm.Number,
            "35",
            "By judgement, 0 to 100; by cost when left out"
        );
        _costToDate = Optional("cost_to_date", ColumnForm.Number, "", "Spent so far");
        _costTotal = Optional(
            "cost_total",
            ColumnForm.Number,
            "",
            "Expected in all; nothing is done while it is 0"
        );
    }

    public ProgressPart Read(Row row, CurrencyCode currency)
    {
        var part = new ProgressPart(
            new Money(row.NonNegative(_price), currency),
            row.Percent(_percent),
            row.OptionalNonNegative(_costToDate) ?? 0m,
            row.OptionalNonNegative(_costTotal) ?? 0m
        );
        if (part.Percent is not null && (row.Has(_costToDate) || row.Has(_costTotal)))
        {
            row.Fail(
                _percent,
                "files.bad-parts",
                "stands beside costs; fill either percent_done or cost_to_date and cost_total"
            );
        }
        else if (part.CostToDate > part.CostTotal)
        {
            row.Fail(
                _costToDate,
                "files.bad-parts",
                "is more than cost_total; raise the expected cost"
            );
        }

        return part;
    }

    public void Fill(Cells cells, ContractLineId line, ProgressPart part)
    {
        cells.Put(Line, line);
        cells.Put(_price, (decimal?)part.Price.Amount);
        cells.Put(_percent, part.Percent);
        if (part.Percent is null)
        {
            cells.Put(_costToDate, (decimal?)part.CostToDate);
            cells.Put(_costTotal, (decimal?)part.CostTotal);
        }
    }
}
