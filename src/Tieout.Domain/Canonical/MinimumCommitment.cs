using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Periods;

namespace Tieout.Domain.Canonical;

/// <summary>What a customer pays at least; a true-up bills what is missing.</summary>
/// <param name="Amount">Of a billing period, or of the whole term.</param>
/// <param name="Counts">Kinds of lines that count; time and what goes with it unless said.</param>
/// <param name="BilledBefore">Counted before the hub took over; for a term only.</param>
/// <remarks>Source: domain rules §8.9.</remarks>
public sealed record MinimumCommitment(
    Money Amount,
    CommitmentSpan Span = CommitmentSpan.Period,
    ProrationMethod Proration = ProrationMethod.ActualDays,
    ValueList<InvoiceLineKind>? Counts = null,
    Money? BilledBefore = null
)
{
    /// <summary>The line of a true-up; no contract line has that name.</summary>
    public const string LineName = "COMMIT";

    private static readonly InvoiceLineKind[] CountedByDefault =
    [
        InvoiceLineKind.Time,
        InvoiceLineKind.Discount,
        InvoiceLineKind.Fee,
        InvoiceLineKind.Retainer,
        InvoiceLineKind.Overage,
    ];

    public bool Counted(InvoiceLineKind kind) =>
        Counts is null ? CountedByDefault.Contains(kind) : Counts.Contains(kind);
}
