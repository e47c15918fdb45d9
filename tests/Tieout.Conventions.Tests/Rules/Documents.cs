using System.Text;
using System.Text.RegularExpressions;
using Tieout.Conventions.Tests.Reading;

namespace Tieout.Conventions.Tests.Rules;

/// <summary>What a document says about the tree must be so.</summary>
internal static partial class Documents
{
    private static readonly string[] DecisionHeadings =
    [
        "## Context",
        "## Options",
        "## Decision",
        "## Consequences",
        "## Revisit when",
    ];

    /// <summary>What every command line answers to.</summary>
    private static readonly string[] BuiltIn = ["--help", "--version"];

    /// <summary>Relative links, to files and to headings.</summary>
    /// <param name="documents">Where to look.</param>
    /// <param name="textOf">The text at a path from the root; none when there is no such file,
    /// empty for a folder.</param>
    public static IEnumerable<Breach> DeadLinks(
        IEnumerable<TextFile> documents,
        Func<string, string?> textOf
    ) =>
        from document in documents
        from match in Link().Matches(WithoutCode(document.Text))
        let target = match.Groups["target"].Value
        where !target.Contains("://", StringComparison.Ordinal)
        where !target.StartsWith("mailto:", StringComparison.Ordinal)
        let parts = target.Split('#', 2)
        let path = parts[0].Length == 0 ? document.Path : Resolve(document.Path, parts[0])
        let text = textOf(path)
        where text is null || parts.Length == 2 && !Anchors(text).Contains(parts[1])
        select new Breach(document.Path, $"the link to {target} leads nowhere");

    /// <summary>Paths in backquotes that start with a folder of the root.</summary>
    public static IEnumerable<Breach> DeadPaths(
        IEnumerable<TextFile> documents,
        Func<string, bool> exists
    ) =>
        from document in documents
        from match in PathInQuotes().Matches(document.Text)
        let path = match.Groups["path"].Value.TrimEnd('/')
        where !exists(path)
        select new Breach(document.Path, $"{path} does not exist");

    /// <summary>The four headings of a decision, and when to think again.</summary>
    public static IEnumerable<Breach> HalfDecisions(IEnumerable<TextFile> records) =>
        from record in records
        from heading in DecisionHeadings
        where !record.Lines.Contains(heading, StringComparer.Ordinal)
        select new Breach(record.Path, $"has no heading '{heading}'");

    /// <summary>Commands of this repository that nobody could type.</summary>
    /// <param name="documents">Where to look.</param>
    /// <param name="verbs">The commands of ./tieout.</param>
    /// <param name="switches">The switches of ./test.</param>
    public static IEnumerable<Breach> UnknownCommands(
        IEnumerable<TextFile> documents,
        IReadOnlySet<string> verbs,
        IReadOnlySet<string> switches
    ) =>
        from document in documents
        from match in Command().Matches(document.Text)
        let program = match.Groups["program"].Value
        let word = match.Groups["word"].Value
        let isKnown = program == "tieout" ? verbs.Contains(word) : switches.Contains(word)
        where !isKnown
        select new Breach(document.Path, $"./{program} knows no '{word}'");

    /// <summary>The verbs that the command line makes commands of.</summary>
    public static IReadOnlySet<string> Verbs(IEnumerable<SourceFile> sources) =>
        sources
            .Where(source => source.IsIn("Tieout.Cli"))
            .SelectMany(source => CommandName().Matches(source.Text))
            .Select(match => match.Groups["name"].Value)
            .Concat(BuiltIn)
            .ToHashSet(StringComparer.Ordinal);

    public static IReadOnlySet<string> Switches(string script) =>
        Switch()
            .Matches(script)
            .SelectMany(match => match.Value.Trim().TrimEnd(')').Split(" | "))
            .ToHashSet(StringComparer.Ordinal);

    private static string Resolve(string document, string target)
    {
        var parts = new List<string>(document.Split('/')[..^1]);
        foreach (var part in target.TrimEnd('/').Split('/'))
        {
            if (part == "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    /// <summary>Headings as they are linked to: lower case, spaces as hyphens, no punctuation.
    /// </summary>
    private static HashSet<string> Anchors(string text)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in Heading().Matches(WithoutCode(text)).AsEnumerable())
        {
            var anchor = new StringBuilder();
            foreach (var c in match.Groups["title"].Value.Trim().ToLowerInvariant())
            {
                if (c == ' ')
                {
                    anchor.Append('-');
                }
                else if (char.IsLetterOrDigit(c) || c is '-' or '_')
                {
                    anchor.Append(c);
                }
            }

            anchors.Add(anchor.ToString());
        }

        return anchors;
    }

    private static string WithoutCode(string text) => Fence().Replace(text, "\n");

    [GeneratedRegex("""\]\((?<target>[^)\s]+)\)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(
        """`(?<path>(src|tests|docs|bench|\.ci)/[\w./-]*\w/?)`""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex PathInQuotes();

    [GeneratedRegex(
        """(?<![\w.])\./(?<program>tieout|test)[ ]+(?<word>[a-z-][a-z-]+)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Command();

    [GeneratedRegex(
        """(new Command|: base)\(\s*"(?<name>[a-z-]+)["]""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex CommandName();

    [GeneratedRegex(
        """^\s+(-\w \| )?--[a-z-]+\)""",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Switch();

    [GeneratedRegex(
        """^#+ (?<title>.+)$""",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Heading();

    [GeneratedRegex(
        """^```.*?^```""",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Fence();
}
