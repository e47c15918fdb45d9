using System.CommandLine;
using System.Data.Common;
using System.Net;
using Tieout.Cli.Terminal;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.Cli.Commands;

/// <summary>`tieout sandbox ledgerworks` and its siblings: one simulated system on a port.</summary>
internal sealed class SandboxSystemCommand : Command
{
    private readonly Option<int> _port = new("--port")
    {
        Description = "On the loopback address; 0 takes a free one and says which.",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<FileInfo?> _database = new("--db")
    {
        Description =
            "The file with its state; made when it is missing, carried on when not. Without it "
            + "nothing stays, but ledgerworks takes ledgerworks.db.",
    };

    private readonly Option<FileInfo?> _faults = new("--faults")
    {
        Description = "A fault programme: which requests go wrong, and how.",
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Decides ids and whatever else is drawn.",
        DefaultValueFactory = _ => 1,
    };

    private readonly SimulatedSystem _system;

    public SandboxSystemCommand(SimulatedSystem system)
        : base(
            system.Name,
            $"""
            Serves {system.Title} until Ctrl-C.

            {system.Credentials} Faults, time and state: docs/reference/sandbox.md.

            Example:
              tieout sandbox {system.Name} --port 8085 --db {system.Name}.db --faults faults.json
            """
        )
    {
        _system = system;
        Options.Add(_port);
        Options.Add(_database);
        Options.Add(_faults);
        Options.Add(_seed);
        _port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            {
                result.AddError($"--port must be {IPEndPoint.MinPort} to {IPEndPoint.MaxPort}.");
            }
        });
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var options = new SimulatorOptions
        {
            DatabasePath = parsed.GetValue(_database)?.FullName,
            Port = parsed.GetValue(_port),
            Seed = parsed.GetValue(_seed),
            Faults = ReadFaults(parsed.GetValue(_faults)),
        };
        await using var server = await StartAsync(options, cancellationToken);
        screen.Show(
            new { address = server.BaseAddress },
            () =>
            {
                screen.Line($"{_system.Name} listens on {server.BaseAddress}");
                screen.Line(_system.Credentials);
            }
        );
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // It serves until then: Ctrl-C is how it is meant to end.
        }

        return ExitCode.Ok;
    }

    private async Task<SimulatorServer> StartAsync(
        SimulatorOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _system.StartAsync(options, cancellationToken);
        }
        catch (DbException e)
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                $"--db: {options.DatabasePath} cannot be used: {e.Message} A file serves one "
                    + "simulator at a time."
            );
        }
        catch (IOException e)
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                $"--port: {e.Message} Port 0 takes a free one."
            );
        }
    }

    private static FaultProgramme ReadFaults(FileInfo? file)
    {
        try
        {
            return file is null
                ? new FaultProgramme()
                : FaultProgramme.Parse(File.ReadAllText(file.FullName));
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            throw new CommandRefusedException(ExitCode.Usage, $"{file}: {e.Message}");
        }
    }
}
