using System.CommandLine;
using System.Data.Common;
using System.Net;
using Tieout.Cli.Terminal;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Ledgerworks;

namespace Tieout.Cli.Commands;

/// <summary>`tieout sandbox ledgerworks`: a simulated cloud ERP on a port.</summary>
internal sealed class SandboxLedgerworksCommand : Command
{
    private readonly Option<int> _port = new("--port")
    {
        Description = "On the loopback address; 0 takes a free one and says which.",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<FileInfo> _database = new("--db")
    {
        Description = "The file with its books; made when it is missing, carried on when not.",
        DefaultValueFactory = _ => new FileInfo("ledgerworks.db"),
    };

    private readonly Option<FileInfo?> _faults = new("--faults")
    {
        Description = "A fault programme: which requests go wrong, and how.",
    };

    public SandboxLedgerworksCommand()
        : base(
            "ledgerworks",
            """
            Serves a simulated cloud ERP until Ctrl-C. Its books stay in the file.

            Its API and the format of fault programmes are in docs/reference/ledgerworks.md; the
            only client is 'tieout' with the secret 'rehearsal'.

            Example:
              tieout sandbox ledgerworks --port 8085 --db ledger.db --faults faults.json
            """
        )
    {
        Options.Add(_port);
        Options.Add(_database);
        Options.Add(_faults);
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
        var options = new LedgerworksServerOptions
        {
            DatabasePath = parsed.GetRequiredValue(_database).FullName,
            Port = parsed.GetValue(_port),
            Faults = ReadFaults(parsed.GetValue(_faults)),
        };
        await using var server = await StartAsync(options, cancellationToken);
        screen.Show(
            new { address = server.BaseAddress },
            () => screen.Line($"Ledgerworks listens on {server.BaseAddress}")
        );
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how it is meant to end.
        }

        return ExitCode.Ok;
    }

    private static async Task<LedgerworksServer> StartAsync(
        LedgerworksServerOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await LedgerworksServer.StartAsync(options, cancellationToken);
        }
        catch (DbException e)
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                $"--db: {options.DatabasePath} cannot be used as the books: {e.Message}"
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
