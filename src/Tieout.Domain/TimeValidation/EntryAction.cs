namespace Tieout.Domain.TimeValidation;

/// <summary>What somebody does with a time entry.</summary>
public enum EntryAction
{
    Submit,
    Delete,
    Recall,
    Approve,
    Reject,
    Edit,
    RequestReopen,
    CancelApproval,
    Lock,
    Unlock,
    WriteOff,
    Reinstate,
    Invoice,
    CreditForRebill,
    CreditAndWriteOff,
    CreditAndSupersede,
}
