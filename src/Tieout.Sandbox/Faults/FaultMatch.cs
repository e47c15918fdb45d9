namespace Tieout.Sandbox.Faults;

/// <summary>Which requests a fault is for.</summary>
/// <param name="Method">HTTP method in capitals, or <c>*</c>.</param>
/// <param name="Path">
/// From the root, without query; <c>*</c> stands for one segment, a last <c>**</c> for the rest.
/// </param>
public sealed record FaultMatch(string Method, string Path)
{
    /// <summary>
    /// The method of what a simulator delivers to others; its path is the kind of event. No
    /// <c>*</c> includes it: whoever counts requests does not count deliveries.
    /// </summary>
    public const string Webhook = "WEBHOOK";

    /// <summary>Whether all of its path counts: what follows a <c>**</c> would not.</summary>
    internal bool IsWhole =>
        Segments(Path).SkipLast(1).All(x => !x.Equals("**", StringComparison.Ordinal));

    /// <summary>Tells whether a request is one of them.</summary>
    public bool Includes(string method, string path) =>
        (IsSame(Method, method) || (IsSame(Method, "*") && !IsSame(method, Webhook)))
        && IncludesPath(Segments(Path), Segments(path));

    private static bool IncludesPath(string[] pattern, string[] path)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (string.Equals(pattern[i], "**", StringComparison.Ordinal))
            {
                return true;
            }

            var isThere = i < path.Length;
            if (!isThere || (!IsSame(pattern[i], "*") && !IsSame(pattern[i], path[i])))
            {
                return false;
            }
        }

        return pattern.Length == path.Length;
    }

    private static string[] Segments(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsSame(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
