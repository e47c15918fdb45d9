using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Lanes;

/// <summary>What has happened on the way of documents to one target.</summary>
public abstract record LaneEvent
{
    private LaneEvent() { }

    /// <summary>A document that was routed here joined the lane.</summary>
    /// <param name="Sequence">Of its routing in the log; the lane has taken all up to here.</param>
    public sealed record DeliveryQueued(
        long Sequence,
        EngagementId Engagement,
        InvoiceReference Reference,
        LocalDate InvoiceDate
    ) : LaneEvent;

    /// <summary>The target is about to be written to: durable before the first byte is sent.</summary>
    public sealed record DeliveryAttempted(InvoiceReference Reference, int Attempt, Instant At)
        : LaneEvent;

    /// <summary>The attempt ended and its outcome is known, good or bad.</summary>
    /// <param name="Outcome">delivered, refused, or failed without effect.</param>
    public sealed record AttemptSettled(InvoiceReference Reference, string Outcome) : LaneEvent;

    /// <summary>The document needs nothing more from the lane.</summary>
    public sealed record DeliveryClosed(InvoiceReference Reference) : LaneEvent;

    /// <summary>The target holds a document that the ledger does not take for this reference.</summary>
    /// <param name="Message">Why not, and what is to be done there.</param>
    public sealed record SurplusFound(InvoiceReference Reference, string ExternalId, string Message)
        : LaneEvent;

    /// <summary>The whole target cannot be reached, refuses to be talked to, or has closed its posting
    /// window.</summary>
    public sealed record TargetFailed(string Reason, string Message, Instant At) : LaneEvent;

    /// <summary>The target answers again, or its posting window is open.</summary>
    public sealed record TargetRecovered(Instant At) : LaneEvent;

    /// <summary>A journal is about to be sent: durable before the first byte is.</summary>
    /// <param name="Journal">What is posted: without what was posted before it.</param>
    public sealed record JournalAttempted(LaneJournal Journal, Instant At) : LaneEvent;

    /// <summary>The attempt ended without effect.</summary>
    /// <param name="Outcome">refused, or failed.</param>
    public sealed record JournalSettled(string Reference, string Outcome) : LaneEvent;

    /// <summary>The target holds it in its ledger.</summary>
    public sealed record JournalPosted(string Reference, string ExternalId, string Number)
        : LaneEvent;
}
