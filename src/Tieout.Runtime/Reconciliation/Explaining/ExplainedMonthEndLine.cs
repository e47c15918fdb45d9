using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>What a contract's month end did to an account of a ledger.</summary>
/// <param name="Account">The ledger's own code.</param>
/// <param name="Dimensions">Joined by semicolons; none for nothing.</param>
public sealed record ExplainedMonthEndLine(
    string Engagement,
    string Account,
    Money Debit,
    Money Credit,
    string? Dimensions
);
