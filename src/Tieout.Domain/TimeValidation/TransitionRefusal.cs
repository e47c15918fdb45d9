namespace Tieout.Domain.TimeValidation;

/// <summary>Why an action on a time entry is refused.</summary>
public enum TransitionRefusal
{
    /// <summary>Nobody approves their own time.</summary>
    SelfApproval,

    /// <summary>A draft invoice holds the entry.</summary>
    OnDraftInvoice,

    /// <summary>An invoice holds the entry: it is corrected by a credit.</summary>
    EntryInvoiced,

    /// <summary>The period is locked.</summary>
    EntryLocked,

    /// <summary>The action does not exist in this status.</summary>
    IllegalTransition,
}
