using System.Text.Json.Nodes;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>`tieout evaluate` as a process.</summary>
public sealed class EvaluateTests
{
    [Fact]
    public async Task A_worked_case_is_evaluated_to_json_and_nothing_else()
    {
        var cases = Path.Combine(AppContext.BaseDirectory, "Cases", "golden-cases.json");
        var all = JsonNode.Parse(
            await File.ReadAllTextAsync(cases, TestContext.Current.CancellationToken)
        )!;
        var first = (all as JsonArray ?? all["cases"]!.AsArray())[0]!;
        var folder = Directory.CreateTempSubdirectory("tieout-").FullName;
        var file = Path.Combine(folder, "case.json");
        await File.WriteAllTextAsync(
            file,
            first.ToJsonString(),
            TestContext.Current.CancellationToken
        );

        var (code, output, errors) = await TieoutProcess.RunAsync(folder, "evaluate", file);

        Assert.Equal(0, code);
        Assert.Empty(errors);
        Assert.Equal((string?)first["id"], (string?)JsonNode.Parse(output)!["case"]);
        var missing = await TieoutProcess.RunAsync(folder, "evaluate", "nothing.json");
        Assert.Equal(2, missing.Code);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_malformed_case_is_refused_with_its_file()
    {
        var folder = Directory.CreateTempSubdirectory("tieout-").FullName;
        var file = Path.Combine(folder, "case.json");
        await File.WriteAllTextAsync(
            file,
            """{"id":"X","steps":[{"do":"tier.price","args":{}}]}""",
            TestContext.Current.CancellationToken
        );
        var malformed = await TieoutProcess.RunAsync(folder, "evaluate", "case.json");
        Assert.Equal((2, string.Empty), (malformed.Code, malformed.Output));
        Assert.Contains(
            "case.json: X step 0 (tier.price) tiers: is missing.",
            malformed.Errors,
            StringComparison.Ordinal
        );
        Directory.Delete(folder, recursive: true);
    }
}
