using Tieout.Conventions.Tests.Reading;

namespace Tieout.Conventions.Tests.Rules;

/// <summary>Which project may reference which, and which packages each may use.</summary>
internal static class Layering
{
    /// <summary>Whoever needs a line more changes this table in the same commit, and says why.</summary>
    private static readonly Dictionary<string, Allowed> Table = new(StringComparer.Ordinal)
    {
        ["Tieout.Domain"] = new([], ["NodaTime"]),
        ["Tieout.Connect"] = new(["Tieout.Domain"], []),
        // CSV has more corners than a page of own code: quotes, delimiters, encodings. And a pool
        // of texts that is bounded: a million rows repeat a few hundred codes. Manifests are YAML,
        // and a system's limit of calls is kept by the platform's own limiter.
        ["Tieout.Connectors"] = new(
            ["Tieout.Connect"],
            [
                "CommunityToolkit.HighPerformance",
                "CsvHelper",
                "System.Threading.RateLimiting",
                "YamlDotNet",
            ]
        ),
        // A simulator keeps its books in a file, so that it can be killed like a real system.
        ["Tieout.Sandbox"] = new(
            ["Tieout.Connect"],
            ["CsvHelper", "Microsoft.Data.Sqlite", "Microsoft.OData.Core"]
        ),
        ["Tieout.Runtime"] = new(
            ["Tieout.Domain", "Tieout.Connect"],
            [
                "Microsoft.Orleans.Sdk",
                "Microsoft.Orleans.Serialization.SystemTextJson",
                "NodaTime.Serialization.SystemTextJson",
                "Microsoft.Data.Sqlite",
                "Npgsql",
                // Journals that ledgers import.
                "CsvHelper",
            ]
        ),
        ["Tieout.Host"] = new(
            ["Tieout.Connectors", "Tieout.Runtime", "Tieout.Sandbox"],
            ["Microsoft.Orleans.Server", "YamlDotNet"]
        ),
        ["Tieout.Cli"] = new(["Tieout.Host"], ["System.CommandLine", "Spectre.Console"]),
    };

    public static IEnumerable<Breach> Breaches(IEnumerable<ProjectFile> projects)
    {
        foreach (var project in projects.Where(project => project.IsProduct))
        {
            if (!Table.TryGetValue(project.Name, out var allowed))
            {
                yield return new(project.Path, "has no line in the table of allowed references");
                continue;
            }

            foreach (var reference in project.Projects.Except(allowed.Projects))
            {
                yield return new(project.Path, $"must not reference {reference}");
            }

            foreach (var package in project.Packages.Except(allowed.Packages))
            {
                yield return new(project.Path, $"must not use the package {package}");
            }
        }
    }

    /// <summary>Lines that say nothing about the tree any more.</summary>
    public static IEnumerable<Breach> Unused(IReadOnlyCollection<ProjectFile> projects) =>
        from line in Table
        let project = projects.FirstOrDefault(x => x.IsProduct && Same(x.Name, line.Key))
        from unused in project is null
            ? [line.Key]
            : line
                .Value.Packages.Except(project.Packages)
                .Concat(line.Value.Projects.Except(project.Projects))
        select new Breach(line.Key, $"the table allows {unused}, which nobody uses");

    private static bool Same(string one, string other) =>
        one.Equals(other, StringComparison.Ordinal);

    private sealed record Allowed(string[] Projects, string[] Packages);
}
