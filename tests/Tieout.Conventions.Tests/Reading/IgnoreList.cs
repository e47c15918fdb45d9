using System.IO.Enumeration;

namespace Tieout.Conventions.Tests.Reading;

/// <summary>The part of the format of .gitignore that this repository uses: names and stars.</summary>
internal sealed class IgnoreList(IReadOnlyList<string> lines)
{
    private readonly List<string> _patterns =
    [
        .. lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'),
        ".git",
        ".git/",
    ];

    /// <summary>Whether git would pass it over.</summary>
    /// <param name="name">A name without its path; a folder's ends with a slash.</param>
    public bool Covers(string name) =>
        _patterns.Exists(pattern =>
            FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)
        );
}
