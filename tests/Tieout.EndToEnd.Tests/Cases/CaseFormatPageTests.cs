using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieout.Host.Evaluation;
using Tieout.Testing;

namespace Tieout.EndToEnd.Tests.Cases;

/// <summary>The page about the format of cases: its examples run, and it leaves no step out.</summary>
public sealed partial class CaseFormatPageTests
{
    private static readonly string Page = File.ReadAllText(PagePath());

    [Fact]
    public void The_examples_of_the_page_come_out_as_it_says()
    {
        var cases = Blocks("case");
        var results = Blocks("result");
        Assert.Equal(3, cases.Count);
        Assert.Equal(cases.Count, results.Count);
        foreach (var (worked, expected) in cases.Zip(results))
        {
            using var document = JsonDocument.Parse(worked);
            var result = CaseEvaluator.EvaluateDocument(document.RootElement);

            Assert.True(
                JsonNode.DeepEquals(JsonNode.Parse(expected), result),
                result.ToJsonString()
            );
        }
    }

    [Fact]
    public void Every_step_stands_on_the_page_and_no_other()
    {
        var told = StepRow().Matches(Page).Select(x => x.Groups["step"].Value);

        Assert.Equal(CaseEvaluator.StepTypes, told.Order(StringComparer.Ordinal));
    }

    private static List<string> Blocks(string kind) =>
        [
            .. Regex
                .Matches(
                    Page,
                    $"<!-- {kind} -->\n```json\n(?<text>.*?)```",
                    RegexOptions.Singleline,
                    TimeSpan.FromSeconds(5)
                )
                .Select(x => x.Groups["text"].Value),
        ];

    [GeneratedRegex(
        @"^\| `(?<step>[a-z]+\.[a-z_]+)` \|",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5_000
    )]
    private static partial Regex StepRow();

    private static string PagePath() =>
        Path.Combine(ApprovedPage.Root, "docs", "reference", "case-format.md");
}
