using Tieout.Cli.Terminal;
using Tieout.Host.Hosting;

namespace Tieout.Cli.Commands;

/// <summary>What one run did, and what it leaves to do.</summary>
internal static class RunPage
{
    private const int FilesMax = 10;

    public static void Show(Screen screen, HubRunReport report) =>
        screen.Show(
            report,
            () =>
            {
                Done(screen, report);
                Left(screen, report);
                Failed(screen, report);
            }
        );

    private static void Done(Screen screen, HubRunReport report)
    {
        screen.Line(
            $"""
            {Figures.Count(report.Read.Records, "record")} read, {Figures.Count(
                report.Read.Rejected
            )} not understood or refused.
            {Figures.Count(report.Documents, "document")} made, {Figures.Count(
                report.Delivered
            )} posted, {Figures.Count(report.Refused)} refused, {Figures.Count(report.Open)} open.
            Up to date with event {Figures.Count(report.Head)} after {Figures.Count(
                report.Rounds,
                "round"
            )}.
            """
        );
        if (report.Read.Rejected > 0)
        {
            screen.Line("`tieout exceptions list` names what was not understood, with its place.");
        }

        if (report.Read.Warnings > 0)
        {
            screen.Line($"Warnings: {Figures.Count(report.Read.Warnings)}");
        }

        foreach (var warning in report.Read.FirstWarnings)
        {
            screen.Line($"  {warning}");
        }
    }

    private static void Left(Screen screen, HubRunReport report)
    {
        if (report.Unknown > 0)
        {
            screen.Line(
                $"{Figures.Count(report.Unknown, "document")} with an unknown outcome: `tieout exceptions "
                    + "list` has the names, and the next run looks them up."
            );
        }

        if (report.Submitted > 0)
        {
            screen.Line(
                $"{Figures.Count(report.Submitted, "document")} submitted, which the target answers later: "
                    + "`tieout exceptions list` says by when."
            );
        }

        foreach (var file in report.NotRead.Take(FilesMax))
        {
            screen.Line($"{file.System} {file.Name} was not read: {file.Reason}.");
        }

        if (report.NotRead.Count > FilesMax)
        {
            screen.Line(
                $"{Figures.Count(report.NotRead.Count - FilesMax)} more files were not read; "
                    + "`tieout check` says more."
            );
        }

        if (!report.IsQuiet)
        {
            screen.Line("There is more to do: run again.");
        }
    }

    private static void Failed(Screen screen, HubRunReport report)
    {
        if (report.Failed > 0)
        {
            screen.Line(
                $"This program failed on {Figures.Count(report.Failed)} commands or documents, and on "
                    + "nothing else: `tieout exceptions list --reason PROGRAM_DEFECT` names them, "
                    + "and hub.log has the cause."
            );
        }

        foreach (var group in report.SourceFaults.GroupBy(x => (x.System, x.Message)))
        {
            var feeds = string.Join(", ", group.Select(x => x.Feed));
            screen.Line($"{group.Key.System} {feeds} could not be read: {group.Key.Message}");
        }

        foreach (var through in report.Waiting)
        {
            screen.Line($"Billing through {Figures.Day(through)} waits until that can be read.");
        }

        foreach (var fault in report.TargetFaults)
        {
            screen.Line($"{fault.System} cannot be written to: {fault.Message}");
        }
    }
}
