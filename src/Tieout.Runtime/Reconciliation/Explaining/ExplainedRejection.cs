using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>A record of a source that could not be taken: what it would have been is not known, or known as it was.</summary>
/// <param name="Id">Of the exception.</param>
/// <param name="Effort">The time that it reports; zero where it tells none.</param>
public sealed record ExplainedRejection(string Id, string Code, string Message, Effort Effort);
