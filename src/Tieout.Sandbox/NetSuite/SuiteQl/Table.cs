namespace Tieout.Sandbox.NetSuite.SuiteQl;

/// <summary>A table that can be asked, with its rows.</summary>
/// <param name="Columns">Name and type in the words of SQLite: <c>id INTEGER</c>.</param>
internal sealed record Table(
    string Name,
    IReadOnlyList<(string Name, string Kind)> Columns,
    IEnumerable<IReadOnlyList<object?>> Rows
)
{
    public const string Number = "INTEGER";

    public const string Amount = "NUMERIC";

    public const string Text = "TEXT";

    /// <summary>Kept as <c>2026-03-31 00:00:00</c>, and told as <c>3/31/2026</c>.</summary>
    public const string Day = "DATE";
}
