namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>A search of one model.</summary>
/// <param name="Domain">Tryton's clauses, <c>["code", "=", "C-1"]</c>; empty for all.</param>
/// <param name="Fields">In snake_case; <c>employee.party</c> comes nested.</param>
public sealed record TrytonQuery(
    string Model,
    IReadOnlyList<object?> Domain,
    IReadOnlyList<string> Fields
)
{
    /// <summary>At most so many rows; all when none.</summary>
    public int? Limit { get; init; }

    /// <summary>Rows left out at the start.</summary>
    public int Offset { get; init; }

    /// <summary>Fields in ascending order; the model's own order when none.</summary>
    public IReadOnlyList<string>? OrderBy { get; init; }

    /// <summary>Added to the session's context.</summary>
    public IReadOnlyDictionary<string, object?>? Context { get; init; }

    internal TrytonCall Call =>
        TrytonCall.Read(
            Model,
            "search_read",
            [Domain, Offset, Limit, Ascending(OrderBy), Fields]
        ) with
        {
            Context = Context,
        };

    private static string[][]? Ascending(IReadOnlyList<string>? fields) =>
        fields is null ? null : [.. fields.Select(field => new[] { field, "ASC" })];
}
