namespace Tieout.Connect;

/// <summary>A place in a feed's stream of changes. Only the source reads what is inside.</summary>
/// <param name="Value">
/// Opaque text; at most <see cref="LengthMax"/> characters, and as a rule a few hundred: it is
/// stored with every page.
/// </param>
public readonly record struct Cursor(string Value)
{
    /// <summary>Characters that a cursor may have.</summary>
    public const int LengthMax = 131_072;

    /// <summary>Before the first record.</summary>
    public static Cursor Start { get; } = new(string.Empty);
}
