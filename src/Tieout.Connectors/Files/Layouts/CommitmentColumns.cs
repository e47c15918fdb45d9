using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Periods;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>What a customer pays at least.</summary>
internal sealed class CommitmentColumns(AddColumn add)
{
    private readonly Column _commitment = add(
        "commitment",
        ColumnForm.Number,
        "5000.00",
        "What the customer pays at least; a line of its own bills what is missing"
    );

    private readonly Column _span = add(
        "commitment_span",
        ColumnForm.Word,
        "period",
        "Agreed for each billing period, or for the whole term; period when left out",
        Words<CommitmentSpan>.All
    );

    private readonly Column _proration = add(
        "commitment_proration",
        ColumnForm.Word,
        "actual-days",
        "How a part of a period is counted; actual-days when left out",
        Words<ProrationMethod>.All
    );

    private readonly Column _counts = add(
        "commitment_counts",
        ColumnForm.Words,
        "time;retainer",
        "Invoice lines that count; time, discount, fee, retainer and overage when left out",
        Words<InvoiceLineKind>.All
    );

    private readonly Column _before = add(
        "commitment_billed_before",
        ColumnForm.Number,
        "",
        "Counted before the hub took over; for a term"
    );

    public MinimumCommitment? Read(Row row, CurrencyCode currency)
    {
        row.RequireBeside(_commitment, _span, _proration, _counts, _before);
        if (row.OptionalAmount(_commitment, currency) is not { } amount)
        {
            return null;
        }

        var span = row.Word(_span, CommitmentSpan.Period);
        if (span is CommitmentSpan.Period)
        {
            row.RequireEmpty("commitments of a term", _before);
        }

        return new MinimumCommitment(
            amount,
            span,
            row.Word(_proration, ProrationMethod.ActualDays),
            row.ManyWords<InvoiceLineKind>(_counts),
            row.OptionalAmount(_before, currency)
        );
    }

    public void Fill(Cells cells, MinimumCommitment? commitment)
    {
        if (commitment is null)
        {
            return;
        }

        cells.Put(_commitment, (decimal?)commitment.Amount.Amount);
        cells.PutWord(_span, commitment.Span);
        cells.PutWord(_proration, commitment.Proration);
        cells.PutWords(_counts, commitment.Counts);
        cells.Put(_before, commitment.BilledBefore?.Amount);
    }
}
