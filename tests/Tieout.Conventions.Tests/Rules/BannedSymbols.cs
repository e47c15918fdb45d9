using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tieout.Conventions.Tests.Reading;

namespace Tieout.Conventions.Tests.Rules;

/// <summary>The list of what the build refuses everywhere, and that every project is under it.
/// </summary>
internal static partial class BannedSymbols
{
    public const string ListFile = "BannedSymbols.txt";

    /// <summary>What the house style promises; more may be banned.</summary>
    private static readonly string[] Promised =
    [
        "P:System.DateTime.Now",
        "P:System.DateTime.UtcNow",
        "P:System.DateTime.Today",
        "P:System.DateTimeOffset.Now",
        "P:System.DateTimeOffset.UtcNow",
        "M:System.Guid.NewGuid",
        "P:System.Random.Shared",
        "M:System.Threading.Thread.Sleep(System.Int32)",
        "M:System.Threading.Thread.Sleep(System.TimeSpan)",
        "M:System.Math.Round(System.Decimal)",
        "M:System.Environment.Exit(System.Int32)",
    ];

    public static IEnumerable<Breach> OfList(TextFile list)
    {
        var compilation = CSharpCompilation.Create("Framework", references: Framework());
        var entries = list.Lines.Select(line => line.Split(';', 2)).ToList();
        foreach (var entry in entries)
        {
            if (
                DocumentationCommentId.GetFirstSymbolForDeclarationId(entry[0], compilation) is null
            )
            {
                yield return new(list.Path, $"{entry[0]} is no symbol, so the line bans nothing");
            }

            if (entry.Length < 2 || entry[1].Trim().Length == 0)
            {
                yield return new(list.Path, $"{entry[0]} does not say what to do instead");
            }
        }

        foreach (var missing in Promised.Except(entries.Select(entry => entry[0])))
        {
            yield return new(list.Path, $"{missing} is not banned");
        }
    }

    /// <summary>The list is given to every project, and nobody is let out.</summary>
    public static IEnumerable<Breach> OfBuild(TextFile buildProps, TextFile packageProps)
    {
        if (!buildProps.Text.Contains($"{ListFile}\" Visible", StringComparison.Ordinal))
        {
            yield return new(buildProps.Path, $"does not give {ListFile} to the projects");
        }

        if (!GlobalAnalyzer().IsMatch(packageProps.Text))
        {
            yield return new(packageProps.Path, "does not give every project the analyzer");
        }
    }

    public static IEnumerable<Breach> OfExemptions(IEnumerable<TextFile> files) =>
        from file in files
        where Kinds.Contains(Path.GetExtension(file.Path), StringComparer.Ordinal)
        where Exemption().IsMatch(file.Text)
        select new Breach(file.Path, "lets itself out of the banned symbols");

    private static readonly string[] Kinds = [".cs", ".csproj", ".props", ".editorconfig"];

    private static IEnumerable<MetadataReference> Framework() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));

    [GeneratedRegex(
        """<GlobalPackageReference\s+Include="Microsoft\.CodeAnalysis\.BannedApiAnalyzers" """,
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex GlobalAnalyzer();

    [GeneratedRegex(
        """disable\s+RS[0]030|<NoWarn>[^<]*RS[0]030|RS[0]030\.severity\s*=\s*(none|silent)|SuppressMessage\([^)]*RS[0]030|<AdditionalFiles\s+Remove|EnableGlobalPackageReference[>]false""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Exemption();
}
