namespace Tieout.Domain.Reconciliation;

/// <summary>Opening and movements against the closing balance that somebody reports.</summary>
/// <remarks>Source: domain rules §17.3.</remarks>
public sealed record RollForward(
    decimal Opening,
    IReadOnlyList<decimal> Plus,
    IReadOnlyList<decimal> Minus,
    decimal Closing
)
{
    public decimal ExpectedClosing => Opening + Plus.Sum() - Minus.Sum();

    /// <summary>Reported less expected.</summary>
    public decimal Difference => Closing - ExpectedClosing;

    public bool IsBalanced => Difference == 0m;
}
