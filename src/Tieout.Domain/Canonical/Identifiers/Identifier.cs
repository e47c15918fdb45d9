namespace Tieout.Domain.Canonical.Identifiers;

/// <summary>What every identifier must satisfy.</summary>
public static class Identifier
{
    /// <summary>Longest identifier in characters.</summary>
    public const int LengthMax = 200;

    /// <summary>Not empty, at most <see cref="LengthMax"/> characters, no control characters.</summary>
    public static bool IsValid(string? value) =>
        value is { Length: > 0 and <= LengthMax }
        && !char.IsWhiteSpace(value[0])
        && !char.IsWhiteSpace(value[^1])
        && !HasControl(value);

    internal static string Checked(string value) =>
        IsValid(value)
            ? value
            : throw new FormatException(
                $"'{value}' is no identifier: 1 to {LengthMax} characters, no control characters."
            );

    // C0, DEL and C1: what char.IsControl says, by vector; every fact of a feed comes through here.
    private static bool HasControl(ReadOnlySpan<char> value) =>
        value.IndexOfAnyInRange('\u0000', '\u001f') >= 0
        || value.IndexOfAnyInRange('\u007f', '\u009f') >= 0;
}
