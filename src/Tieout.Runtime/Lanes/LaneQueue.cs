using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Lanes;

/// <summary>What of a lane can be delivered now, and what waits for somebody or for a day.</summary>
internal sealed class LaneQueue(LaneBook book, SinkCapabilities capabilities, IClock clock)
{
    private readonly HashSet<InvoiceReference> _refused = [];
    private readonly HashSet<InvoiceReference> _frozen = [];

    private readonly Dictionary<InvoiceReference, Instant> _looks = [];
    private readonly HashSet<InvoiceReference> _submitted = [];

    /// <summary>Documents that wait for somebody.</summary>
    public int Refused => _refused.Count;

    /// <summary>It is not tried again before <see cref="RetryAll"/>.</summary>
    public void Refuse(InvoiceReference reference) => _refused.Add(reference);

    /// <summary>As refused; about a freeze nobody has to do anything.</summary>
    public void Keep(InvoiceReference reference, ReasonCode reason) =>
        (reason == ReasonCode.FrozenForCutover ? _frozen : _refused).Add(reference);

    /// <summary>It was submitted: it is looked for when the target may have answered.</summary>
    /// <param name="isInTime">The answer is not due yet.</param>
    public void Await(InvoiceReference reference, bool isInTime)
    {
        _looks[reference] =
            clock.GetCurrentInstant() + Duration.FromTimeSpan(capabilities.MaximumServerRunTime);
        _ = isInTime ? _submitted.Add(reference) : _submitted.Remove(reference);
    }

    /// <summary>What kept documents back may be gone.</summary>
    public void RetryAll()
    {
        _looks.Clear();
        _submitted.Clear();
        _refused.Clear();
        _frozen.Clear();
    }

    /// <summary>What can be delivered now: not refused or frozen, and with no outcome still unknown.
    /// One that is kept back keeps back its own engagement only.</summary>
    public IReadOnlyList<OpenDelivery> Next()
    {
        var now = clock.GetCurrentInstant();
        var heads = book
            .State.Heads()
            .Where(head => !_refused.Contains(head.Reference) && !_frozen.Contains(head.Reference))
            .ToList();
        if (capabilities.NumbersByDate && heads.Count > 0)
        {
            // Oldest first: what rests holds back what is dated after it, and nothing else does.
            var date = heads[0].InvoiceDate;
            heads.RemoveAll(head => head.InvoiceDate > date);
        }

        return [.. heads.Where(head => head.DanglingSince is null || RestedAt(head) <= now)];
    }

    /// <summary>What a pass did, and when another one makes sense.</summary>
    public LaneReport Report(int delivered, bool hasMore, LaneTarget target)
    {
        var unknown = book.State.Open.Values.Where(x => x.DanglingSince is not null).ToList();
        Instant? rested = unknown.Count > 0 ? unknown.Min(RestedAt) : null;
        // A batch may take the night: nobody waits for it, but it is looked for in time.
        Instant? look = unknown
            .Where(x => !_looks.ContainsKey(x.Reference))
            .Select(x => (Instant?)RestedAt(x))
            .Min();
        var submitted = unknown.Count(x => _submitted.Contains(x.Reference));
        var paused = target.PausedUntil;
        return new LaneReport(
            delivered,
            Refused,
            book.State.Open.Count,
            unknown.Count - submitted,
            paused is not null && (rested is null || paused > rested) ? paused : rested,
            paused is null ? look : null,
            hasMore,
            target.Fault is { } fault ? [fault] : []
        )
        {
            Submitted = submitted,
        };
    }

    /// <summary>A pass that did nothing, since the target's window is closed.</summary>
    public LaneReport Closed(Instant opens, LaneTarget target) =>
        Report(0, hasMore: false, target) with
        {
            NextDue = null,
            NextLook = null,
            Faults = [],
            Opens = opens,
        };

    /// <summary>When an outcome that is unknown can be looked up.</summary>
    public Instant RestedAt(OpenDelivery head)
    {
        var rested =
            head.DanglingSince!.Value + Duration.FromTimeSpan(capabilities.MaximumServerRunTime);
        return _looks.TryGetValue(head.Reference, out var look)
            ? Instant.Max(rested, look)
            : rested;
    }
}
