using Tieout.Conventions.Tests.Reading;
using Tieout.Conventions.Tests.Rules;

namespace Tieout.Conventions.Tests;

public sealed class DocumentsTests
{
    private static readonly HashSet<string> Switches = ["--help", "--filter"];

    private static IEnumerable<TextFile> Pages =>
        Repository.Files.Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal));

    [Fact]
    public void Every_link_of_a_document_leads_somewhere() =>
        Guard.Holds(Documents.DeadLinks(Pages, TextOf));

    [Fact]
    public void Every_path_that_a_document_names_exists() =>
        Guard.Holds(Documents.DeadPaths(Pages, Repository.Exists));

    [Fact]
    public void Every_decision_has_its_headings()
    {
        TextFile[] records =
        [
            .. Pages.Where(x => x.Path.StartsWith("docs/decisions/0", StringComparison.Ordinal)),
        ];

        Assert.NotEmpty(records);
        Guard.Holds(Documents.HalfDecisions(records));
    }

    [Fact]
    public void Every_command_in_a_document_can_be_typed()
    {
        var switches = Documents.Switches(Repository.Text("test"));

        Assert.Contains("--no-services", switches);
        Guard.Holds(
            Documents.UnknownCommands(Pages, Documents.Verbs(Repository.Sources), switches)
        );
    }

    [Theory]
    [InlineData("[a](missing.md)", "missing.md")]
    [InlineData("[a](../README.md)", "../README.md")]
    [InlineData("[a](page.md#no-such-heading)", "#no-such-heading")]
    [InlineData("[a](#nowhere)", "#nowhere")]
    public void A_dead_link_is_seen(string text, string what) =>
        Guard.Sees(Documents.DeadLinks([Page(text)], Known), what);

    [Theory]
    [InlineData("[a](page.md)")]
    [InlineData("[a](page.md#what-it-is)")]
    [InlineData("[a](../docs/page.md)")]
    [InlineData("[a](https://example.com/missing.md)")]
    [InlineData("# Here\n[a](#here)")]
    [InlineData("```\n[a](missing.md)\n```")]
    public void A_link_that_leads_somewhere_is_let_pass(string text) =>
        Assert.Empty(
            Documents.DeadLinks([Page(text)], path => path == "docs/a.md" ? text : Known(path))
        );

    [Fact]
    public void A_path_that_is_gone_is_seen() =>
        Guard.Sees(
            Documents.DeadPaths([Page("`src/Gone.cs`, `src/Here.cs`")], x => x == "src/Here.cs"),
            "src/Gone.cs does not exist"
        );

    [Fact]
    public void A_decision_without_its_consequences_is_seen() =>
        Guard.Sees(
            Documents.HalfDecisions([
                Page("## Context\n## Options\n## Decision\n## Revisit when\n"),
            ]),
            "## Consequences"
        );

    [Theory]
    [InlineData("./tieout dance", "'dance'")]
    [InlineData("./test --fast", "'--fast'")]
    [InlineData("`./test --help` and `./tieout demos`", "'demos'")]
    public void A_command_that_nobody_can_type_is_seen(string text, string what) =>
        Guard.Sees(
            Documents.UnknownCommands([Page(text)], new HashSet<string> { "demo" }, Switches),
            what
        );

    [Fact]
    public void The_verbs_are_read_from_the_command_line_itself()
    {
        var source = new SourceFile(
            "src/Tieout.Cli/A.cs",
            "class A() : Command { object B = new Command(\"demo\", \"The story.\"); }"
        );

        Assert.Equal(
            ["--help", "--version", "demo"],
            Documents.Verbs([source]).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["--help", "--long", "-h"],
            Documents.Switches("  --long)\n  -h | --help)\n").Order(StringComparer.Ordinal)
        );
    }

    private static string? TextOf(string path)
    {
        var full = Path.Combine(Repository.Root, path);
        return File.Exists(full) ? File.ReadAllText(full)
            : Directory.Exists(full) ? string.Empty
            : null;
    }

    private static string? Known(string path) =>
        path == "docs/page.md" ? "# A page\n\n## What it is\n" : null;

    private static TextFile Page(string text) => new("docs/a.md", text);
}
