using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Host.Hosting;

namespace Tieout.Cli.Commands;

/// <summary>`tieout check`: would a hub with this configuration work?</summary>
internal sealed class CheckCommand : Command
{
    private readonly Argument<FileInfo> _config = new("config")
    {
        Description = "The hub's configuration.",
        DefaultValueFactory = _ => new FileInfo("hub.yaml"),
    };

    public CheckCommand()
        : base(
            "check",
            """
            Checks a configuration: its form, that the secrets are there, that each system answers,
            that each known legal entity has its accounts and a target, and which codes in use the
            maps of the targets do not list. Changes nothing.

            Exit code 1 when something has to be put right before documents can flow.

            Example:
              tieout check hub.yaml
            """
        )
    {
        Arguments.Add(_config);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var configuration = CommandFrame.ReadConfiguration(parsed.GetRequiredValue(_config));
        var findings = await HubCheck.RunAsync(
            configuration,
            HubSurroundings.Standard,
            cancellationToken
        );
        var isGood = findings.All(finding => finding.IsGood);
        screen.Show(
            new { ok = isGood, findings },
            () =>
            {
                foreach (var finding in findings)
                {
                    screen.Line($"{MarkOf(finding)} {finding.What}: {finding.Message}");
                }

                screen.Line();
                screen.Line(
                    !isGood ? "Put right what failed, then check again."
                    : findings.Any(finding => finding.IsNote)
                        ? "Nothing has to be put right; the notes are for you to decide."
                    : "Everything is in order."
                );
            }
        );
        return isGood ? ExitCode.Ok : ExitCode.Findings;
    }

    private static string MarkOf(CheckFinding finding) =>
        finding.IsNote ? "note"
        : finding.IsGood ? "ok  "
        : "FAIL";
}
