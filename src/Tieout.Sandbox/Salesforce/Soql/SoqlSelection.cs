namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>One thing that a query asks for.</summary>
internal abstract record SoqlSelection
{
    private SoqlSelection() { }

    /// <summary>A field or an aggregate, under its name or another.</summary>
    public sealed record One(SoqlOperand Operand, string? Alias = null) : SoqlSelection;

    /// <summary>FIELDS(ALL), FIELDS(STANDARD), FIELDS(CUSTOM).</summary>
    public sealed record Fields(string Group) : SoqlSelection;

    /// <summary>Records that refer to each record, by the name of their relationship.</summary>
    public sealed record Children(SoqlQuery Query) : SoqlSelection;
}
