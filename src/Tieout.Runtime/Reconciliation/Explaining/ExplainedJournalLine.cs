using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>A line of the journal.</summary>
/// <param name="Kind">posting, void, payment, or payment-change for what a newer version took back.</param>
public sealed record ExplainedJournalLine(
    long Sequence,
    string Kind,
    string Document,
    LocalDate Date,
    string LegalEntity,
    string Account,
    Money Debit,
    Money Credit
);
