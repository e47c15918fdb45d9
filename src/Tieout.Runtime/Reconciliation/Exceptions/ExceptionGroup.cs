using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;

namespace Tieout.Runtime.Reconciliation.Exceptions;

/// <summary>All exceptions of one reason and owner, in one currency.</summary>
/// <param name="Currency">None where the amount is not known.</param>
/// <param name="Amount">None where it is not known.</param>
/// <param name="Basis">gross, net or net change, as of its rows.</param>
/// <param name="Oldest">When the first of them arose.</param>
public sealed record ExceptionGroup(
    string Reason,
    ReasonOwner Owner,
    string? Currency,
    string? Basis,
    int Count,
    Effort Effort,
    decimal? Amount,
    Instant Oldest
);
