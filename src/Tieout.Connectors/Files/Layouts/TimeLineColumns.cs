using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>What only lines of time at rates have.</summary>
internal sealed class TimeLineColumns(AddColumn add)
{
    private readonly Column _groupBy = add(
        "group_by",
        ColumnForm.Words,
        "role;rate",
        "What time on one invoice line has in common",
        Words<GroupKey>.All
    );

    private readonly Column _discount = add(
        "discount_percent",
        ColumnForm.Number,
        "5",
        "Off the time of each invoice, as a line of its own"
    );

    private readonly Column _surcharge = add(
        "fee_percent",
        ColumnForm.Number,
        "3",
        "On the time of each invoice, as a line of its own"
    );

    public ContractLine.TimeAndMaterials Read(
        Row row,
        (ContractLineId Id, LineScope Scope, TaxCode? TaxCode) start,
        SpendingCap? cap
    ) =>
        new(
            start.Id,
            start.Scope,
            start.TaxCode,
            row.ManyWords<GroupKey>(_groupBy),
            cap,
            row.Percent(_discount) ?? 0m,
            row.PercentOnTop(_surcharge) ?? 0m
        );

    public void Fill(Cells cells, ContractLine.TimeAndMaterials line)
    {
        cells.PutWords(_groupBy, line.GroupBy);
        cells.Put(_discount, (decimal?)line.DiscountPercent);
        cells.Put(_surcharge, (decimal?)line.FeePercent);
    }
}
