namespace Tieout.Connectors.AvaTax;

/// <summary>A line of a transaction.</summary>
/// <param name="LineNumber">As the hub sent it.</param>
internal sealed record AvaTaxTransactionLine(string LineNumber, decimal LineAmount, decimal Tax);
