using System.CommandLine;
using System.Net.Sockets;
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
        RunPage.Show(screen, report);
        return report.IsComplete ? ExitCode.Ok : ExitCode.SystemFailed;
    }

    private static async Task<IReadOnlyList<(string System, Uri Address)>> ListenAsync(
        HubHost hub,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await hub.ListenAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                $"webhooks.listen: {e.Message} Name another address, or end what listens there."
            );
        }
    }

    private static async Task ForeverAsync(
        HubHost hub,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        foreach (var (system, address) in await ListenAsync(hub, cancellationToken))
        {
            screen.Note($"Messages of {system} are taken at {address}");
        }

        screen.Note("The hub runs. Ctrl-C stops it.");
        var progress = new PlainProgress(Console.Error, TimeProvider.System);
        await hub.RunAsync(progress.Complete, progress, cancellationToken);
    }
}
