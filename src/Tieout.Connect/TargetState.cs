namespace Tieout.Connect;

/// <summary>How far a delivery has come in its target.</summary>
public enum TargetState
{
    /// <summary>Stored, without effect in the ledger yet; writing goes on from here.</summary>
    Draft,

    /// <summary>In the ledger, unpaid or partly paid.</summary>
    Posted,

    /// <summary>In the ledger, nothing open.</summary>
    Paid,

    /// <summary>Cancelled or reversed in the target.</summary>
    Voided,
}
