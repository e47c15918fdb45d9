namespace Tieout.Domain.Reconciliation;

/// <summary>Why two sides differ about a key.</summary>
/// <remarks>Source: domain rules §17.2.</remarks>
public enum BreakClass
{
    DuplicateLeft,
    DuplicateRight,

    /// <summary>After the cut-off: expected to clear by itself.</summary>
    Timing,
    MissingLeft,
    MissingRight,

    /// <summary>A compared field differs; the amounts may differ too.</summary>
    AttributeMismatch,
    AmountDifference,
}
