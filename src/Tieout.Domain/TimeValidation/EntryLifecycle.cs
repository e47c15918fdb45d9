namespace Tieout.Domain.TimeValidation;

/// <summary>A time entry between capture and invoice, with its approvals so far. Immutable.</summary>
/// <param name="Owner">The worker, who may not approve it.</param>
/// <param name="LevelsNeeded">Approvals that a submitted entry needs; at least one.</param>
/// <param name="LevelsGiven">Approvals since it was last submitted.</param>
/// <remarks>Source: domain rules §6.1.</remarks>
public sealed record EntryLifecycle(
    EntryStatus Status,
    string? Owner = null,
    int LevelsNeeded = 1,
    int LevelsGiven = 0
)
{
    private static readonly Dictionary<(EntryStatus, EntryAction), EntryStatus> Transitions = new()
    {
        [(EntryStatus.Draft, EntryAction.Submit)] = EntryStatus.Submitted,
        [(EntryStatus.Draft, EntryAction.Delete)] = EntryStatus.Deleted,
        [(EntryStatus.Submitted, EntryAction.Recall)] = EntryStatus.Draft,
        [(EntryStatus.Submitted, EntryAction.Approve)] = EntryStatus.Approved,
        [(EntryStatus.Submitted, EntryAction.Reject)] = EntryStatus.Rejected,
        [(EntryStatus.Rejected, EntryAction.Edit)] = EntryStatus.Draft,
        [(EntryStatus.Rejected, EntryAction.Delete)] = EntryStatus.Deleted,
        [(EntryStatus.Approved, EntryAction.RequestReopen)] = EntryStatus.ReopenRequested,
        [(EntryStatus.Approved, EntryAction.CancelApproval)] = EntryStatus.Submitted,
        [(EntryStatus.Approved, EntryAction.Lock)] = EntryStatus.Locked,
        [(EntryStatus.Approved, EntryAction.WriteOff)] = EntryStatus.WrittenOff,
        [(EntryStatus.Approved, EntryAction.Invoice)] = EntryStatus.Invoiced,
        [(EntryStatus.ReopenRequested, EntryAction.Approve)] = EntryStatus.Draft,
        [(EntryStatus.ReopenRequested, EntryAction.Reject)] = EntryStatus.Approved,
        [(EntryStatus.Locked, EntryAction.Invoice)] = EntryStatus.Invoiced,
        [(EntryStatus.Locked, EntryAction.WriteOff)] = EntryStatus.WrittenOff,
        [(EntryStatus.Locked, EntryAction.Unlock)] = EntryStatus.Approved,
        [(EntryStatus.Invoiced, EntryAction.CreditForRebill)] = EntryStatus.Approved,
        [(EntryStatus.Invoiced, EntryAction.CreditAndWriteOff)] = EntryStatus.WrittenOff,
        [(EntryStatus.Invoiced, EntryAction.CreditAndSupersede)] = EntryStatus.Superseded,
        [(EntryStatus.WrittenOff, EntryAction.Reinstate)] = EntryStatus.Approved,
    };

    /// <summary>The entry after the step, or why it is refused.</summary>
    public (EntryLifecycle Next, TransitionRefusal? Refusal) Take(EntryStep step)
    {
        var isApproval = step.Action is EntryAction.Approve;
        if (isApproval && Owner is not null && IsOwner(step.By))
        {
            return (this, TransitionRefusal.SelfApproval);
        }

        if (step.IsOnDraftInvoice)
        {
            return (this, TransitionRefusal.OnDraftInvoice);
        }

        if (!Transitions.TryGetValue((Status, step.Action), out var next))
        {
            return (this, RefusalOf(Status));
        }

        if (isApproval && Status is EntryStatus.Submitted)
        {
            var given = LevelsGiven + 1;
            return given < LevelsNeeded
                ? (this with { LevelsGiven = given }, null)
                : (this with { LevelsGiven = given, Status = next }, null);
        }

        return (this with { Status = next, LevelsGiven = Restarts(step) ? 0 : LevelsGiven }, null);
    }

    private bool IsOwner(string? by) => string.Equals(by, Owner, StringComparison.Ordinal);

    private static bool Restarts(EntryStep step) =>
        step.Action
            is EntryAction.Submit
                or EntryAction.Reject
                or EntryAction.Recall
                or EntryAction.CancelApproval;

    private static TransitionRefusal RefusalOf(EntryStatus status) =>
        status switch
        {
            EntryStatus.Invoiced => TransitionRefusal.EntryInvoiced,
            EntryStatus.Locked => TransitionRefusal.EntryLocked,
            _ => TransitionRefusal.IllegalTransition,
        };
}
