using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Host.Evaluation;

namespace Tieout.EndToEnd.Tests.Cases;

/// <summary>Every published worked case, evaluated and compared text by text.</summary>
public sealed class GoldenCaseTests
{
    private static readonly Dictionary<string, JsonElement> Cases = CaseFile.Load(
        "golden-cases.json"
    );

    public static IEnumerable<TheoryDataRow<string>> Ids =>
        Cases.Keys.Select(id => new TheoryDataRow<string>(id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_worked_case_comes_out_as_published(string id)
    {
        try
        {
            CaseFile.ComesOut(Cases[id]);
        }
        catch (UnsupportedStepException unsupported)
        {
            Assert.Skip($"{id} needs the step type {unsupported.StepType}");
        }
    }

    [Fact]
    public void A_step_that_keeps_no_state_comes_out_the_same_outside_its_case()
    {
        var known = CaseEvaluator.StepTypes.ToHashSet(StringComparer.Ordinal);
        foreach (var (id, worked) in Cases)
        {
            var whole = JsonNode.Parse(worked.GetRawText())!;
            var results = whole["expected"]!["steps"]!.AsArray();
            foreach (var (step, i) in whole["steps"]!.AsArray().Select((step, i) => (step, i)))
            {
                var type = (string)step!["do"]!;
                if (!known.Contains(type) || KeepsState(type))
                {
                    continue;
                }

                var alone = JsonSerializer.SerializeToElement(
                    new
                    {
                        id,
                        given = whole["given"],
                        steps = new[] { step },
                    }
                );
                var result = CaseEvaluator.Evaluate(alone)["steps"]![0];

                Assert.True(
                    JsonNode.DeepEquals(results[i], result),
                    $"{id} step {i}: {CaseFile.Difference(results[i], result)}"
                );
            }
        }
    }

    [Fact]
    public void All_published_cases_are_read()
    {
        Assert.Equal(76, Cases.Count);
    }

    [Fact]
    public void A_set_of_cases_gives_their_results_in_order()
    {
        var set = JsonSerializer.SerializeToElement(
            new { format = "tieout-case/1", cases = new[] { Cases["G009"], Cases["G001"] } }
        );

        var results = CaseEvaluator.EvaluateDocument(set).AsArray();

        Assert.Equal(["G009", "G001"], results.Select(result => (string?)result!["case"]));
    }

    private static bool KeepsState(string stepType) =>
        stepType is "time.update" || stepType.StartsWith("bill.", StringComparison.Ordinal);
}
