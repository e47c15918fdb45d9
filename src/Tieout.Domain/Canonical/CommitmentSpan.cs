namespace Tieout.Domain.Canonical;

/// <summary>What a minimum commitment is agreed for.</summary>
public enum CommitmentSpan
{
    /// <summary>Each billing period, prorated where the contract begins or ends in it.</summary>
    Period,

    /// <summary>The whole term; settled by the final run.</summary>
    Term,
}
