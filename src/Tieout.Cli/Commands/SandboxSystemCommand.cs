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

    private readonly Option<DirectoryInfo> _folder = new("--folder")
    {
        Description = "Where files are exchanged; inbound and outbound are made below it.",
        Required = true,
    };

    private readonly Option<string> _interface = new("--interface")
    {
        Description = "Which of its interfaces it speaks.",
    };

    private readonly Option<string?> _encoding = new("--encoding")
    {
        Description = "Of all files, by its IANA name; that of the format when not given.",
    };

    private readonly Option<int> _every = new("--every")
    {
        Description = "Seconds between two imports, by the simulated clock; 0 for on demand only.",
        DefaultValueFactory = _ => 60,
    };

    private readonly SimulatedSystem _system;

    public SandboxSystemCommand(SimulatedSystem system)
        : base(
            system.Name,
            $"""
            Serves {system.Title} until Ctrl-C.

            {system.Credentials} Faults, time and state: docs/reference/sandbox.md.

            Example:
              tieout sandbox {system.Name} --port 8085 --db {system.Name}.db --faults faults.json{(
                system.Formats.Count > 0 ? " --folder erp" : ""
            )}
            """
        )
    {
        _system = system;
        Options.Add(_port);
        Options.Add(_database);
        Options.Add(_faults);
        Options.Add(_seed);
        if (system.Formats is [var first, ..])
        {
            _interface.DefaultValueFactory = _ => first;
            _ = _interface.AcceptOnlyFromAmong([.. system.Formats]);
            Options.Add(_folder);
            Options.Add(_interface);
            Options.Add(_encoding);
            Options.Add(_every);
        }

        _port.Validators.Add(result =>
        {
            if (CommonOptions.NumberOf(result) is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
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
            Exchange = ExchangeOf(parsed),
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

    /// <summary>None for a system that exchanges no files.</summary>
    private FileExchange? ExchangeOf(ParseResult parsed)
    {
        if (_system.Formats.Count == 0)
        {
            return null;
        }

        var seconds = parsed.GetValue(_every);
        return new FileExchange
        {
            Folder = parsed.GetValue(_folder)!.FullName,
            Format = parsed.GetValue(_interface)!,
            Encoding = parsed.GetValue(_encoding),
            Every = seconds > 0 ? TimeSpan.FromSeconds(seconds) : null,
        };
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
        catch (FormatException e)
        {
            throw new CommandRefusedException(ExitCode.Usage, $"--faults: {e.Message}");
        }
        catch (ArgumentException e)
        {
            throw new CommandRefusedException(ExitCode.Usage, $"--encoding: {e.Message}");
        }
        catch (IOException e)
        {
            var folder =
                _system.Formats.Count > 0 ? " A folder must be one that can be written to." : "";
            throw new CommandRefusedException(
                ExitCode.Usage,
                $"--port: {e.Message} Port 0 takes a free one.{folder}"
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
