namespace Tieout.Connect;

/// <summary>Which fields a system's own records have, whatever is taken of them.</summary>
/// <param name="Objects">
/// By path, <c>user/address</c>, empty for the records themselves: how many objects were looked at.
/// </param>
/// <param name="Fields">
/// By path: in how many of the objects above it the field stands, with a value or null. What is below one that is read
/// stands with <see cref="Value"/> where it is a value, of those with <see cref="Scalar"/> that are one or null.
/// </param>
/// <param name="Read">The fields of the records themselves that something is read from.</param>
public sealed record PayloadShape(
    IReadOnlyDictionary<string, int> Objects,
    IReadOnlyDictionary<string, int> Fields,
    IReadOnlySet<string> Read
)
{
    /// <summary>After a field: that it is null or a value, and no object and no list.</summary>
    public const string Scalar = "/*";

    /// <summary>After a field: that it is a value.</summary>
    public const string Value = Scalar + "/*";
}
