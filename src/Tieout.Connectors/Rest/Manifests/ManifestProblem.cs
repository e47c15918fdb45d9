using System.Globalization;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Something in a manifest that has to be put right.</summary>
/// <param name="Line">From one; zero when the file as a whole is meant.</param>
/// <param name="Column">From one; zero when the file as a whole is meant.</param>
/// <param name="Path">Where, with dots: <c>resources.time.paging.kind</c>; empty for the file.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
public sealed record ManifestProblem(long Line, long Column, string Path, string Message)
{
    /// <summary>As editors and people find it: <c>redmine.yaml:7:3: auth.kind: ...</c>.</summary>
    public string Describe(string file)
    {
        var place =
            Line == 0
                ? file
                : string.Create(CultureInfo.InvariantCulture, $"{file}:{Line}:{Column}");
        return Path.Length == 0 ? $"{place}: {Message}" : $"{place}: {Path}: {Message}";
    }
}
