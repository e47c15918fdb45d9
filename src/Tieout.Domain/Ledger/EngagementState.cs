using System.Collections.Immutable;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Ledger;

/// <summary>One engagement as its history made it: only what decisions need to know.</summary>
public sealed record EngagementState(EngagementId Id)
{
    /// <summary>How many events made it.</summary>
    public long Version { get; init; }

    /// <summary>None until the contract arrives; work may come before it and waits, blocked.</summary>
    public ContractTimeline? Contract { get; init; }

    /// <summary>By sequence; kept apart because an amendment may arrive before its contract.</summary>
    public ImmutableSortedDictionary<int, Amendment> Amendments { get; init; } =
        ImmutableSortedDictionary<int, Amendment>.Empty;

    /// <summary>Newest versions that would move billed work; by sequence, until a plan is approved.</summary>
    public ImmutableSortedDictionary<int, Amendment> Withheld { get; init; } =
        ImmutableSortedDictionary<int, Amendment>.Empty;

    /// <summary>Plans of amendments that were proposed, by id; approved ones stay.</summary>
    public ImmutableSortedDictionary<string, AmendmentPlan> Plans { get; init; } =
        ImmutableSortedDictionary.Create<string, AmendmentPlan>(StringComparer.Ordinal);

    /// <summary>Corrections of retainers' published months, oldest first.</summary>
    public ImmutableList<PoolAdjustment> PoolAdjustments { get; init; } = [];

    /// <summary>Caps that are used as far as somebody wants to know.</summary>
    public IReadOnlyList<CapStanding> CapAlerts { get; init; } = [];

    public ImmutableDictionary<ProjectCode, Project> Projects { get; init; } =
        ImmutableDictionary<ProjectCode, Project>.Empty;

    public ImmutableDictionary<WorkId, WorkItem> Work { get; init; } =
        ImmutableDictionary<WorkId, WorkItem>.Empty;

    public ImmutableSortedDictionary<string, InvoiceState> Invoices { get; init; } =
        ImmutableSortedDictionary.Create<string, InvoiceState>(StringComparer.Ordinal);

    /// <summary>In their newest version, by id.</summary>
    public ImmutableSortedDictionary<string, Deposit> Deposits { get; init; } =
        ImmutableSortedDictionary.Create<string, Deposit>(StringComparer.Ordinal);

    /// <summary>Refused second contents of a version, by work.</summary>
    public ImmutableDictionary<WorkId, Work> Conflicts { get; init; } =
        ImmutableDictionary<WorkId, Work>.Empty;

    /// <summary>Work that is invoiced and paid; its details are in the log only.</summary>
    public ClosedWork Closed { get; init; } = ClosedWork.Empty;

    /// <summary>Approved time that is not to be billed; its details are in the log only.</summary>
    public NonBillableWork NonBillable { get; init; } = NonBillableWork.Empty;

    /// <summary>Kept where the firm suspects duplicates; none where it does not.</summary>
    public AlikeTime? Alike { get; init; }

    /// <summary>Folds everything and lets go of nothing; for looking back into history.</summary>
    public bool KeepsClosedWork { get; init; }

    public WorkLedger Ledger { get; init; } = WorkLedger.Empty;

    /// <summary>The newest version of an amendment, with effect or without it yet.</summary>
    public Amendment? AmendmentOf(int sequence) =>
        Withheld.GetValueOrDefault(sequence) ?? Amendments.GetValueOrDefault(sequence);

    public InvoiceState? Find(InvoiceReference reference) =>
        Invoices.GetValueOrDefault(reference.Value);

    /// <summary>Folds one recorded fact. History is never refused, only folded.</summary>
    public Transition Evolve(EngagementEvent happened) =>
        EngagementFold.Evolve(this with { Version = Version + 1 }, happened);

    /// <summary>
    /// The events that let go of what nothing is to be done with, and that tell how far caps are used; none, as a rule.
    /// </summary>
    /// <param name="caps">The one of this engagement.</param>
    public IReadOnlyList<EngagementEvent> Due(CapWatch caps) =>
        [.. caps.Due(this), .. Closing.Due(this)];

    /// <summary>Whether closed work has to be reopened before the command is decided.</summary>
    public bool NeedsReopening(EngagementCommand command) => Closing.NeedsReopening(this, command);

    /// <summary>
    /// Whether nothing was let go of between an earlier state and this one, and no terms changed that
    /// bring something back: what needed no reopening then needs none now.
    /// </summary>
    public bool NeedsNoMoreThan(EngagementState earlier) =>
        ReferenceEquals(Closed, earlier.Closed)
        && ReferenceEquals(NonBillable, earlier.NonBillable)
        && ReferenceEquals(Contract, earlier.Contract);

    /// <summary>The closed documents that commands need, besides those at hand already.</summary>
    public IReadOnlyList<InvoiceReference> Missing(
        IEnumerable<EngagementCommand> commands,
        IReadOnlyDictionary<InvoiceReference, ClosedDocument> atHand
    ) => Closing.Missing(this, commands, atHand);

    /// <summary>The events of the log that commands need, in its order; nothing, as a rule.</summary>
    public IReadOnlyList<long> MissingWork(IEnumerable<EngagementCommand> commands) =>
        Closing.MissingWork(this, commands);

    /// <summary>The events that bring work back, once nothing is missing.</summary>
    /// <param name="recorded">What was recorded at each place that <see cref="MissingWork"/> names.</param>
    public IReadOnlyList<EngagementEvent> Reopening(
        IEnumerable<ClosedDocument> documents,
        IEnumerable<KeyValuePair<long, Work>> recorded
    ) => Closing.Reopening(this, documents, recorded);

    /// <summary>The version at which work was let go of; none for work that is open or not known.</summary>
    internal ClosedVersion? ClosedVersionOf(WorkId work)
    {
        if (Closed.IsEmpty && NonBillable.IsEmpty)
        {
            return null;
        }

        var identity = WorkIdentity.Of(work);
        return Closed.Find(identity) ?? NonBillable.Find(identity);
    }

    /// <summary>Folds several, in order.</summary>
    public EngagementState EvolveAll(IEnumerable<EngagementEvent> happened)
    {
        var state = this;
        var run = new List<EngagementEvent.WorkRecorded>();
        var inRun = new HashSet<WorkId>();
        foreach (var e in happened)
        {
            if (e is not EngagementEvent.WorkRecorded recorded)
            {
                EndRun();
                state = state.Evolve(e).State;
                continue;
            }

            if (!inRun.Add(recorded.Work.Id))
            {
                EndRun();
                inRun.Add(recorded.Work.Id);
            }

            run.Add(recorded);
        }

        EndRun();
        return state;

        void EndRun()
        {
            if (run.Count > 0)
            {
                state = EngagementFold.RecordAll(state, run);
                run.Clear();
                inRun.Clear();
            }
        }
    }
}
