using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Reconciliation.Readiness;

/// <summary>What is ready and what is not, of one engagement, legal entity or owner.</summary>
/// <param name="Of">Its code; a dash stands for what nobody could assign yet.</param>
/// <param name="Currency">None while the work has no value.</param>
/// <param name="ReadyAmount">None without a currency.</param>
/// <param name="WaitingAmount">None without a currency.</param>
public sealed record ReadinessTotal(
    string Of,
    string? Currency,
    Effort Ready,
    Money? ReadyAmount,
    Effort Waiting,
    Money? WaitingAmount
);
