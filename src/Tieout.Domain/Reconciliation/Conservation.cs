namespace Tieout.Domain.Reconciliation;

/// <summary>A whole against its parts: nothing lost, nothing twice.</summary>
/// <remarks>Source: domain rules §1, identities C1 to C10.</remarks>
public sealed record Conservation(decimal Total, IReadOnlyList<decimal> Parts)
{
    /// <summary>Total less parts.</summary>
    public decimal Difference => Total - Parts.Sum();

    public bool IsBalanced => Difference == 0m;
}
