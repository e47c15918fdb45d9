using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.Runtime.Reconciliation.Readiness;

/// <summary>Which unbilled work is asked for; what is left out does not restrict.</summary>
/// <param name="Through">Last service date, included.</param>
public sealed record ReadinessFilter(
    LocalDate? Through = null,
    string? Engagement = null,
    string? LegalEntity = null,
    ReasonOwner? Owner = null
)
{
    public static ReadinessFilter All { get; } = new();

    internal bool Accepts(ReadinessRow row) =>
        Same(Engagement, row.Engagement)
        && Same(LegalEntity, row.LegalEntity)
        && (Owner is null || Owner == row.Owner);

    private static bool Same(string? wanted, string? found) =>
        wanted is null || wanted.Equals(found, StringComparison.Ordinal);
}
