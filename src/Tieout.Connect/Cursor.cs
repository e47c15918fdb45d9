namespace Tieout.Connect;

/// <summary>A place in a feed's stream of changes. Only the source reads what is inside.</summary>
/// <param name="Value">Opaque text; at most 4,096 characters.</param>
public readonly record struct Cursor(string Value)
{
    /// <summary>Before the first record.</summary>
    public static Cursor Start { get; } = new(string.Empty);
}
