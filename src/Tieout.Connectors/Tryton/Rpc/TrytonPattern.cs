namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>Patterns of Tryton's <c>like</c>.</summary>
internal static class TrytonPattern
{
    /// <summary>Takes the prefix as it is: its own wildcards are escaped.</summary>
    public static string StartingWith(string prefix) =>
        prefix
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
