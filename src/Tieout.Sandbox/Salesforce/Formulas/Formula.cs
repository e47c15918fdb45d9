namespace Tieout.Sandbox.Salesforce.Formulas;

/// <summary>A formula as it was read.</summary>
internal abstract record Formula
{
    private Formula() { }

    /// <summary>A value that is written out; none is NULL.</summary>
    public sealed record Literal(object? Value) : Formula;

    /// <summary>A field of the record, or of one that it refers to: <c>Product2.Name</c>.</summary>
    public sealed record Field(string Path) : Formula;

    /// <summary>A function; its name in capitals.</summary>
    public sealed record Call(string Function, IReadOnlyList<Formula> Arguments) : Formula;

    /// <summary>Two formulas and what is between them.</summary>
    public sealed record Binary(string Operator, Formula Left, Formula Right) : Formula;

    /// <summary>The number with the other sign.</summary>
    public sealed record Negated(Formula Operand) : Formula;
}
