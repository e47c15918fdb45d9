using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Reconciliation.Adjustments;

/// <summary>Something that was decided about work by hand.</summary>
/// <param name="Kind">write-off, reinstatement or credit.</param>
/// <param name="Work">Ids with blanks between; none where a whole document is meant.</param>
/// <param name="Document">The credit memo.</param>
/// <param name="Credits">What it credits.</param>
/// <param name="Status">Of the credit memo: a cancelled one has credited nothing.</param>
/// <param name="Amount">Standard value of the work; none where it is not known.</param>
/// <param name="By">Who decided.</param>
public sealed record AdjustmentRow(
    string Engagement,
    string Kind,
    string? Work,
    string? Document,
    string? Credits,
    string? Status,
    Effort Effort,
    Money? Amount,
    string Reason,
    string By,
    string? ApprovedBy,
    Instant At
);
