using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Tieout.Cli.Terminal;
using Tieout.Connect;
using Tieout.Host.Configuration;
using Tieout.Host.Evaluation;
using Tieout.Host.Hosting;
using Tieout.Runtime.Storage;
using Tieout.Sandbox.Ledgerworks;

namespace Tieout.Cli;

/// <summary>Runs a command and turns what goes wrong into one line and an exit code.</summary>
internal static class CommandFrame
{
    /// <summary>Makes this what the command does.</summary>
    public static void Does(
        this Command command,
        Func<ParseResult, Screen, CancellationToken, Task<int>> act
    ) =>
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var screen = new Screen(
                    parsed.GetValue(CommonOptions.Format),
                    parsed.GetValue(CommonOptions.NonInteractive),
                    parsed.GetValue(CommonOptions.Verbose)
                );
                await using var stopping = cancellationToken.Register(() =>
                    screen.Note("Stopping; what is on its way is waited for, ten seconds at most.")
                );
                return await RunAsync(() => act(parsed, screen, cancellationToken), screen);
            }
        );

    /// <summary>The configuration, or every problem with its place.</summary>
    /// <exception cref="CommandRefusedException">It has problems.</exception>
    public static HubConfiguration ReadConfiguration(FileInfo file)
    {
        if (ConfigurationReader.TryRead(file.FullName, out var configuration, out var problems))
        {
            return configuration;
        }

        throw new CommandRefusedException(
            ExitCode.Usage,
            string.Join(Environment.NewLine, problems.Select(x => x.Describe(file.ToString())))
        );
    }

    /// <summary>What the hub knows, brought up to date where that is possible.</summary>
    public static async Task<HubReading> OpenReadingAsync(
        FileInfo config,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var settings = ReadConfiguration(config).Store;
        return await ProgressDisplay.RunAsync(
            screen,
            async progress =>
            {
                var step = progress.Begin("bring the tables up to date, event");
                return await HubReading.OpenAsync(
                    settings,
                    SystemClock.Instance,
                    done => step.Report((int)Math.Min(done, int.MaxValue)),
                    cancellationToken
                );
            }
        );
    }

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "The outermost frame: a defect becomes a line and an exit code."
    )]
    private static async Task<int> RunAsync(Func<Task<int>> act, Screen screen)
    {
        try
        {
            return await act();
        }
        catch (OperationCanceledException)
        {
            screen.Note("Interrupted. Nothing is lost: the next run goes on from here.");
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            foreach (var line in MessageOf(e).Split(Environment.NewLine))
            {
                screen.Note($"error: {line}");
            }

            if (screen.IsVerbose)
            {
                screen.Note(e.ToString());
            }

            return CodeOf(e);
        }
    }

    private static int CodeOf(Exception e) =>
        e switch
        {
            CommandRefusedException refused => refused.ExitCode,
            SecretMissingException or StoreMissingException or CaseException => ExitCode.Usage,
            StoreInUseException or BooksInUseException or FollowerLostException =>
                ExitCode.StoreInUse,
            ConnectorException { Fault: ConnectorFault.Settings } => ExitCode.Usage,
            ConnectorException => ExitCode.SystemFailed,
            StoreVersionException or LogDamagedException or EventUnreadableException =>
                ExitCode.SystemFailed,
            System.Data.Common.DbException or IOException or UnauthorizedAccessException =>
                ExitCode.SystemFailed,
            _ => ExitCode.Defect,
        };

    private static string MessageOf(Exception e) =>
        e switch
        {
            FollowerLostException => "Another process has taken over the read tables. This one has "
                + "stopped, because they would have stood still. Nothing is lost.",
            _ when CodeOf(e) == ExitCode.Defect =>
                $"{e.GetType().Name}: {e.Message} This is a defect; run again with --verbose and "
                    + "report what it prints.",
            _ => e.Message,
        };
}
