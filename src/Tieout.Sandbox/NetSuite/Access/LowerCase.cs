namespace Tieout.Sandbox.NetSuite.Access;

/// <summary>Scheme and host of an address are signed in lower case, its path as it stands.</summary>
internal static class LowerCase
{
    /// <summary>The first characters in lower case.</summary>
    public static string ToLowerInvariantUpTo(this string text, int length) =>
        string.Concat(text[..length].ToLowerInvariant(), text.AsSpan(length));
}
