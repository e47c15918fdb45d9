using System.Collections.Immutable;
using System.Diagnostics;

namespace Tieout.Runtime.Lanes;

/// <summary>A lane as its history made it: what is open, and how far the log has been taken.</summary>
public sealed record LaneState
{
    /// <summary>The lane has queued every document that was routed to it up to this sequence of the log.</summary>
    public long TakenThrough { get; init; }

    public ImmutableDictionary<string, OpenDelivery> Open { get; init; } =
        ImmutableDictionary.Create<string, OpenDelivery>(StringComparer.Ordinal);

    /// <summary>By reference; a few for each month and legal entity.</summary>
    public ImmutableDictionary<string, LaneJournal> Journals { get; init; } =
        ImmutableDictionary.Create<string, LaneJournal>(StringComparer.Ordinal);

    /// <summary>Why nothing can be delivered now; none while the target takes what it gets.</summary>
    public LaneEvent.TargetFailed? Failure { get; init; }

    public LaneState Evolve(LaneEvent happened) =>
        happened switch
        {
            LaneEvent.DeliveryQueued e => this with
            {
                TakenThrough = e.Sequence,
                Open = Open.SetItem(
                    e.Reference.Value,
                    new OpenDelivery(e.Engagement, e.Reference, e.InvoiceDate, e.Sequence)
                ),
            },
            LaneEvent.DeliveryAttempted e => With(
                Open[e.Reference.Value] with
                {
                    Attempts = e.Attempt,
                    DanglingSince = e.At,
                }
            ),
            LaneEvent.AttemptSettled e => With(
                Open[e.Reference.Value] with
                {
                    DanglingSince = null,
                }
            ),
            LaneEvent.SurplusFound e => With(
                Open[e.Reference.Value] with
                {
                    Surplus = e.ExternalId,
                    DanglingSince = null,
                }
            ),
            LaneEvent.DeliveryClosed e => this with { Open = Open.Remove(e.Reference.Value) },
            LaneEvent.TargetFailed e => this with { Failure = e },
            LaneEvent.TargetRecovered => this with { Failure = null },
            LaneEvent.JournalAttempted e => With(e.Journal with { DanglingSince = e.At }),
            LaneEvent.JournalSettled e => With(Journals[e.Reference] with { DanglingSince = null }),
            LaneEvent.JournalPosted e => With(
                Journals[e.Reference] with
                {
                    DanglingSince = null,
                    Number = e.Number,
                }
            ),
            _ => throw new UnreachableException(happened.GetType().Name),
        };

    /// <summary>
    /// The next delivery of each engagement, oldest document first: a successor waits for its
    /// predecessor, other engagements do not. Documents go by invoice date, because a target that
    /// numbers strictly refuses to go back in time.
    /// </summary>
    public IReadOnlyList<OpenDelivery> Heads() =>
        [
            .. Open
                .Values.GroupBy(delivery => delivery.Engagement)
                .Select(group => group.MinBy(delivery => delivery.Sequence)!)
                .OrderBy(delivery => delivery.InvoiceDate)
                .ThenBy(delivery => delivery.Sequence),
        ];

    private LaneState With(OpenDelivery delivery) =>
        this with
        {
            Open = Open.SetItem(delivery.Reference.Value, delivery),
        };

    private LaneState With(LaneJournal journal) =>
        this with
        {
            Journals = Journals.SetItem(journal.Reference, journal),
        };
}
