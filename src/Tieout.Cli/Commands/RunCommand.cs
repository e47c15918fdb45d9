using System.CommandLine;
using System.Globalization;
using Tieout.Cli.Terminal;
using Tieout.Host.Hosting;

namespace Tieout.Cli.Commands;

/// <summary>`tieout run`: the hub itself.</summary>
internal sealed class RunCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Option<bool> _once = new("--once")
    {
        Description = "Stop when there is nothing more to do, instead of polling for ever.",
    };

    public RunCommand()
        : base(
            "run",
            """
            Runs the hub: reads the sources, assesses the work, makes the invoices that are due,
            brings them to their ledger, reads back what was posted and paid.

            A file that changed a moment ago may be half a file: --once waits until it has settled.
            Ctrl-C stops it within ten seconds and loses nothing. A system that fails is reported
            and does not stop the others.

            Example:
              tieout run --config hub.yaml --once
            """
        )
    {
        Options.Add(_config);
        Options.Add(_once);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var configuration = CommandFrame.ReadConfiguration(parsed.GetRequiredValue(_config));
        await using var hub = await HubHost.StartAsync(
            configuration,
            HubSurroundings.Standard,
            Console.Error,
            cancellationToken
        );
        if (!parsed.GetValue(_once))
        {
            await ForeverAsync(hub, screen, cancellationToken);
            return ExitCode.Ok;
        }

        var report = await ProgressDisplay.RunAsync(
            screen,
            progress => hub.RunOnceAsync(progress, cancellationToken)
        );
        Show(screen, report);
        return report.IsComplete ? ExitCode.Ok : ExitCode.SystemFailed;
    }

    private static async Task ForeverAsync(
        HubHost hub,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        screen.Note("The hub runs. Ctrl-C stops it.");
        var progress = new PlainProgress(Console.Error, TimeProvider.System);
        await hub.RunAsync(progress.Complete, progress, cancellationToken);
    }

    private static void Show(Screen screen, HubRunReport report) =>
        screen.Show(
            report,
            () =>
            {
                screen.Line(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"""
                        {report.Read.Records:N0} records read, {report.Read.Rejected:N0} not understood or refused.
                        {report.Documents:N0} documents made, {report.Delivered:N0} posted, {report.Refused:N0} refused, {report.Open:N0} open.
                        Up to date with event {report.Head:N0} after {report.Rounds:N0} rounds.
                        """
                    )
                );
                if (report.Read.Rejected > 0)
                {
                    screen.Line(
                        "`tieout exceptions list` names what was not understood, with its place."
                    );
                }

                if (report.Unknown > 0)
                {
                    screen.Line(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Of {report.Unknown:N0} documents it is not known whether the target has them: `tieout exceptions list` names them; run again to look them up."
                        )
                    );
                }

                if (report.Read.Warnings > 0)
                {
                    screen.Line($"Warnings: {Figures.Count(report.Read.Warnings)}");
                }

                foreach (var warning in report.Read.FirstWarnings)
                {
                    screen.Line($"  {warning}");
                }

                foreach (var file in report.Settling)
                {
                    screen.Line($"{file} was not read: it is still changing. Run again.");
                }

                foreach (var fault in report.SourceFaults)
                {
                    screen.Line($"{fault.System} {fault.Feed} could not be read: {fault.Message}");
                }

                foreach (var through in report.Waiting)
                {
                    screen.Line(
                        $"Billing through {Figures.Day(through)} waits until that can be read."
                    );
                }

                if (!report.IsQuiet)
                {
                    screen.Line("There is more to do: run again.");
                }

                foreach (var fault in report.TargetFaults)
                {
                    screen.Line($"{fault.System} cannot be written to: {fault.Message}");
                }
            }
        );
}
