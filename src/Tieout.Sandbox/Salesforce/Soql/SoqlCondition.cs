namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>What records of a query must be like.</summary>
internal abstract record SoqlCondition
{
    private SoqlCondition() { }

    public sealed record All(IReadOnlyList<SoqlCondition> Parts) : SoqlCondition;

    public sealed record Any(IReadOnlyList<SoqlCondition> Parts) : SoqlCondition;

    public sealed record Not(SoqlCondition Part) : SoqlCondition;

    /// <summary>A field and one value.</summary>
    /// <param name="Operator">=, !=, &lt;, &lt;=, &gt;, &gt;=, LIKE.</param>
    public sealed record Comparison(SoqlOperand Operand, string Operator, SoqlLiteral Value)
        : SoqlCondition;

    /// <summary>A field and several values.</summary>
    /// <param name="Operator">IN, NOT IN, INCLUDES, EXCLUDES.</param>
    public sealed record Listed(
        SoqlOperand Operand,
        string Operator,
        IReadOnlyList<SoqlLiteral> Values
    ) : SoqlCondition;

    /// <summary>IN or NOT IN what another query finds.</summary>
    public sealed record Joined(SoqlOperand Operand, bool IsNegated, SoqlQuery Query)
        : SoqlCondition;
}
