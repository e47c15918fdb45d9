namespace Tieout.Runtime.Lanes;

/// <summary>Whether a target holds a customer, or the project of a contract.</summary>
/// <param name="IsThere">It does, or takes none from the hub; one by files has been handed it.</param>
/// <param name="IsRefused">It does not take the record as it is; else it is tried again.</param>
/// <param name="Message">Why it does not hold the record.</param>
[Immutable]
public sealed record MasterDataOutcome(
    bool IsThere,
    bool IsRefused = false,
    string? Message = null
);
