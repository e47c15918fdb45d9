using Tieout.Domain.Amounts;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>The tax of one code on a document.</summary>
public sealed record ExplainedTax(string Code, string Rate, Money Taxable, Money Tax);
