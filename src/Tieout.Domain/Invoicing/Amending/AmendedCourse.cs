using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>Events that follow from one another, and the state that they lead to.</summary>
internal sealed class AmendedCourse(EngagementState state, ReferenceBook reference, string by)
{
    private readonly List<EngagementEvent> _events = [];

    /// <summary>Where it began.</summary>
    public EngagementState Before { get; } = state;

    public EngagementState State { get; private set; } = state;

    public IReadOnlyList<EngagementEvent> Events => _events;

    public ReferenceBook Reference => reference;

    /// <summary>The first thing that was refused.</summary>
    public Rejection? Obstacle { get; private set; }

    public void Record(params IEnumerable<EngagementEvent> happened)
    {
        foreach (var e in happened.ToList())
        {
            _events.Add(e);
            State = State.Evolve(e).State;
        }
    }

    /// <summary>Records what a command answers; a refusal becomes the obstacle.</summary>
    public IReadOnlyList<EngagementEvent> Record(Decision<EngagementEvent> decision)
    {
        if (decision is Decision<EngagementEvent>.Rejected rejected)
        {
            Refuse(rejected.Reason);
            return [];
        }

        var events = ((Decision<EngagementEvent>.Accepted)decision).Events;
        Record(events);
        return events;
    }

    public void Refuse(Rejection reason) => Obstacle ??= reason;

    /// <summary>Approves the documents that were drafted; what is beyond a cap is for the next run.</summary>
    public void Approve(IEnumerable<EngagementEvent> drafted)
    {
        foreach (var draft in drafted.OfType<EngagementEvent.InvoiceDrafted>().ToList())
        {
            var approval = new ApproveInvoice(draft.Invoice.Reference, by);
            Record(approval.Final(State, draft.Invoice, reference));
        }
    }

    /// <summary>Makes a document final without moving the work on it.</summary>
    public void Place(Invoice document)
    {
        Record(
            new EngagementEvent.InvoiceDrafted(document),
            new EngagementEvent.InvoiceApproved(document.Reference, by)
        );
        Record(DocumentRouting.Of(State, State.Find(document.Reference)!, reference));
    }
}
