using System.Text.RegularExpressions;
using Tieout.Conventions.Tests.Reading;

namespace Tieout.Conventions.Tests.Rules;

/// <summary>What no file of the tree may say. The patterns do not match themselves.</summary>
internal static partial class Words
{
    public static IEnumerable<Breach> MachinePaths(IEnumerable<TextFile> files) =>
        Matches(files, MachinePath(), "is a path of somebody's machine");

    public static IEnumerable<Breach> Secrets(IEnumerable<TextFile> files) =>
        Matches(files, Secret(), "looks like a secret");

    public static IEnumerable<Breach> Workplace(IEnumerable<TextFile> files) =>
        Matches(files, WorkplaceWord(), "is a word of the workplace, not of the product");

    /// <summary>Things left to do that nobody could look up.</summary>
    public static IEnumerable<Breach> LooseEnds(IEnumerable<TextFile> files) =>
        Matches(files, LooseEnd(), "names no issue: write T" + "ODO(#123) or do it");

    private static IEnumerable<Breach> Matches(
        IEnumerable<TextFile> files,
        Regex pattern,
        string what
    ) =>
        from file in files
        where !file.Path.EndsWith("packages.lock.json", StringComparison.Ordinal)
        from match in pattern.Matches(file.Text)
        let line = file.Text.AsSpan(0, match.Index).Count('\n') + 1
        select new Breach($"{file.Path}:{line}", $"'{match.Value.Trim()}' {what}");

    [GeneratedRegex(
        """(?<![\w.~:/$}-])(/(?:home|Users|root|work|mnt)/[A-Za-z0-9_.-]+|[A-Z]:\\Users\\)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex MachinePath();

    [GeneratedRegex(
        """-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}|\bxox[abp]-\w{10,}|\b[sr]k_live_\w{10,}|\bAIza[\w-]{30,}|\beyJ[\w-]{20,}\.eyJ[\w-]{20,}|://[\w.-]+:[^\s@/{}$"]{3,}@(?!localhost|127\.)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Secret();

    [GeneratedRegex(
        """\b(Chat[G]PT|Co[p]ilot|Cla[u]de|Anthro[p]ic|Open[A]I|LL[M]s?|A[I]-generated|work[t]rees?|[Ss]ub-?agen[t]s?)\b""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex WorkplaceWord();

    [GeneratedRegex(
        """\b(T[O]DO|FI[X]ME|HA[C]K|XX[X])\b(?!\(#\d+\))""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex LooseEnd();
}
