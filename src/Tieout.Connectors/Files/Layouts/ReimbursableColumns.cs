using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>What only lines of expenses have.</summary>
internal sealed class ReimbursableColumns(AddColumn add)
{
    private readonly Column _categories = add(
        "categories",
        ColumnForm.Codes,
        "travel;hotel",
        "Categories of expenses it claims; all when left out"
    );

    private readonly Column _markup = add(
        "markup_percent",
        ColumnForm.Number,
        "10",
        "On top of the cost; 0 when left out"
    );

    private readonly Column _receipts = add(
        "receipt_threshold",
        ColumnForm.Number,
        "25.00",
        "From this amount on a receipt is needed, in its own currency; never when left out"
    );

    public ContractLine.Reimbursables Read(
        Row row,
        (ContractLineId Id, LineScope Scope, TaxCode? TaxCode) start,
        SpendingCap? cap
    ) =>
        new(
            start.Id,
            start.Scope,
            row.Names(_categories),
            row.PercentOnTop(_markup) ?? 0m,
            row.OptionalNonNegative(_receipts),
            cap,
            start.TaxCode
        );

    public void Fill(Cells cells, ContractLine.Reimbursables line)
    {
        cells.PutNames(_categories, line.Categories);
        cells.Put(_markup, (decimal?)line.MarkupPercent);
        cells.Put(_receipts, line.ReceiptThreshold);
    }
}
