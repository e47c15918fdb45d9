using System.Text.RegularExpressions;
using Tieout.EndToEnd.Tests.CommandLine;
using Tieout.EndToEnd.Tests.Rest;
using Tieout.EndToEnd.Tests.Tryton;
using Tieout.Testing.Tryton;

namespace Tieout.EndToEnd.Tests.Demo;

/// <summary>The scenario that is told on systems that nobody has simulated.</summary>
[Collection("Tryton")]
public sealed partial class RealScenarioTests : IDisposable
{
    private const string Scenario = "redmine-to-tryton";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tieout-real-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Time_logged_in_redmine_is_invoiced_corrected_and_paid_in_tryton()
    {
        using var redmine = await RedmineUnderTest.ConnectAsync();
        await using var database = await TrytonHub.CloneAsync();

        var (code, output, errors) = await TellAsync(redmine, database, redmine.Key);

        Assert.True(code == 0, output + errors);
        Assert.Equal(
            [
                // 0:20 + 0:40 + 2:00 + 6:00 at 120.00.
                "TO-RM-1-001 posted, USD 1,080.00 + USD 216.00 tax, USD 1,296.00 open",
                // 0:40 + 2:00.
                "TO-RM-1-002 posted, USD -320.00 + USD -64.00 tax, USD -384.00 open",
                // 1:30.
                "TO-RM-1-003 posted, USD 180.00 + USD 36.00 tax, USD 216.00 open",
                "TO-RM-1-001 paid, USD 1,080.00 + USD 216.00 tax, USD 0.00 open",
                "TO-RM-1-002 paid, USD -320.00 + USD -64.00 tax, USD 0.00 open",
                "TO-RM-1-003 paid, USD 180.00 + USD 36.00 tax, USD 0.00 open",
            ],
            output
                .Split('\n')
                .Where(x => x.StartsWith("  erp: ", StringComparison.Ordinal))
                .Select(x => Number().Replace(x["  erp: ".Length..], " "))
        );
        Assert.Contains("redmine: 4 entries, 9.00 h", output, StringComparison.Ordinal);
        Assert.Contains("redmine: 3 entries, 7.83 h", output, StringComparison.Ordinal);
        Assert.Contains("✓ checked against erp", output, StringComparison.Ordinal);
        var books = new TrytonTestBench(database.Connect());
        var cancellation = TestContext.Current.CancellationToken;
        // 1,080.00 - 320.00 + 180.00, all of it paid with its tax.
        Assert.Equal(-940m, await books.BalanceAsync("Main Revenue", cancellation));
        Assert.Equal(0m, await books.BalanceAsync("Main Receivable", cancellation));
        Assert.Equal(1_128m, await books.BalanceAsync("Main Cash", cancellation));

        Assert.True(File.Exists(Path.Combine(_folder.FullName, "hub.yaml")));
        foreach (var file in _folder.GetFiles("*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(
                TrytonServer.Password,
                await File.ReadAllTextAsync(file.FullName, cancellation),
                StringComparison.Ordinal
            );
        }

        // What a hub has written would not tie out for another one.
        var (again, _, refused) = await TellAsync(redmine, database, redmine.Key);
        Assert.Equal(2, again);
        Assert.Contains("holds 3 documents of a hub already", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_that_does_not_let_anybody_in_is_named()
    {
        using var redmine = await RedmineUnderTest.ConnectAsync();
        await using var database = await TrytonHub.CloneAsync();

        // What a telling that was given up has entered is in no one's way.
        _ = await TellAsync(redmine, database, "wrong");

        var (code, _, errors) = await TellAsync(redmine, database, "wrong");

        Assert.Equal(2, code);
        Assert.Contains($"Redmine at {redmine.Address}", errors, StringComparison.Ordinal);
        Assert.Contains("401", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"--scenario {Scenario}", "name them by --redmine and --tryton")]
    [InlineData(
        $"--scenario {Scenario} --redmine nowhere",
        "--redmine: 'nowhere' is not an address such as"
    )]
    [InlineData(
        $"--scenario {Scenario} --redmine http://127.0.0.1:1/ --tryton http://127.0.0.1:1/",
        "name the database"
    )]
    [InlineData(
        "--scenario managed-services --redmine http://127.0.0.1:1/",
        "--redmine is for --scenario redmine-to-tryton only"
    )]
    public async Task What_is_missing_is_asked_for(string arguments, string wanted)
    {
        var (code, _, errors) = await RunAsync([], arguments.Split(' '));

        Assert.Equal(2, code);
        Assert.Contains(wanted, errors, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Errors)> TellAsync(
        RedmineUnderTest redmine,
        TrytonDatabase database,
        string key
    ) =>
        RunAsync(
            [("REDMINE_KEY", key), ("TRYTON_PASSWORD", TrytonServer.Password)],
            "--scenario",
            Scenario,
            "--redmine",
            redmine.Address,
            "--tryton",
            new Uri(database.Server.Address, database.Name).AbsoluteUri
        );

    private Task<(int Code, string Output, string Errors)> RunAsync(
        IReadOnlyList<(string Name, string Value)> variables,
        params string[] arguments
    ) =>
        TieoutProcess.RunWithAsync(
            _folder.FullName,
            [("TIEOUT_DEMO_REDMINE", ""), ("TIEOUT_DEMO_TRYTON", ""), .. variables],
            string.Empty,
            ["demo", "--folder", _folder.FullName, "--non-interactive", .. arguments]
        );

    [GeneratedRegex(" is [^,]*, ", RegexOptions.None, 1_000)]
    private static partial Regex Number();
}
