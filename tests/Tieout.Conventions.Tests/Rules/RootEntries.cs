using Tieout.Conventions.Tests.Reading;

namespace Tieout.Conventions.Tests.Rules;

/// <summary>What may stand in the repository's root: a newcomer reads all of it.</summary>
internal static class RootEntries
{
    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        "Tieout.slnx",
        "tieout",
        "test",
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "LICENSE",
        ".ci/",
        ".config/",
        "docs/",
        "src/",
        "tests/",
        "bench/",
        ".editorconfig",
        ".gitignore",
        ".gitattributes",
        "Directory.Build.props",
        "Directory.Packages.props",
        "BannedSymbols.txt",
        "global.json",
        "nuget.config",
    };

    private static readonly string[] Required =
    [
        "Tieout.slnx",
        "tieout",
        "test",
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "LICENSE",
    ];

    public static IEnumerable<Breach> Breaches(IReadOnlyCollection<string> entries) =>
        entries
            .Where(name => !Allowed.Contains(name))
            .Select(name => new Breach(name, "has no place in the root"))
            .Concat(
                Required
                    .Where(name => !entries.Contains(name, StringComparer.Ordinal))
                    .Select(name => new Breach(name, "is missing from the root"))
            );
}
