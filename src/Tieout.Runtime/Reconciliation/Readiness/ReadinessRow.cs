using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.Runtime.Reconciliation.Readiness;

/// <summary>Unbilled work of one engagement that is ready, or that waits for the same reason.</summary>
/// <param name="Engagement">None while nobody has set up its project.</param>
/// <param name="LegalEntity">None while no contract names one.</param>
/// <param name="Reason">The main reason; none when it is ready.</param>
/// <param name="Owner">Whose turn it is; none when it is ready.</param>
/// <param name="Currency">None while the work has no value.</param>
/// <param name="Count">Parts of work; one where it is agreed amounts and no work.</param>
/// <param name="Amount">None where there is no currency.</param>
/// <param name="From">First service date.</param>
/// <param name="Through">Last service date.</param>
/// <param name="Since">When the oldest of it came to stand here.</param>
public sealed record ReadinessRow(
    string? Engagement,
    string? LegalEntity,
    string? Reason,
    ReasonOwner? Owner,
    string? Currency,
    long Count,
    Effort Effort,
    Money? Amount,
    LocalDate From,
    LocalDate Through,
    Instant Since
)
{
    /// <summary>The next billing run takes it.</summary>
    public bool IsReady => Reason is null;
}
