namespace Tieout.Domain.Ledger;

/// <summary>Where a slice of work stands on its way to cash; it is in exactly one stage.</summary>
public enum Stage
{
    /// <summary>Captured, not handed in.</summary>
    Draft,

    /// <summary>Handed in, not approved.</summary>
    AwaitingApproval,

    /// <summary>Sent back to the worker.</summary>
    Rejected,

    /// <summary>Never to be billed by itself: internal, or covered by a fee.</summary>
    NonBillable,

    /// <summary>Approved and billable, but something named stands in the way.</summary>
    Blocked,

    /// <summary>Nothing stands in the way of the next invoice: work in progress.</summary>
    Ready,

    /// <summary>On an invoice that is not approved yet.</summary>
    Drafted,

    /// <summary>On an approved invoice.</summary>
    Invoiced,

    /// <summary>Given up, with an approver and a reason.</summary>
    WrittenOff,

    /// <summary>Credited, because other work was recorded in its place.</summary>
    Superseded,
}
