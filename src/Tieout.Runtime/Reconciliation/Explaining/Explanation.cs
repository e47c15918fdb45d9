namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>Where a thing comes from and what became of it, from time entry to payment.</summary>
/// <param name="Id">As it was asked for.</param>
/// <param name="Work">The pieces of work at the source end of the chain.</param>
/// <param name="Documents">The invoices and credit memos that charged them.</param>
/// <param name="Journal">What the documents and payments did to the ledger.</param>
/// <param name="Payments">The money.</param>
/// <param name="History">What happened to it, in order.</param>
public sealed record Explanation(
    string Id,
    IReadOnlyList<ExplainedWork> Work,
    IReadOnlyList<ExplainedDocument> Documents,
    IReadOnlyList<ExplainedJournalLine> Journal,
    IReadOnlyList<ExplainedPayment> Payments,
    IReadOnlyList<ExplainedEvent> History
)
{
    /// <summary>Records that the work would have been read from, and that could not be.</summary>
    public IReadOnlyList<ExplainedRejection> Rejections { get; init; } = [];
}
