using System.Text.Json.Nodes;
using Tieout.Connectors.Files;
using Tieout.EndToEnd.Tests.CommandLine;
using Tieout.EndToEnd.Tests.Hub;
using Tieout.Testing;

namespace Tieout.EndToEnd.Tests.Rest;

/// <summary>The manifest of the tutorial, against the real Redmine.</summary>
[Collection("Tryton")]
public sealed class RedmineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tieout-redmine-").FullName;

    private static string Tutorial =>
        Path.Combine(ApprovedPage.Root, "docs", "tutorials", "redmine", "redmine.yaml");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Editors_take_the_manifest_of_the_tutorial() =>
        Assert.Empty(ManifestSchemaTests.Errors(File.ReadAllText(Tutorial)));

    [Fact]
    public async Task Time_logged_in_redmine_is_ready_for_an_invoice_and_follows_edits_and_deletions()
    {
        using var redmine = await RedmineUnderTest.ConnectAsync();
        Arrange(redmine);
        var day = Today();
        var project = await redmine.AddProjectAsync("rollout", "K-1");
        var first = await redmine.LogTimeAsync(project, day, "0:20");
        var second = await redmine.LogTimeAsync(project, day, "0:40");
        await redmine.LogTimeAsync(project, day, "2");

        // 20 + 40 + 120 minutes = 3 hours; 3 x 120.00.
        Assert.Equal("10800 s, 360 GBP", await ReadyAsync());

        await redmine.EditTimeAsync(first, "1:30");
        await redmine.DeleteTimeAsync(second);

        // 90 + 120 minutes = 3.5 hours; 3.5 x 120.00.
        Assert.Equal("12600 s, 420 GBP", await ReadyAsync());
    }

    [Fact]
    public async Task The_test_of_a_connector_shows_what_each_field_comes_to()
    {
        using var redmine = await RedmineUnderTest.ConnectAsync();
        var project = await redmine.AddProjectAsync("rollout", "K-1");
        for (var i = 0; i < 3; i++)
        {
            await redmine.LogTimeAsync(project, Today(), "0:20");
        }

        var key = Path.Combine(_folder, "key");
        await File.WriteAllTextAsync(key, redmine.Key, TestContext.Current.CancellationToken);
        var (code, output, errors) = await TieoutProcess.RunAsync(
            _folder,
            "connector",
            "test",
            Tutorial,
            "--address",
            redmine.Address,
            "--secret",
            $"apiKey=file:{key}"
        );

        Assert.True(code == 0, output + errors);
        Assert.Contains(
            "time_entries (time): 3 records read, 3 taken, 0 rejected",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("a second reading brings nothing again", output, StringComparison.Ordinal);
        Assert.DoesNotContain(redmine.Key, output + errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Check_says_when_nobody_would_notice_deletions(bool isWatched, bool isNoted)
    {
        using var redmine = await RedmineUnderTest.ConnectAsync();
        Arrange(redmine);
        if (!isWatched)
        {
            var lines = await File.ReadAllLinesAsync(
                Tutorial,
                TestContext.Current.CancellationToken
            );
            var manifest = Path.Combine(_folder, "redmine.yaml");
            await File.WriteAllLinesAsync(
                manifest,
                lines.Where(x => !x.Contains("deletions:", StringComparison.Ordinal)),
                TestContext.Current.CancellationToken
            );
            var hub = Path.Combine(_folder, "hub.yaml");
            var text = await File.ReadAllTextAsync(hub, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                hub,
                text.Replace(Tutorial, manifest, StringComparison.Ordinal),
                TestContext.Current.CancellationToken
            );
        }

        var (_, output, _) = await TieoutProcess.RunAsync(_folder, "check");

        Assert.Equal(
            isNoted,
            output.Contains("what is deleted there is not noticed", StringComparison.Ordinal)
        );
        Assert.Contains("system redmine", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_told_before_anything_is_read()
    {
        using var redmine = await RedmineUnderTest.ConnectAsync();
        var key = Path.Combine(_folder, "key");
        await File.WriteAllTextAsync(key, "wrong", TestContext.Current.CancellationToken);

        var (code, output, _) = await TieoutProcess.RunAsync(
            _folder,
            "connector",
            "test",
            Tutorial,
            "--address",
            redmine.Address,
            "--secret",
            $"apiKey=file:{key}"
        );

        Assert.Equal(3, code);
        Assert.Contains("was answered with 401", output, StringComparison.Ordinal);
    }

    private static string Today() =>
        NodaTime.Text.LocalDatePattern.Iso.Format(
            SystemClock.Instance.GetCurrentInstant().InUtc().Date
        );

    /// <summary>Contracts and rates come by file; projects, people and time from Redmine.</summary>
    private void Arrange(RedmineUnderTest redmine)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "inbox"));
        using (var writer = new FilesWriter(Path.Combine(_folder, "inbox"), FileFormat.Csv, "-001"))
        {
            foreach (var fact in SmallFirm.MasterRecords)
            {
                writer.Write(fact);
            }

            _ = writer.Complete();
        }

        File.WriteAllText(Path.Combine(_folder, "key"), redmine.Key);
        File.WriteAllText(
            Path.Combine(_folder, "hub.yaml"),
            $$"""
            systems:
              agreements: { kind: files, folder: inbox, settle: 0s }
              redmine:
                kind: rest
                manifest: {{Tutorial}}
                address: {{redmine.Address}}
                secrets: { apiKey: file:key }
            """
        );
    }

    private async Task<string> ReadyAsync()
    {
        var (code, _, errors) = await TieoutProcess.RunAsync(_folder, "run", "--once");
        Assert.True(code is 0 or 1, errors);
        var (_, output, _) = await TieoutProcess.RunAsync(_folder, "ready", "--format", "json");
        var total = JsonNode.Parse(output)!["byEngagement"]!
            .AsArray()
            .Single(x => (string)x!["of"]! is "K-1")!;
        return FormattableString.Invariant(
            $"{(decimal)total["ready"]!} s, {total["readyAmount"]!.ToJsonString().Trim('"')}"
        );
    }
}
