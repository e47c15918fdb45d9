using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>Money received on a document.</summary>
public sealed record ExplainedPayment(
    string Id,
    string Document,
    Money Amount,
    LocalDate ValueDate
);
