namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>A value that stands in a query.</summary>
internal abstract record SoqlLiteral
{
    private SoqlLiteral() { }

    /// <summary>In quotes.</summary>
    public sealed record Text(string Value) : SoqlLiteral;

    public sealed record Number(decimal Value) : SoqlLiteral;

    public sealed record Flag(bool Value) : SoqlLiteral;

    public sealed record Null : SoqlLiteral;

    public sealed record Date(DateOnly Value) : SoqlLiteral;

    public sealed record Instant(DateTimeOffset Value) : SoqlLiteral;

    /// <summary>TODAY, LAST_N_DAYS:30: days from one to another, which is not included.</summary>
    public sealed record Days(string Name, int Count) : SoqlLiteral;
}
