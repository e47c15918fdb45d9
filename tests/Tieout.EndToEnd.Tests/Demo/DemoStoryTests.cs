using Tieout.Sandbox.Ledgerworks;

namespace Tieout.EndToEnd.Tests.Demo;

public sealed class DemoStoryTests : IDisposable
{
    private const int Entries = 600;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tieout-demo-");

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_story_ends_tied_out_and_telling_it_again_changes_nothing()
    {
        var first = await RunAsync();
        var documents = DemoCommandLine.DocumentsByReference(_folder.FullName);

        Assert.True(first.ExitCode == 0, first.Output + first.Errors);
        Assert.DoesNotContain("✗", first.Output, StringComparison.Ordinal);
        Assert.Contains("It ties out", first.Output, StringComparison.Ordinal);
        // 600 entries less 3 withdrawn before and 2 after billing.
        Assert.Contains("595 entries went in", first.Output, StringComparison.Ordinal);
        Assert.NotEmpty(documents);
        Assert.All(documents, x => Assert.Equal(1, x.Value));

        var again = await RunAsync();

        // The simulator listens on another port each time.
        Assert.Equal(first.Output.Split("Next:")[0], again.Output.Split("Next:")[0]);
        Assert.Equal(documents, DemoCommandLine.DocumentsByReference(_folder.FullName));
    }

    [Fact]
    public async Task One_cent_changed_in_the_erp_is_found_and_named()
    {
        _ = await RunAsync();
        var reference = DemoCommandLine.DocumentsByReference(_folder.FullName).Keys.Order().First();
        await using (
            var server = await LedgerworksServer.StartAsync(
                new LedgerworksServerOptions
                {
                    DatabasePath = Path.Combine(_folder.FullName, "ledgerworks.db"),
                },
                CancellationToken
            )
        )
        {
            Assert.Equal(1, server.Tampering.ChangeNet(reference, 1));
        }

        var run = await RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("does NOT tie out", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            run.Output.Split('\n'),
            line =>
                line.Contains('✗', StringComparison.Ordinal)
                && line.Contains(reference, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Another_firm_s_folder_is_not_touched()
    {
        _ = await RunAsync();

        var run = await DemoCommandLine.RunAsync(
            _folder.FullName,
            Entries + 1,
            Patience,
            CancellationToken
        );

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--fresh", run.Errors, StringComparison.Ordinal);
    }

    private Task<DemoRun> RunAsync() =>
        DemoCommandLine.RunAsync(_folder.FullName, Entries, Patience, CancellationToken);
}
