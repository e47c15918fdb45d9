using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>The most that a line may ever bill.</summary>
internal sealed class CapColumns(AddColumn add)
{
    private readonly Column _cap = add(
        "cap",
        ColumnForm.Number,
        "50000.00",
        "The most that the line may ever bill, before tax; no cap when left out"
    );

    private readonly Column _used = add(
        "cap_used",
        ColumnForm.Number,
        "",
        "Billed under the cap before the hub took over"
    );

    private readonly Column _onExceed = add(
        "cap_on_exceed",
        ColumnForm.Word,
        "split",
        "Of the work that reaches beyond: what fits is billed, or it waits whole; split when left out",
        Words<CapEdge>.All
    );

    private readonly Column _alert = add(
        "cap_alert_percent",
        ColumnForm.Number,
        "80",
        "Says so when this part is used; never when left out"
    );

    public SpendingCap? Read(Row row, CurrencyCode currency)
    {
        row.RequireBeside(_cap, _used, _onExceed, _alert);
        return row.OptionalAmount(_cap, currency) is { } amount
            ? new SpendingCap(
                amount,
                row.OptionalAmount(_used, currency),
                row.Word(_onExceed, CapEdge.Split),
                row.Percent(_alert)
            )
            : null;
    }

    public void Fill(Cells cells, SpendingCap? cap)
    {
        if (cap is null)
        {
            return;
        }

        cells.Put(_cap, (decimal?)cap.Amount.Amount);
        cells.Put(_used, cap.Consumed?.Amount);
        cells.PutWord(_onExceed, cap.OnExceed);
        cells.Put(_alert, cap.AlertPercent);
    }
}
