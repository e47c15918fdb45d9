namespace Tieout.Host.Configuration;

/// <summary>When is billed, and who approves.</summary>
/// <param name="IsApprovedAutomatically">Drafts are approved by policy; otherwise they wait.</param>
/// <param name="WriteOffLimit">
/// Standard value above which a write-off needs a second person, in the contract's currency; none needs one
/// when none.
/// </param>
public sealed record BillingSettings(
    bool IsApprovedAutomatically,
    BillingPlan Plan,
    decimal? WriteOffLimit = null
)
{
    /// <summary>Stands on a document that was approved by policy.</summary>
    public const string Policy = "policy:automatic";

    /// <summary>Who approves at once; none when people do.</summary>
    public string? ApprovedBy => IsApprovedAutomatically ? Policy : null;
}
