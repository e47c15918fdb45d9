namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>A model whose changes are read, and which of its records.</summary>
/// <param name="Domain">Tryton's clauses besides those for the change itself.</param>
internal sealed record ScanTarget(string Model, IReadOnlyList<object?> Domain)
{
    public static readonly object[] ArchivedToo = ["active", "in", new[] { true, false }];
}
