using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.Runtime.Reconciliation.Exceptions;

/// <summary>One thing that waits for somebody: a reason, an owner, a clock and what it is worth.</summary>
/// <param name="Id">The same for as long as it waits: <c>work/E-1/time/chronos/7</c>.</param>
/// <param name="Reason">A code of the catalogue, or of the connector for what it rejected.</param>
/// <param name="Engagement">None for what has not found its engagement.</param>
/// <param name="Since">When this reason arose.</param>
/// <param name="DueWithin">How long its owner has, from then; none where it ends by itself.</param>
/// <param name="Amount">What it holds up; none where nobody knows yet.</param>
/// <param name="What">The thing itself: an id, or a place in a file.</param>
/// <param name="Where">Where it stands: a project, a document's payer, a feed.</param>
/// <param name="Detail">What was said of it: all reasons, or a target's message.</param>
/// <param name="Next">What clears it.</param>
public sealed record ExceptionRow(
    string Id,
    string Reason,
    ReasonOwner Owner,
    string? Engagement,
    long SinceSequence,
    Instant Since,
    Duration? DueWithin,
    Effort Effort,
    Money? Amount,
    string What,
    string Where,
    string Detail,
    string Next
)
{
    private static readonly string[] OfDocuments = ["document/", "surplus/", "refund/"];

    /// <summary>
    /// What the amount is: documents are told with their taxes, work without (gross, net), and of an
    /// amendment what it would change, net. None without an amount.
    /// </summary>
    public string? Basis =>
        Amount is null ? null
        : Id.StartsWith("amendment/", StringComparison.Ordinal) ? "net change"
        : OfDocuments.Any(prefix => Id.StartsWith(prefix, StringComparison.Ordinal)) ? "gross"
        : "net";

    /// <summary>How long it has waited.</summary>
    public Duration AgeAt(Instant now) => now - Since;

    /// <summary>When its owner should have cleared it; none where it ends by itself.</summary>
    public Instant? DueAt => Since + DueWithin;

    /// <summary>Past its time.</summary>
    public bool IsOverdueAt(Instant now) => now > DueAt;
}
