namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>What is selected, compared or sorted by.</summary>
/// <param name="Path">Of a field; empty for COUNT().</param>
/// <param name="Function">COUNT, COUNT_DISTINCT, SUM, AVG, MIN, MAX; none for the field itself.</param>
internal sealed record SoqlOperand(string Path, string? Function = null);
