namespace Tieout.Domain.Ledger;

/// <summary>What somebody decided about work.</summary>
public enum AdjustmentKind
{
    /// <summary>Approved work, or a part of it, is not billed.</summary>
    WriteOff,

    /// <summary>What was given up is to be billed after all.</summary>
    Reinstatement,

    /// <summary>A document, or some of the work on it, is given back.</summary>
    Credit,
}
