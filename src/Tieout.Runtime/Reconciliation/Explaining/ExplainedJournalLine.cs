using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>A line of the journal.</summary>
/// <param name="Kind">posting, void, payment, or payment-change for what a newer version took back.</param>
/// <param name="Dimensions">What it is analysed by; none for lines of the balance sheet.</param>
public sealed record ExplainedJournalLine(
    long Sequence,
    string Kind,
    string Document,
    LocalDate Date,
    string LegalEntity,
    string Account,
    Money Debit,
    Money Credit,
    string? Dimensions
);
