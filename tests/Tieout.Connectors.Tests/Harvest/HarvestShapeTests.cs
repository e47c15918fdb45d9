using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Harvest;

/// <summary>Answers have the members of the samples in Harvest's documentation, and their types.</summary>
public sealed class HarvestShapeTests
{
    /// <summary>Documented later than the samples were written.</summary>
    private static readonly string[] Newer = ["approval_status"];

    [Fact]
    public async Task Answers_have_the_shape_of_the_documented_samples()
    {
        var samples = JsonNode
            .Parse(
                await File.ReadAllTextAsync(
                    VendorData.PathTo("harvest", "doc-samples.json"),
                    TestContext.Current.CancellationToken
                )
            )!
            .AsArray();
        await using var office = await HarvestOffice.StartAsync();
        _ = await office.AddAsync(
            $"v2/users/{office.Person}/cost_rates",
            """{"amount":9.25,"start_date":"2026-01-01"}"""
        );
        _ = await office.AddAsync("v2/roles", """{"name":"Designer"}""");
        var category = await office.AddAsync("v2/expense_categories", """{"name":"Meals"}""");
        await office.Sandbox.DoAsync(
            "POST",
            "v2/expenses",
            $$"""
            {"user_id":{{office.Person}},"project_id":{{office.Project}},"expense_category_id":{{category}},
            "spent_date":"2026-03-03","total_cost":33.35}
            """
        );
        await office.TrackAsync("2026-03-02", 1m);
        var differences = new List<string>();
        foreach (var (sample, path) in Compared(office))
        {
            var recorded = samples.First(x => x!["endpoint"]?.ToString() == sample)!["json"];
            var served = (await office.Sandbox.GetAsync(path)).Body;
            differences.AddRange(
                JsonShape.Differences(recorded, served).Select(x => $"{sample}: {x}")
            );
        }

        Assert.DoesNotContain(
            differences,
            x => !Newer.Any(y => x.Contains(y, StringComparison.Ordinal))
        );
    }

    private static IEnumerable<(string Sample, string Path)> Compared(HarvestOffice office) =>
        [
            ("GET /v2/time_entries", "v2/time_entries"),
            ("GET /v2/expenses", "v2/expenses"),
            ("GET /v2/expense_categories", "v2/expense_categories"),
            ("GET /v2/projects", "v2/projects"),
            ("GET /v2/task_assignments", "v2/task_assignments"),
            ("GET /v2/user_assignments", "v2/user_assignments"),
            (
                "GET /v2/projects/{PROJECT_ID}/task_assignments",
                $"v2/projects/{office.Project}/task_assignments"
            ),
            ("GET /v2/users", "v2/users"),
            ("GET /v2/users/me", "v2/users/me"),
            ("GET /v2/roles", "v2/roles"),
            ("GET /v2/users/{USER_ID}/cost_rates", $"v2/users/{office.Person}/cost_rates"),
            (
                "GET /v2/users/{USER_ID}/project_assignments",
                $"v2/users/{office.Person}/project_assignments"
            ),
            ("PATCH /v2/company", "v2/company"),
        ];
}
