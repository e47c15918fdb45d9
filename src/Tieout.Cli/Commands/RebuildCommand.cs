using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Host.Hosting;
using Tieout.Runtime.Reconciliation;

namespace Tieout.Cli.Commands;

/// <summary>`tieout rebuild`: the read tables anew from the log.</summary>
internal sealed class RebuildCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Option<bool> _replace = new("--replace")
    {
        Description = "Put the rebuilt tables in place of the present ones.",
    };

    public RebuildCommand()
        : base(
            "rebuild",
            """
            Builds the read tables anew from the log, beside the present ones, and compares both by
            a hash over every row. Exit code 1 when they differ. The log is never changed.

            The store must be free: stop the hub first.

            Example:
              tieout rebuild
            """
        )
    {
        Options.Add(_config);
        Options.Add(_replace);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var config = parsed.GetRequiredValue(_config);
        var settings = CommandFrame.ReadConfiguration(config).Store;
        // Brings the present tables to the head of the log; says so when nothing was ever recorded.
        await using (await CommandFrame.OpenReadingAsync(config, screen, cancellationToken)) { }

        await using var store = await HubStore.OpenAsync(
            settings,
            SystemClock.Instance,
            cancellationToken
        );
        var report = await ProgressDisplay.RunAsync(
            screen,
            async progress =>
            {
                var step = progress.Begin("rebuild, event");
                return await ReadTablesRebuild.RunAsync(
                    store.Log,
                    store.Tables,
                    parsed.GetValue(_replace),
                    (done, _) => step.Report((int)Math.Min(done, int.MaxValue)),
                    cancellationToken
                );
            }
        );
        screen.Show(report, () => Show(screen, report));
        return report.IsEqual ? ExitCode.Ok : ExitCode.Findings;
    }

    private static void Show(Screen screen, RebuildReport report)
    {
        screen.Line($"present  sha256 {report.Live.Sha256}");
        screen.Line($"rebuilt  sha256 {report.Rebuilt.Sha256}");
        screen.Line(
            report.IsEqual
                ? $"Equal, up to event {Figures.Count(report.Live.Offset)}."
                : $"They differ in: {string.Join(", ", report.Differing)}."
        );
        if (report.IsReplaced)
        {
            screen.Line("The rebuilt tables are in place.");
        }
        else if (!report.IsEqual)
        {
            screen.Line("'tieout rebuild --replace' puts the rebuilt ones in place.");
        }
    }
}
