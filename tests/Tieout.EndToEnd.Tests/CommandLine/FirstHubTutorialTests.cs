using System.Diagnostics;
using System.Text.RegularExpressions;
using Tieout.Sandbox.Ledgerworks;
using Tieout.Testing;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>The tutorial of the first hub, typed as it stands: its files, its commands and what they answer.</summary>
public sealed partial class FirstHubTutorialTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tieout-tutorial-");
    private readonly Queue<string> _names = new();
    private string _answer = string.Empty;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Program => Path.Combine(AppContext.BaseDirectory, "tieout.dll");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Each_step_answers_what_the_page_says()
    {
        Assert.SkipUnless(
            File.Exists("/usr/bin/script"),
            "needs script of util-linux for a terminal"
        );
        await using var ledger = await LedgerworksServer.StartAsync(
            new LedgerworksServerOptions
            {
                DatabasePath = Path.Combine(_folder.FullName, "ledgerworks.db"),
            },
            Cancel
        );
        var text = await File.ReadAllTextAsync(
            Path.Combine(ApprovedPage.Root, "docs", "tutorials", "first-hub.md"),
            Cancel
        );
        var (from, to) = (At(text, "## 2."), At(text, "## 9."));
        var own = text[from..to]
            .Replace(
                "http://127.0.0.1:8085",
                ledger.BaseAddress.ToString().TrimEnd('/'),
                StringComparison.Ordinal
            )
            .Replace("path/to/tieout", $"dotnet '{Program}'", StringComparison.Ordinal);

        // The first block starts the ledger, which runs by now.
        foreach (var step in Step().Matches(own).Skip(1))
        {
            if (step.Groups["blank"].Value.Length == 0)
            {
                FileName()
                    .Matches(step.Groups["before"].Value)
                    .Select(x => x.Groups["name"].Value)
                    .ToList()
                    .ForEach(_names.Enqueue);
            }

            await DoAsync(step.Groups["language"].Value, step.Groups["block"].Value);
        }

        Assert.Contains("VOIDED_IN_TARGET", _answer, StringComparison.Ordinal);
        Assert.Matches("OPEN_DIFFERS_IN_TARGET.*1,080.00", _answer);
        await ApproveAsync(text[to..]);
    }

    /// <summary>Section 9 tells its settings in a sentence.</summary>
    private async Task ApproveAsync(string text)
    {
        Assert.Contains("`approve: manual`", text, StringComparison.Ordinal);
        Assert.Contains("`- through: 2026-11-25`", text, StringComparison.Ordinal);
        Assert.Contains("invoice approve TO-K-1-005 --by anna", text, StringComparison.Ordinal);
        var file = Path.Combine(_folder.FullName, "hub.yaml");
        var settings = await File.ReadAllTextAsync(file, Cancel);
        await File.WriteAllTextAsync(
            file,
            settings.Replace("automatic", "manual", StringComparison.Ordinal)
                + "    - through: 2026-11-25\n",
            Cancel
        );
        const string once = "run --config hub.yaml --once";
        _answer = await TypeAsync(
            $"dotnet '{Program}' {once}; dotnet '{Program}' exceptions list; dotnet '{Program}' invoice approve TO-K-1-005 --by anna"
        );
        Assert.Matches("TO-K-1-005 +DRAFT_NOT_APPROVED", _answer);
        _answer = await TypeAsync($"dotnet '{Program}' {once}; dotnet '{Program}' tie-out");
        Assert.Contains("It ties out.", _answer, StringComparison.Ordinal);
    }

    private static int At(string text, string heading) =>
        text.IndexOf(heading, StringComparison.Ordinal);

    /// <summary>A file whose name stands before it, settings, commands, or what commands answered.</summary>
    private async Task DoAsync(string language, string block)
    {
        if (language is "yaml")
        {
            await ConfigureAsync(block);
        }
        else if (_names.Count > 0)
        {
            var name = _names.Dequeue();
            var file = name.Contains('/', StringComparison.Ordinal) ? name : $"inbox/{name}";
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, file), block, Cancel);
        }
        else if (Command().IsMatch(block))
        {
            _answer = await TypeAsync(block);
        }
        else
        {
            foreach (var line in block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Assert.True(
                    Regex.IsMatch(Plain(_answer), Pattern(line), RegexOptions.None, Patience),
                    $"'{line}' is not in:\n{_answer}"
                );
            }
        }
    }

    /// <summary>The whole file, or one more run at its end.</summary>
    private async Task ConfigureAsync(string block)
    {
        var file = Path.Combine(_folder.FullName, "hub.yaml");
        if (block.StartsWith(' '))
        {
            await File.AppendAllTextAsync(file, block, Cancel);
        }
        else
        {
            await File.WriteAllTextAsync(file, block, Cancel);
        }
    }

    /// <summary>On a terminal, for which the page shows it.</summary>
    private async Task<string> TypeAsync(string commands)
    {
        // What the shell was told in a block before this one, it still knows.
        var known = Path.Combine(_folder.FullName, "known.sh");
        var typed = Path.Combine(_folder.FullName, "typed.sh");
        await File.WriteAllTextAsync(
            typed,
            $". {known} 2>/dev/null\n{commands}\n{{ declare -p token ledger; declare -f; }} > {known} 2>/dev/null\n",
            Cancel
        );
        var plan = new ProcessStartInfo("/usr/bin/script")
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            ArgumentList =
            {
                "--quiet",
                "--command",
                $"stty cols 200 rows 40; bash {typed}",
                "/dev/null",
            },
        };
        plan.Environment["NO_COLOR"] = "1";
        using var shell = Process.Start(plan)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Patience);
        var output = await shell.StandardOutput.ReadToEndAsync(limit.Token);
        await shell.WaitForExitAsync(limit.Token);
        return output;
    }

    /// <summary>Three dots stand for what is another thing each time.</summary>
    private static string Pattern(string line) =>
        Regex.Escape(Plain(line)).Replace("…", ".{1,20}", StringComparison.Ordinal);

    private static string Plain(string text) => Blanks().Replace(text, " ").Trim();

    [GeneratedRegex(
        @"(?<before>[^\n]*)\n(?<blank>\n?)^```(?<language>\w*)\n(?<block>.*?)^```$",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 5_000
    )]
    private static partial Regex Step();

    [GeneratedRegex(
        @"`(?<name>[\w/-]+\.csv)`",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex FileName();

    [GeneratedRegex(
        @"^(dotnet|send|mkdir|ledger=)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Command();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Blanks();
}
