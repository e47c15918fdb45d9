namespace Tieout.Sandbox.Kantata;

/// <summary>A kind of record.</summary>
/// <param name="Name">As its list, its address and its map in an answer are called.</param>
/// <param name="One">As the body of a call names one of them.</param>
/// <param name="Fields">What callers may set.</param>
/// <param name="Links">What may be included.</param>
/// <param name="Orders">What a list may be ordered by, the first as it is by default.</param>
internal sealed record KantataKind(
    string Name,
    string One,
    IReadOnlyList<KantataField> Fields,
    IReadOnlyList<KantataLink> Links,
    IReadOnlyList<string> Orders
)
{
    /// <summary>Members that have to be asked for by <c>optional_fields</c>.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    /// <summary>As external references and custom field values name the kind.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether records tell when they were made and changed.</summary>
    public bool IsStamped { get; init; } = true;
}
