namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>One thing that a query is sorted by.</summary>
internal sealed record SoqlOrder(SoqlOperand Operand, bool IsDescending, bool NullsLast);
