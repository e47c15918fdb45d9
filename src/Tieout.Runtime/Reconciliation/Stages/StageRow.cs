using Tieout.Domain.Amounts;
using Tieout.Domain.Ledger;

namespace Tieout.Runtime.Reconciliation.Stages;

/// <summary>What stands in one stage.</summary>
/// <param name="Currency">None for work that has no value yet.</param>
/// <param name="LegalEntity">None when not asked for, or while no contract names one.</param>
/// <param name="Slices">How many parts of work.</param>
/// <param name="Amount">None where there is no currency.</param>
public sealed record StageRow(
    string? Currency,
    string? LegalEntity,
    Stage Stage,
    long Slices,
    Effort Effort,
    Money? Amount
);
