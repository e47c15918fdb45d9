using Tieout.EndToEnd.Tests.Hub;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>Questions to a hub that never ran are answered, and make nothing.</summary>
public sealed class NoStoreTests
{
    private static readonly string[] Questions =
    [
        "ready",
        "tie-out",
        "exceptions list",
        "exceptions show x",
        "explain x",
        "export journal",
        "revenue --month 2026-10",
        "export revenue --month 2026-10",
        "intercompany --month 2026-10",
        "export intercompany --month 2026-10",
        "rebuild",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_is_not_there_is_named_and_not_made()
    {
        await using var bench = await HubBench.StartAsync();
        var store = Path.Combine(bench.Folder, ".tieout", "hub.db");

        await AskAsync(bench, $"there is no store at {store}.");
        await CheckAsync(bench);

        Assert.False(Directory.Exists(Path.Combine(bench.Folder, ".tieout")));
    }

    [Fact]
    public async Task A_schema_that_is_not_there_is_named_and_not_made()
    {
        await using var bench = await HubBench.StartAsync();
        await using var schemas = PostgresSchemas.Named(bench.Folder);
        bench.WriteConfiguration(postgresSchema: schemas.Name);

        await AskAsync(bench, $"there is no store at schema {schemas.Name} of database ");
        await CheckAsync(bench);

        Assert.Empty(await schemas.ListAsync(Cancellation));
    }

    private static async Task AskAsync(HubBench bench, string expected)
    {
        foreach (var question in Questions)
        {
            var (code, output, errors) = await TieoutProcess.RunAsync(
                bench.Folder,
                question.Split(' ')
            );

            Assert.Equal((question, 2, string.Empty), (question, code, output));
            Assert.Contains(expected, errors, StringComparison.Ordinal);
            Assert.Contains("'tieout run --once' makes it", errors, StringComparison.Ordinal);
            Assert.DoesNotContain("assword", errors, StringComparison.Ordinal);
        }
    }

    private static async Task CheckAsync(HubBench bench)
    {
        var (code, output, errors) = await TieoutProcess.RunAsync(bench.Folder, "check");

        Assert.True(code == 0, output + errors);
        Assert.Contains("checked after the first run", output, StringComparison.Ordinal);
    }
}
