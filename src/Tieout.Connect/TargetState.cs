namespace Tieout.Connect;

/// <summary>How far a delivery has come in its target.</summary>
public enum TargetState
{
    /// <summary>Stored, without effect in the ledger yet; writing goes on from here.</summary>
    Draft,

    /// <summary>
    /// Handed over, and the target has not said yet what becomes of it. It is looked for again, and
    /// never written again before the target has answered.
    /// </summary>
    Submitted,

    /// <summary>
    /// The target answered a submission with a refusal; nothing of it is in the ledger. Writing begins
    /// anew, once whoever has to act has done so.
    /// </summary>
    Rejected,

    /// <summary>In the ledger, unpaid or partly paid.</summary>
    Posted,

    /// <summary>In the ledger, nothing open.</summary>
    Paid,

    /// <summary>Cancelled or reversed in the target.</summary>
    Voided,
}
